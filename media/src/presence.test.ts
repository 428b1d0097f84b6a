import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HOST_GRACE_MS, hostPresence } from "./presence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SHOW = "a".repeat(24);

const watched = () => {
  const told: boolean[] = [];
  return { told, presence: hostPresence(HOST_GRACE_MS, (_, present) => told.push(present)) };
};

test("a reload within the grace is not told", () => {
  const { told, presence } = watched();
  presence.set(SHOW, true);
  presence.set(SHOW, false);
  vi.advanceTimersByTime(HOST_GRACE_MS - 1);
  presence.set(SHOW, true);
  vi.advanceTimersByTime(HOST_GRACE_MS * 2);
  expect(told).toEqual([true]);
  expect(presence.hosting()).toEqual([SHOW]);
});

test("a host who stays away has left, counted from the first moment away", () => {
  const { told, presence } = watched();
  presence.set(SHOW, true);
  presence.set(SHOW, false);
  vi.advanceTimersByTime(HOST_GRACE_MS / 2);
  presence.set(SHOW, false);
  vi.advanceTimersByTime(HOST_GRACE_MS / 2);
  expect(told).toEqual([true, false]);
  expect(presence.isPresent(SHOW)).toBe(false);
});

test("an ended show is forgotten in silence, a stopping node's hosts leave at once", () => {
  const { told, presence } = watched();
  presence.set(SHOW, true);
  presence.set(SHOW, false);
  presence.forget(SHOW);
  vi.advanceTimersByTime(HOST_GRACE_MS * 2);
  expect(told).toEqual([true]);
  presence.set(SHOW, true);
  presence.leaveAll();
  expect(told).toEqual([true, true, false]);
  expect(vi.getTimerCount()).toBe(0);
});
