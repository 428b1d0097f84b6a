import { expect, test } from "vitest";
import { Unavailable } from "./errors.ts";
import { together } from "./together.ts";

class Refused extends Error {}

/** Doubles numbers, all or none, and refuses some. */
const doubling = (refuses: (one: number) => boolean) => {
  const tries: number[][] = [];
  const double = together(async (all: readonly number[]) => {
    tries.push([...all]);
    const bad = all.find(refuses);
    if (bad !== undefined) throw new Refused(`${bad}`);
    return all.map((one) => 2 * one);
  });
  return { tries, double };
};

test("what is asked for at once is done at once", async () => {
  const { tries, double } = doubling(() => false);
  expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
  expect(tries).toEqual([[1, 2, 3]]);
});

test("who cannot be served with the others is told why, alone, and everybody else is served once", async () => {
  const { tries, double } = doubling((one) => one === 3 || one === 6);
  const asked = [1, 2, 3, 4, 5, 6, 7, 8].map(double);
  const told = await Promise.allSettled(asked);
  expect(told.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason.message)))).toEqual([
    2,
    4,
    "3",
    8,
    10,
    "6",
    14,
    16,
  ]);
  const served = tries.filter((all) => !all.includes(3) && !all.includes(6)).flat();
  expect(served.toSorted()).toEqual([1, 2, 4, 5, 7, 8]);
});

test("where the store is away nothing is tried again in parts", async () => {
  let tries = 0;
  const never = together(async (_all: readonly number[]): Promise<number[]> => {
    tries += 1;
    throw new Unavailable("MongoDB");
  });
  const told = await Promise.allSettled([never(1), never(2), never(3), never(4)]);
  expect(told.every(({ status }) => status === "rejected")).toBe(true);
  expect(tries).toBe(1);
});
