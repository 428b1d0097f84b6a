/** When a new drop may open: at once, in so many seconds, or at a time of the host's choice. */
export const openings = ["now", "30", "60", "300", "time"] as const;
export type Opening = (typeof openings)[number];

/**
 * The moment for the wire, or null for "at once". A time that cannot be read is handed on as it is, for the form to
 * complain about.
 * @param time what a `datetime-local` field holds, in the host's own time zone
 * @param now the server's time, in milliseconds since the epoch
 */
export const opensAt = (opening: Opening, time: string, now: number): string | null => {
  switch (opening) {
    case "now":
      return null;
    case "time": {
      const moment = new Date(time);
      return Number.isNaN(moment.getTime()) ? time : moment.toISOString();
    }
    default:
      return new Date(now + Number(opening) * 1000).toISOString();
  }
};
