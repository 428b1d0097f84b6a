import { Moment } from "@showdrop/shared";
import { describe, expect, it } from "vitest";
import { opensAt } from "./opening.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");

describe("when a drop opens", () => {
  it("is at once, or so many seconds from the server's now", () => {
    expect(opensAt("now", "", now)).toBeNull();
    expect(opensAt("30", "", now)).toBe("2026-03-01T12:00:30.000Z");
    expect(opensAt("300", "", now)).toBe("2026-03-01T12:05:00.000Z");
  });

  it("takes a time in the host's zone", () => {
    expect(opensAt("time", "2026-03-01T21:30", now)).toBe(new Date(2026, 2, 1, 21, 30).toISOString());
  });

  it("leaves an unreadable time for the form to refuse", () => {
    expect(Moment.safeParse(opensAt("time", "", now)).success).toBe(false);
  });
});
