/** Offsets of time zones: "+09:00" or an IANA name such as "Asia/Seoul". */
import { isNullish } from "../bson/values.ts";
import { locationError } from "../errors.ts";

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format) return format;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw locationError(40485, `unrecognized time zone identifier: "${zone}"`);
  }
  formats.set(zone, format);
  return format;
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * MINUTE;
  if (zone === "UTC" || zone === "GMT") return 0;
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

export const zoneOf = (timezone: unknown): string => (isNullish(timezone) ? "UTC" : String(timezone));

/** The wall clock of a zone at an instant, as if it were UTC. */
export const toLocal = (instant: number, zone: string): number => instant + offsetAt(instant, zone);

/** The instant at which a zone's wall clock shows this. */
export function toUtc(local: number, zone: string): number {
  const guess = local - offsetAt(local, zone);
  return local - offsetAt(guess, zone);
}
