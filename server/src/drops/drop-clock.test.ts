import fc from "fast-check";
import { expect, test } from "vitest";
import { dropTimes, hasClosed, hasOpened, onShowClock, type ShowClock, seenFrom } from "./drop-clock.ts";

const START = Date.parse("2026-03-01T12:00:00.000Z");
const show = (more: Partial<ShowClock> = {}): ShowClock => ({
  startedAt: new Date(START),
  pausedAt: null,
  pausedMs: 0,
  ...more,
});
const drop = (opensIn: number, openSeconds: number | null) => ({
  opensAt: new Date(START + opensIn * 1000),
  openSeconds,
  ...{ pausedAt: null, pausedMs: 0 },
});

test("a drop opens and closes to the millisecond", () => {
  const times = dropTimes(drop(60, 120), show());
  expect([times.opensAt - START, (times.closesAt ?? 0) - START]).toEqual([60_000, 180_000]);
  expect([59_999, 60_000].map((at) => hasOpened(times, START + at))).toEqual([false, true]);
  expect([179_999, 180_000].map((at) => hasClosed(times, START + at))).toEqual([false, true]);
  expect(hasClosed(dropTimes(drop(60, null), show()), Number.MAX_SAFE_INTEGER)).toBe(false);
});

test("a drop that was due before its show began is open from the beginning, for its whole time", () => {
  const times = dropTimes(drop(-600, 120), show());
  expect([times.opensAt - START, (times.closesAt ?? 0) - START]).toEqual([0, 120_000]);
  const waiting = dropTimes(drop(-600, 120), show({ startedAt: null }));
  expect(waiting).toMatchObject({ opensAt: START - 600_000, closesAt: null });
});

/** Pauses and the time between them, in milliseconds. */
const spells = fc.array(fc.record({ live: fc.nat(600_000), paused: fc.nat(600_000) }), { maxLength: 5 });

test("however often a show pauses, a drop waits and is open for exactly as long as was said", () => {
  fc.assert(
    fc.property(spells, fc.nat(600_000), fc.integer({ min: 5, max: 600 }), (given, opensIn, openSeconds) => {
      const record = { opensAt: new Date(START + opensIn), openSeconds, pausedAt: null, pausedMs: 0 };
      let now = START;
      let pausedMs = 0;
      const lived = { before: 0, open: 0 };
      const live = (until: number, at: ShowClock): void => {
        const times = dropTimes(record, at);
        const opens = Math.min(Math.max(times.opensAt, now), until);
        const closes = Math.min(Math.max(times.closesAt ?? 0, now), until);
        lived.before += opens - now;
        lived.open += closes - opens;
        now = until;
      };
      for (const { live: on, paused } of given) {
        live(now + on, show({ pausedMs }));
        const away = show({ pausedMs, pausedAt: new Date(now) });
        const times = dropTimes(record, away);
        const left = [times.opensAt, times.closesAt ?? 0].map((at) => at - seenFrom(times, now));
        now += paused;
        expect([times.opensAt, times.closesAt ?? 0].map((at) => at - seenFrom(times, now))).toEqual(left);
        expect(onShowClock(away, now)).toBe(now - paused - pausedMs);
        pausedMs += paused;
      }
      live(Number.MAX_SAFE_INTEGER, show({ pausedMs }));
      expect(lived).toEqual({ before: opensIn, open: openSeconds * 1000 });
    }),
  );
});
