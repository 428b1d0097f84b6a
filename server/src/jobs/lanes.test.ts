import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { inLanes } from "./lanes.ts";

const never = new AbortController().signal;

/** Things to take up, and how many were worked on at the same time at most. */
const pile = (things: number) => {
  const waiting = Array.from({ length: things }, (_, number) => ({ number }));
  const seen = { claims: 0, busy: 0, mostBusy: 0, done: [] as number[] };
  return {
    seen,
    claim: async () => {
      seen.claims += 1;
      return waiting.shift() ?? null;
    },
    work: async ({ number }: { number: number }) => {
      seen.busy += 1;
      seen.mostBusy = Math.max(seen.mostBusy, seen.busy);
      await sleep(1);
      seen.busy -= 1;
      seen.done.push(number);
    },
  };
};

test("asks once while there is nothing", async () => {
  const { claim, work, seen } = pile(0);
  await inLanes(16, { claim, work, stopped: never });
  expect(seen).toMatchObject({ claims: 1, done: [] });
});

test("does everything, and no more at the same time than there may be lanes", async () => {
  const { claim, work, seen } = pile(40);
  await inLanes(4, { claim, work, stopped: never });
  expect(seen.done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, number) => number));
  expect(seen.mostBusy).toBe(4);
});

test("takes up nothing more when it is to stop, and ends what it began", async () => {
  const { claim, work, seen } = pile(40);
  const stop = new AbortController();
  await inLanes(4, {
    claim,
    work: async (thing) => {
      stop.abort();
      await work(thing);
    },
    stopped: stop.signal,
  });
  expect(seen.done.length).toBe(seen.claims);
  expect(seen.done.length).toBeLessThan(5);
});

test("says what failed when the other lanes have ended what they had", async () => {
  const { claim, work, seen } = pile(40);
  const failed = inLanes(4, {
    claim,
    work: async (thing) => {
      if (thing.number === 2) throw new Error("the store is away");
      await work(thing);
    },
    stopped: never,
  });
  await expect(failed).rejects.toThrow("the store is away");
  expect(seen.busy).toBe(0);
  expect(seen.done.length).toBe(seen.claims - 1);
});
