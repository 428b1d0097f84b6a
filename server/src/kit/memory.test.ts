import { expect, test } from "vitest";
import { createMemory } from "./memory.ts";

const MINUTE_MS = 60_000;

/** A read that says how often it was asked, when it is let go on. */
const slowRead = () => {
  const gates: (() => void)[] = [];
  let reads = 0;
  return {
    reads: () => reads,
    letGo: () => gates.shift()?.(),
    read: async (key: string): Promise<string> => {
      reads += 1;
      const number = reads;
      await new Promise<void>((go) => gates.push(go));
      return `${key} ${number}`;
    },
  };
};

test("those who ask for the same share a read, and it is remembered", async () => {
  const slow = slowRead();
  const memory = createMemory({ read: slow.read, forMs: MINUTE_MS, most: 10 });
  const asked = [memory.recall("a"), memory.recall("a")];
  slow.letGo();
  expect(await Promise.all(asked)).toEqual(["a 1", "a 1"]);
  expect(await memory.recall("a")).toBe("a 1");
  expect(slow.reads()).toBe(1);
});

test("what is forgotten while it is read is not kept: it may be what was before", async () => {
  const slow = slowRead();
  const memory = createMemory({ read: slow.read, forMs: MINUTE_MS, most: 10 });
  const before = memory.recall("a");
  memory.forget();
  const after = memory.recall("a");
  slow.letGo();
  slow.letGo();
  expect([await before, await after]).toEqual(["a 1", "a 2"]);
  expect(await memory.recall("a")).toBe("a 2");
});

test("time, room and worth decide what is remembered, and a read that fails is none", async () => {
  let reads = 0;
  const read = async (key: string): Promise<string> => {
    reads += 1;
    if (key === "broken") throw new Error("away");
    return key;
  };
  const never = createMemory({ read, forMs: 0, most: 10 });
  await never.recall("a");
  await never.recall("a");
  expect(reads).toBe(2);
  const small = createMemory({ read, forMs: MINUTE_MS, most: 1, keeps: (value) => value !== "worthless" });
  for (const key of ["a", "b", "b", "a", "worthless", "worthless"]) await small.recall(key);
  expect(reads).toBe(2 + 5);
  await expect(small.recall("broken")).rejects.toThrow("away");
  await expect(small.recall("broken")).rejects.toThrow("away");
  expect(reads).toBe(2 + 7);
});
