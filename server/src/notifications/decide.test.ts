import { describe, expect, test } from "vitest";
import { decide, LATE_AFTER_MS, type Question } from "./decide.ts";
import { firstPreferences } from "./preferences.store.ts";
import { isQuiet } from "./quiet-hours.ts";

const at = Date.parse("2026-03-01T12:30:00Z"); // 21:30 in Seoul, 7:30 in New York
const all = { shopLive: true, savedShow: true, wishedDrop: true, lineTurn: true };
const question = (given: Partial<Question> = {}): Question => ({
  kind: "shopLive",
  until: at + LATE_AFTER_MS,
  now: at,
  preferences: { ...firstPreferences({ timeZone: "Europe/Berlin" }), email: all },
  sent: 0,
  reachable: { push: true, email: true },
  ...given,
});
const withheld = (withheld: string | null) => ({ push: false, email: false, withheld });

test("by day and below the cap, every chosen channel is used", () => {
  expect(decide(question())).toEqual({ push: true, email: true, withheld: null });
  expect(decide(question({ reachable: { push: false, email: true } }))).toMatchObject({
    push: false,
    email: true,
  });
});

test("who chose no channel, or has none, is withheld nothing", () => {
  const preferences = { ...question().preferences, push: { ...all, shopLive: false } };
  expect(decide(question({ preferences, reachable: { push: true, email: false } }))).toEqual(withheld(null));
});

test("in quiet hours a shop's going live is withheld; what was asked for by itself may pass", () => {
  const preferences = firstPreferences({ timeZone: "Asia/Seoul" });
  expect(decide(question({ preferences }))).toEqual(withheld("quietHours"));
  expect(decide(question({ preferences, kind: "savedShow" }))).toMatchObject({ push: true, withheld: null });
  expect(decide(question({ preferences, kind: "wishedDrop" }))).toMatchObject({ push: true, withheld: null });
  const strict = {
    ...preferences,
    quietHours: { from: "21:00", to: "08:00", exceptAskedFor: false },
  };
  expect(decide(question({ preferences: strict, kind: "savedShow" }))).toEqual(withheld("quietHours"));
  // A turn in line is over before the quiet hours are.
  expect(decide(question({ preferences: strict, kind: "lineTurn" }))).toMatchObject({ push: true });
  const none = { ...preferences, quietHours: null };
  expect(decide(question({ preferences: none }))).toMatchObject({ push: true });
});

test("the cap holds for everything, asked for or not", () => {
  expect(decide(question({ sent: 9 }))).toMatchObject({ push: true });
  expect(decide(question({ sent: 10 }))).toEqual(withheld("cap"));
  expect(decide(question({ sent: 10, kind: "wishedDrop" }))).toEqual(withheld("cap"));
});

test("what happened long ago is not sent any more", () => {
  expect(decide(question({ now: at + LATE_AFTER_MS }))).toMatchObject({ push: true });
  expect(decide(question({ now: at + LATE_AFTER_MS + 1 }))).toEqual(withheld("late"));
});

describe("quiet hours", () => {
  const hours = (from: string, to: string) => ({ from, to, exceptAskedFor: true });
  test.each([
    ["Asia/Seoul", "2026-03-01T11:59:59Z", false],
    ["Asia/Seoul", "2026-03-01T12:00:00Z", true],
    ["Asia/Seoul", "2026-03-01T15:00:00Z", true],
    ["Asia/Seoul", "2026-03-01T22:59:59Z", true],
    ["Asia/Seoul", "2026-03-01T23:00:00Z", false],
    // An hour earlier by the world's clock once summer time has begun.
    ["Europe/Berlin", "2026-03-28T20:30:00Z", true],
    ["Europe/Berlin", "2026-03-29T06:30:00Z", false],
    ["Europe/Berlin", "2026-03-28T06:30:00Z", true],
    ["Asia/Kathmandu", "2026-03-01T15:14:00Z", false],
    ["Asia/Kathmandu", "2026-03-01T15:15:00Z", true],
  ])("in %s at %s over midnight: %s", (timeZone, now, quiet) => {
    expect(isQuiet(hours("21:00", "08:00"), timeZone, Date.parse(now))).toBe(quiet);
  });

  test("within one day, and all day", () => {
    const noon = Date.parse("2026-03-01T12:00:00Z");
    expect(isQuiet(hours("11:00", "12:00"), "UTC", noon)).toBe(false);
    expect(isQuiet(hours("12:00", "12:01"), "UTC", noon)).toBe(true);
    expect(isQuiet(hours("08:00", "08:00"), "UTC", noon)).toBe(true);
  });
});
