import type { QuietHours } from "@showdrop/shared";

/** One formatter a time zone: making one costs more than a thousand uses of it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The time of day somewhere, such as "21:45". @param now milliseconds since 1970 */
export const timeOfDay = (timeZone: string, now: number): string => {
  const known =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  formatters.set(timeZone, known);
  return known.format(now);
};

/**
 * Whether it is quiet for a person now: from the minute `from` to the last one before `to`; always, when both are the
 * same.
 * @param now milliseconds since 1970
 */
export const isQuiet = ({ from, to }: QuietHours, timeZone: string, now: number): boolean => {
  const time = timeOfDay(timeZone, now);
  return from < to ? from <= time && time < to : from <= time || time < to;
};
