import { z } from "zod";

export const Email = z
  .email("This does not look like an email address.")
  .max(254, "This email address is too long.")
  .transform((email) => email.toLowerCase());

/** Bounds from OWASP's password storage cheat sheet: long enough to resist guessing, short enough to hash. */
export const Password = z
  .string()
  .min(8, "A password has at least 8 characters.")
  .max(128, "A password has at most 128 characters.");

/** A password as it is entered: only bounded, because rules are for choosing one. */
export const EnteredPassword = z.string().min(1, "Please enter your password.").max(128);

/** Six digits of an authenticator app, or a recovery code; blanks and dashes are for reading. */
export const EnteredCode = z
  .string()
  .max(40, "That is too long for a code.")
  .transform((code) => code.replaceAll(/[\s-]/g, "").toUpperCase())
  .refine((code) => /^(\d{6}|[A-Z2-7]{16})$/.test(code), "Six digits, or a recovery code, are asked for.");
