/** How long a show is put down for in calendars, in milliseconds: nobody announces an end, most last about an hour. */
const SHOW_LASTS_MS = 3_600_000;

/** A moment as calendars write it: 20260301T120000Z. */
export const calendarTime = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, "");

/** From when to when a show stands in a calendar. */
export const calendarSpan = (startsAt: string): { from: string; to: string } => {
  const start = Date.parse(startsAt);
  return { from: calendarTime(new Date(start)), to: calendarTime(new Date(start + SHOW_LASTS_MS)) };
};
