import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSeconds, measureOffset, offsetOf, secondsUntil } from "./clock.ts";

describe("the server's clock", () => {
  it("trusts the sample with the least round trip", () => {
    const samples = [
      { sent: 0, received: 400, server: 5300 },
      { sent: 1000, received: 1020, server: 6010 },
      { sent: 2000, received: 2300, server: 7000 },
    ];
    expect(offsetOf(samples)).toBe(5000);
  });

  it("is off by at most half of the least round trip, however the delays fall", () => {
    const delays = fc.array(fc.tuple(fc.nat(2000), fc.nat(2000)), { minLength: 1 });
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), delays, (truth, trips) => {
        const samples = trips.map(([there, back], i) => {
          const sent = i * 10_000;
          return { sent, received: sent + there + back, server: sent + there + truth };
        });
        const least = Math.min(...trips.map(([there, back]) => there + back));
        expect(Math.abs((offsetOf(samples) ?? Number.NaN) - truth)).toBeLessThanOrEqual(least / 2);
      }),
    );
  });

  it("measures through lost answers, and knows nothing when none came", async () => {
    let time = 0;
    const now = () => {
      time += 10;
      return time;
    };
    let call = 0;
    const lossy = async () => {
      call += 1;
      return call % 2 === 0 ? time + 5 + 700 : null;
    };
    expect(await measureOffset(lossy, now)).toBe(700);
    expect(await measureOffset(async () => null, now)).toBeNull();
  });
});

describe("countdowns", () => {
  const moment = "2026-03-01T12:00:00.000Z";
  const at = Date.parse(moment);

  it("show one second until the very end, and never less than zero", () => {
    expect([at - 2001, at - 2000, at - 1, at, at + 5000].map((now) => secondsUntil(moment, now))).toEqual([
      3, 2, 1, 0, 0,
    ]);
  });

  it("read as a clock does", () => {
    expect([0, 9, 95, 3599, 3725].map(formatSeconds)).toEqual(["0:00", "0:09", "1:35", "59:59", "1:02:05"]);
  });
});
