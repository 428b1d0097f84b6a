import type { Show } from "@showdrop/shared";
import { expect, test } from "vitest";
import { calendarFile } from "./calendar-file.ts";

const show: Show = {
  id: "a".repeat(24),
  shop: { id: "b".repeat(24), handle: "clay", name: "Clay, Co", avatarUrl: null },
  title: "달항아리; a moon jar, thrown live and then thrown again because the first was too small 다시",
  description: "Bring tea.\nStay.",
  ...{ category: null, posterUrl: null, status: "scheduled", startsAt: "2026-03-01T23:30:00.000Z" },
  ...{ startedAt: null, endedAt: null, pausedAt: null, hostAwaitedUntil: null, awaySince: null },
  ...{ viewers: 0, record: true, replay: false },
};

test("a show becomes a file that calendars read: escaped, folded, in UTC, an hour long", () => {
  const file = calendarFile(show, {
    url: new URL(`https://shop.example/shows/${show.id}`),
    now: Date.parse("2026-02-01T08:00:00.000Z"),
  });
  expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = file.replaceAll("\r\n ", "").split("\r\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      `UID:show-${show.id}@shop.example`,
      "DTSTAMP:20260201T080000Z",
      "DTSTART:20260301T233000Z",
      "DTEND:20260302T003000Z",
      `SUMMARY:${show.title.replace(";", "\\;").replace(",", "\\,")}`,
      `DESCRIPTION:Clay\\, Co\\n\\nBring tea.\\nStay.\\n\\nhttps://shop.example/shows/${show.id}`,
      "TRIGGER:-PT10M",
    ]),
  );
});
