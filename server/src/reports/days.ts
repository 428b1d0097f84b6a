const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in a time zone: `2026-11-22`. */
export const dayIn = (timeZone: string, moment: Date): string => {
  // Making one costs more than a thousand uses.
  const format =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formatters.set(timeZone, format);
  return format.format(moment);
};

const DAY_MS = 24 * 3600 * 1000;

/** The last days of a time zone's calendar, today the last. */
export const lastDays = (timeZone: string, now: Date, count: number): string[] => {
  // Counted on the calendar itself: days on which clocks change are longer or shorter.
  const today = Date.parse(`${dayIn(timeZone, now)}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) =>
    new Date(today - (count - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );
};

/** A moment before the first of these days begins in any time zone. */
export const before = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS);
