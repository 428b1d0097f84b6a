import type { Audience } from "@showdrop/shared";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAudience } from "./audience.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const followed = () => {
  const keeper = keepAudience();
  const told: Audience[] = [];
  keeper.follow((audience) => told.push(audience));
  vi.advanceTimersByTime(0);
  return { keeper, told };
};

test("who begins to listen is told who is there", () => {
  expect(followed().told).toEqual([{ peers: 0, layers: [], withoutPicture: 0 }]);
});

test("viewers count in the best layer that reaches them, or among those without a picture", () => {
  const { keeper } = followed();
  keeper.set("a", 2);
  keeper.set("b", 0);
  keeper.set("c", null);
  keeper.set("b", 2);
  expect(keeper.now()).toEqual({ peers: 3, layers: [0, 0, 2], withoutPicture: 1 });
  keeper.leave("a");
  keeper.leave("c");
  expect(keeper.now()).toEqual({ peers: 1, layers: [0, 0, 1], withoutPicture: 0 });
});

test("those at other nodes are added, in place of what the node said before", () => {
  const { keeper } = followed();
  keeper.set("a", 1);
  keeper.add("edge-1", { peers: 9, layers: [9], withoutPicture: 0 });
  keeper.add("edge-1", { peers: 3, layers: [1, 1], withoutPicture: 1 });
  keeper.add("edge-2", { peers: 2, layers: [0, 0, 2], withoutPicture: 0 });
  expect(keeper.now()).toEqual({ peers: 6, layers: [1, 2, 2], withoutPicture: 1 });
  keeper.add("edge-1", null);
  expect(keeper.now()).toEqual({ peers: 3, layers: [0, 1, 2], withoutPicture: 0 });
});

test("changes are told at most every two seconds, and what changed back is not told", () => {
  const { keeper, told } = followed();
  for (let i = 0; i < 50; i++) keeper.set(`viewer-${i}`, 1);
  vi.advanceTimersByTime(1_999);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(told.at(-1)).toEqual({ peers: 50, layers: [0, 50], withoutPicture: 0 });
  keeper.set("viewer-0", 2);
  keeper.set("viewer-0", 1);
  vi.advanceTimersByTime(10_000);
  expect(told).toHaveLength(2);
  keeper.leave("viewer-0");
  vi.advanceTimersByTime(0);
  expect(told).toHaveLength(3);
});

test("a new listener makes it told once more; after the end nothing runs", () => {
  const { keeper, told } = followed();
  keeper.repeat();
  vi.advanceTimersByTime(2_000);
  expect(told).toHaveLength(2);
  keeper.set("a", 0);
  keeper.close();
  expect(vi.getTimerCount()).toBe(0);
});
