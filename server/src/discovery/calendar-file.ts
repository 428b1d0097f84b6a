import { calendarSpan, calendarTime, type Show } from "@showdrop/shared";

/** Bytes of one line; longer ones are folded (RFC 5545, 3.1). */
const LINE_BYTES = 75;

/** Minutes before the start at which the calendar reminds. */
const REMIND_MINUTES = 10;

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r\n|\r|\n/g, "\\n");

/** Cuts between characters, never inside one. */
const folded = (line: string): string => {
  const lines = [""];
  let room = LINE_BYTES;
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter);
    if (bytes > room) {
      lines.push(" ");
      room = LINE_BYTES - 1;
    }
    lines[lines.length - 1] += letter;
    room -= bytes;
  }
  return lines.join("\r\n");
};

/**
 * A show as an iCalendar file (RFC 5545), with a reminder. The same show has the same id each time, so that a file that is
 * opened again moves the entry and makes no second one.
 * @param url the show's page
 */
export const calendarFile = (
  { id, title, description, shop, startsAt }: Show,
  { url, now }: { url: URL; now: number },
): string => {
  const { from, to } = calendarSpan(startsAt);
  const about = [shop.name, description, url.href].filter((part) => part !== "").join("\n\n");
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Showdrop//Shows//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:show-${id}@${url.hostname}`,
    `DTSTAMP:${calendarTime(new Date(now))}`,
    `DTSTART:${from}`,
    `DTEND:${to}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    `LOCATION:${escaped(url.href)}`,
    `URL:${url.href}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-PT${REMIND_MINUTES}M`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
};
