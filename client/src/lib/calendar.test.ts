import { expect, test } from "vitest";
import { sampleShow } from "../features/watch/sample-show.ts";
import { calendarFileUrl, googleCalendarUrl } from "./calendar.ts";

test("Google Calendar is given the show's times in UTC, its words and its page", () => {
  const show = sampleShow({ startsAt: "2026-03-01T23:30:00.000Z", title: "달항아리 & co" });
  const { origin, searchParams } = new URL(googleCalendarUrl(show));
  expect(origin).toBe("https://calendar.google.com");
  expect(Object.fromEntries(searchParams)).toEqual({
    action: "TEMPLATE",
    text: "달항아리 & co",
    dates: "20260301T233000Z/20260302T003000Z",
    details: `${show.shop.name}\n\n${window.location.origin}/shows/${show.id}`,
    location: `${window.location.origin}/shows/${show.id}`,
  });
  expect(calendarFileUrl(show)).toBe(`/api/shows/${show.id}/calendar.ics`);
});
