import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
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

test("who asks while a read is under way is read with all others who do, in the next one", async () => {
  const reads: number[][] = [];
  const gates: (() => void)[] = [];
  const same = batched(async (keys: readonly number[]) => {
    reads.push([...keys]);
    await new Promise<void>((open) => gates.push(open));
    return keys;
  });
  const first = same(1);
  await nextTurn();
  await nextTurn();
  const later = [same(2)];
  await nextTurn();
  later.push(same(3));
  await nextTurn();
  expect(reads).toEqual([[1]]);
  gates[0]?.();
  expect(await first).toBe(1);
  await vi.waitFor(() => expect(reads).toEqual([[1], [2, 3]]));
  gates[1]?.();
  expect(await Promise.all(later)).toEqual([2, 3]);
});

test("a read that hangs holds up those behind it for a moment alone", async () => {
  const hangs = batched((keys: readonly number[]) =>
    keys.includes(1) ? new Promise<number[]>(() => undefined) : Promise.resolve(keys),
  );
  void hangs(1);
  await nextTurn();
  await nextTurn();
  expect(await hangs(2)).toBe(2);
});

test("an error in the place of an answer is thrown to who asked for that one", async () => {
  const odd = batched(async (keys: readonly number[]) =>
    keys.map((key) => (key % 2 === 0 ? new Error(`${key} is even`) : key)),
  );
  const both = [odd(1), odd(2)];
  await expect(both[1]).rejects.toThrow("2 is even");
  expect(await both[0]).toBe(1);
});
