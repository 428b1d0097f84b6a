import { expect, test } from "vitest";
import { relative } from "./time.ts";

/** Moments of this device's own zone: what is tomorrow depends on it. */
const at = (day: number, hour: number, minute = 0, second = 0) =>
  new Date(2026, 10, day, hour, minute, second);

const seen = (moment: Date, now: Date, locale = "en") =>
  relative(moment.toISOString(), now.getTime(), locale);

test("what is this instant is now", () => {
  expect(seen(at(22, 5, 0, 10), at(22, 5, 0, 0))).toBe("now");
  expect(seen(at(22, 5, 0, 0), at(22, 5, 0, 20), "ko")).toBe("지금");
});

test("minutes and hours are counted", () => {
  expect(seen(at(22, 5, 3), at(22, 5, 0))).toBe("in 3 minutes");
  expect(seen(at(22, 3), at(22, 5))).toBe("2 hours ago");
});

test("days are those of the calendar", () => {
  const morning = at(22, 5);
  expect(seen(at(23, 20), morning)).toBe("tomorrow");
  expect(seen(at(25, 19), morning)).toBe("in 3 days");
  expect(seen(at(20, 23), morning, "ko")).toBe("그저께");
});
