import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDelivery, type Delivery, FRAME_MS } from "./delivery.ts";
import { eventFrame, wsFrame } from "./ws-frame.ts";

/** Enough that each has its own turn. */
const LANES = 5;

/** The frames that each page was given. */
let given: Map<string, Buffer[]>;
let weights: Set<string>;
let delivery: Delivery;
beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"],
  });
  given = new Map();
  weights = new Set();
  delivery = createDelivery((id) => ({
    give(frame, weight) {
      given.get(id)?.push(frame);
      weights.add(weight);
    },
    isBehind: () => false,
    look: () => undefined,
  }));
});
afterEach(() => {
  for (const id of given.keys()) delivery.leave("show", id);
  expect(delivery.isWatched("show")).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const enter = (pages: number): void => {
  for (const id of Array.from({ length: pages }, (_, i) => `page ${given.size + i}`)) {
    given.set(id, []);
    delivery.join("show", id);
  }
};
const say = (...seqs: number[]): void =>
  delivery.tell(
    "show",
    seqs.map((seq) => ({ seq, urgent: false, json: String(seq) })),
  );
const sayUrgently = (seq: number): void => delivery.tell("show", [{ seq, urgent: true, json: String(seq) }]);

/** What stands in the WebSocket messages of these bytes. */
const textsOf = (bytes: Buffer): string[] => {
  if (bytes.length === 0) return [];
  const long = bytes[1] === 126;
  const head = long ? 4 : 2;
  const end = head + (long ? bytes.readUInt16BE(2) : (bytes[1] ?? 0));
  return [bytes.subarray(head, end).toString(), ...textsOf(bytes.subarray(end))];
};
/** The numbers of the entries in each frame that a page was given. */
const toldTo = (id: string): number[][] =>
  (given.get(id) ?? []).map((bytes) =>
    textsOf(bytes).flatMap((text) => (text.startsWith('42["show",') ? JSON.parse(text.slice(2))[1] : [])),
  );
/** What pages were told, when it is the same for all. */
const toldToAll = (): number[] => {
  const told = new Set([...given.keys()].map((id) => String(toldTo(id).flat())));
  expect(told.size).toBe(1);
  return [...told].join().split(",").map(Number);
};

test("the first entry leaves at once, those of the next 50 ms together", () => {
  enter(1);
  say(1);
  expect(toldTo("page 0")).toEqual([[1]]);
  say(2);
  say(3, 4);
  vi.advanceTimersByTime(FRAME_MS - 1);
  expect(toldTo("page 0")).toEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(toldTo("page 0")).toEqual([[1], [2, 3, 4]]);
  vi.advanceTimersByTime(FRAME_MS);
  say(5);
  expect(toldTo("page 0").at(-1)).toEqual([5]);
  expect([...weights]).toEqual(["calm"]);
});

test("an urgent entry leaves at once, with what was before it", () => {
  enter(1);
  say(1);
  say(2, 3);
  vi.advanceTimersByTime(1);
  sayUrgently(4);
  expect(toldTo("page 0")).toEqual([[1], [2, 3, 4]]);
  expect([...weights]).toEqual(["calm", "urgent"]);
  say(5);
  expect(toldTo("page 0")).toHaveLength(2);
});

test("in a room of many lanes everybody is told everything once, in order, and nobody later than at the next turn", () => {
  enter(950);
  for (let seq = 1; seq <= 60; seq++) {
    if (seq % 9 === 0) sayUrgently(seq);
    else say(seq);
    vi.advanceTimersByTime(seq % 4 === 0 ? 30 : seq % 3);
    vi.advanceTimersToNextTimer();
  }
  vi.advanceTimersByTime(FRAME_MS + 1);
  expect(toldToAll()).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
});

test("however many lanes there are, what is the same for all is written once", () => {
  enter(LANES * 100);
  say(1);
  vi.advanceTimersByTime(FRAME_MS);
  const frames = [...given.values()].map(([frame]) => frame);
  expect(frames).toHaveLength(LANES * 100);
  expect(new Set(frames).size).toBe(1);
});

test("others get their turn between two lanes, and what comes meanwhile goes along with the later ones", () => {
  enter(250);
  say(1);
  expect([...given.values()].filter((frames) => frames.length > 0)).toHaveLength(100);
  sayUrgently(2);
  vi.advanceTimersByTime(FRAME_MS / 2);
  expect(toldToAll()).toEqual([1, 2]);
  expect(toldTo("page 0")).toEqual([[1], [2]]);
  expect(toldTo("page 249")).toEqual([[1, 2]]);
});

test("whoever leaves under way is given nothing more, and whoever enters is told what comes then", () => {
  enter(150);
  say(1);
  delivery.leave("show", "page 149");
  vi.advanceTimersByTime(FRAME_MS);
  expect(toldTo("page 148")).toEqual([[1]]);
  expect(toldTo("page 149")).toEqual([]);
  enter(200);
  say(2);
  vi.advanceTimersByTime(FRAME_MS);
  expect(toldTo("page 349")).toEqual([[2]]);
  expect(toldTo("page 0")).toEqual([[1], [2]]);
});

test("counts go with the next frame, the newest of each kind alone", () => {
  enter(1);
  delivery.pulse("show", { viewers: 3 });
  say(1);
  delivery.pulse("show", { viewers: 4 });
  delivery.pulse("show", { hearts: 9 });
  vi.advanceTimersByTime(FRAME_MS);
  expect((given.get("page 0") ?? []).map(textsOf)).toEqual([
    ['42["pulse",{"showId":"show","viewers":3}]'],
    ['42["show",[1]]', '42["pulse",{"showId":"show","viewers":4,"hearts":9}]'],
  ]);
  expect([...weights]).toEqual(["volatile", "calm"]);
});

test("what nobody here watches is kept for nobody", () => {
  say(1);
  delivery.pulse("show", { viewers: 1 });
  enter(1);
  say(2);
  expect(toldTo("page 0")).toEqual([[2]]);
});

test("frames are the bytes of unmasked text messages, of any length", () => {
  expect(wsFrame("hé").toString("hex")).toBe(`8103${Buffer.from("hé").toString("hex")}`);
  expect(wsFrame("x".repeat(126)).subarray(0, 5).toString("hex")).toBe("817e007e78");
  expect(wsFrame("x".repeat(0x1_0000)).subarray(0, 11).toString("hex")).toBe("817f000000000001000078");
  expect(eventFrame("pulse", "{}").subarray(2).toString()).toBe('42["pulse",{}]');
});
