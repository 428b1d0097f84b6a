import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createShowFeeds, FRAME_MS, HOLE_MS, type ShowFeeds } from "./show-feeds.ts";

let frames: number[][];
let watched: boolean;
let feeds: ShowFeeds;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  frames = [];
  watched = true;
  feeds = createShowFeeds({
    isWatched: () => watched,
    send: (_showId, entries) => void frames.push(entries.map(({ seq }) => seq)),
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
const hearUrgent = (seq: number): void => feeds.take("show", [{ seq, urgent: true, json: "" }]);

test("the first entry leaves at once, those of the next 50 ms together", () => {
  hear(1);
  expect(frames).toEqual([[1]]);
  hear(2);
  hear(3, 4);
  vi.advanceTimersByTime(FRAME_MS - 1);
  expect(frames).toEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(frames).toEqual([[1], [2, 3, 4]]);
  hear(5);
  expect(frames).toHaveLength(2);
  vi.advanceTimersByTime(FRAME_MS);
  expect(frames.at(-1)).toEqual([5]);
});

test("an urgent entry leaves at once, with what was before it", () => {
  hear(1);
  hear(2, 3);
  hearUrgent(4);
  expect(frames).toEqual([[1], [2, 3, 4]]);
  vi.advanceTimersByTime(FRAME_MS);
  expect(frames).toHaveLength(2);
});

test("entries of two servers that arrive out of order are put in order", () => {
  hear(1);
  hear(4);
  hear(3);
  vi.advanceTimersByTime(FRAME_MS);
  expect(frames).toEqual([[1]]);
  hear(2);
  expect(frames).toEqual([[1], [2, 3, 4]]);
});

test("a hole is waited for briefly, however much comes after it, and an entry that is late or repeated is passed on", () => {
  hear(1);
  for (let seq = 3; seq <= 12; seq++) {
    hear(seq);
    vi.advanceTimersByTime(HOLE_MS / 10);
  }
  expect(frames).toEqual([[1], [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]);
  hear(2);
  hear(12);
  vi.advanceTimersByTime(FRAME_MS);
  expect(frames.slice(2)).toEqual([[2, 12]]);
});

test("an urgent entry after a hole waits for the hole and for nothing else", () => {
  hear(1);
  hearUrgent(3);
  expect(frames).toEqual([[1]]);
  hear(2);
  expect(frames).toEqual([[1], [2, 3]]);
});

test("what nobody here watches is not kept, and whoever comes then hears from there on", () => {
  hear(1);
  watched = false;
  hear(2, 3);
  vi.advanceTimersByTime(FRAME_MS + HOLE_MS);
  expect(frames).toEqual([[1]]);
  watched = true;
  hear(9);
  hear(10);
  vi.advanceTimersByTime(FRAME_MS);
  expect(frames).toEqual([[1], [9], [10]]);
});
