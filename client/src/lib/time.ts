import { useEffect, useState } from "react";
import { useLanguage } from "../i18n/index.ts";
import { useInBrowser } from "./in-browser.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Midnight before a moment, in this device's zone; in milliseconds. */
const startOfDay = (moment: number): number => new Date(moment).setHours(0, 0, 0, 0);

/**
 * `moment` as seen from `now`, in the largest unit that fits: "now", "in 3 hours", "yesterday". Days are counted as
 * a calendar does: what begins tomorrow evening is "tomorrow", however many hours that is.
 */
export const relative = (moment: string, now: number, locale: string): string => {
  const distance = Date.parse(moment) - now;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const size = Math.abs(distance);
  if (size < MINUTE_MS / 2) return format.format(0, "second");
  if (size < HOUR_MS) return format.format(Math.round(distance / MINUTE_MS), "minute");
  if (size < DAY_MS) return format.format(Math.round(distance / HOUR_MS), "hour");
  // Rounded, for the days on which the clocks change are an hour longer or shorter.
  const days = Math.round((startOfDay(Date.parse(moment)) - startOfDay(now)) / DAY_MS);
  return format.format(days, "day");
};

/** The time now in milliseconds, renewed every half minute: for texts, not for countdowns. */
export const useNow = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** Keeps a moment's place where the reader's zone is not known: the server would write another hour. */
const NOT_YET = "\u00a0";

/** Moments as the reader's language and zone write them. */
export const useDates = () => {
  const { locale } = useLanguage();
  const known = useInBrowser();
  const write = (moment: string, options: Intl.DateTimeFormatOptions): string =>
    known ? new Intl.DateTimeFormat(locale, options).format(new Date(moment)) : NOT_YET;
  return {
    /** "Sat, Nov 22, 8:00 PM"; the year only where it is another. */
    dateTime: (moment: string) =>
      write(moment, {
        weekday: "short",
        month: "short",
        day: "numeric",
        hour: "numeric",
        minute: "2-digit",
        ...(new Date(moment).getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" }),
      }),
    /** "Nov 22, 8:00 PM": short enough for a poster's corner. */
    shortDateTime: (moment: string) =>
      write(moment, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }),
    date: (moment: string) => write(moment, { dateStyle: "medium" }),
    time: (moment: string) => write(moment, { timeStyle: "short" }),
    relative: (moment: string, now: number) => (known ? relative(moment, now, locale) : NOT_YET),
  };
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as `<input type="datetime-local">` wants it, in this device's zone. */
export const toLocalInput = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;

/** What such an input says, as a moment in UTC; an empty text where it says nothing. */
export const fromLocalInput = (text: string): string => {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
};
