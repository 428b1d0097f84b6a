import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { batched } from "./batched.ts";

test("who asks in the same turn shares a read, and each gets their own answer; who asks later gets a new read", async () => {
  const reads: (readonly number[])[] = [];
  const double = batched(async (keys: readonly number[]) => {
    reads.push(keys);
    return keys.map((key) => 2 * key);
  });
  expect(await Promise.all([double(1), double(2), double(1)])).toEqual([2, 4, 2]);
  expect(await double(1)).toBe(2);
  expect(reads).toEqual([[1, 2, 1], [1]]);
});

test("a crowd is read a few hundred at a time", async () => {
  const sizes: number[] = [];
  const same = batched(async (keys: readonly number[]) => {
    sizes.push(keys.length);
    return keys;
  });
  const crowd = Array.from({ length: 1_200 }, (_, i) => i);
  expect(await Promise.all(crowd.map(same))).toEqual(crowd);
  expect(sizes).toEqual([500, 500, 200]);
});

test("a read that fails fails for those who asked with it, and for nobody after", async () => {
  let broken = true;
  const same = batched(async (keys: readonly number[]) => {
    if (broken) throw new Error("broken");
    return keys;
  });
  const both = [same(1), same(2)];
  for (const asked of both) await expect(asked).rejects.toThrow("broken");
  broken = false;
  await nextTurn();
  expect(await same(3)).toBe(3);
});
