import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createShowFeeds, HOLE_MS, type ShowFeeds } from "./show-feeds.ts";

let passed: number[][];
let watched: boolean;
let feeds: ShowFeeds;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  passed = [];
  watched = true;
  feeds = createShowFeeds({
    isWatched: () => watched,
    passOn: (_showId, entries) => void passed.push(entries.map(({ seq }) => seq)),
  });
});
afterEach(() => {
  feeds.forget("show");
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const hear = (...seqs: number[]): void =>
  feeds.take(
    "show",
    seqs.map((seq) => ({ seq, urgent: false, json: "" })),
  );

test("what comes in order is passed on at once", () => {
  hear(1);
  hear(2, 3);
  expect(passed).toEqual([[1], [2, 3]]);
});

test("entries of two servers that arrive out of order are put in order", () => {
  hear(1);
  hear(4);
  hear(3);
  vi.advanceTimersByTime(HOLE_MS / 2);
  expect(passed).toEqual([[1]]);
  hear(2);
  expect(passed).toEqual([[1], [2, 3, 4]]);
});

test("a hole is waited for briefly, however much comes after it, and an entry that is late or repeated is passed on", () => {
  hear(1);
  for (let seq = 3; seq <= 12; seq++) {
    hear(seq);
    vi.advanceTimersByTime(HOLE_MS / 10);
  }
  expect(passed).toEqual([[1], [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]);
  hear(2);
  hear(12, 13);
  expect(passed.slice(2)).toEqual([[2], [12, 13]]);
});

test("what nobody here watches is not kept, and whoever comes then hears from there on", () => {
  hear(1);
  watched = false;
  hear(2, 3);
  vi.advanceTimersByTime(HOLE_MS);
  expect(passed).toEqual([[1]]);
  watched = true;
  hear(9);
  hear(10);
  expect(passed).toEqual([[1], [9], [10]]);
});
