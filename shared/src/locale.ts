import { z } from "zod";

export const locales = ["en", "ko"] as const;
/** A language that the platform writes in. */
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** A place of the IANA time zone database, such as `Asia/Seoul`. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((name) => /^[A-Za-z]/.test(name) && isTimeZone(name), "This is not a time zone that we know.");
