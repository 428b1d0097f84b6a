import { expect, test } from "vitest";
import { heldBetween, leastHeld } from "./in-step.ts";

test("on a good line neither waits for the other", () => {
  expect(leastHeld({ picture: 15, sound: 49 })).toEqual({ picture: null, sound: null });
});

test("sound waits for a picture that takes so long that it would be heard first", () => {
  expect(leastHeld({ picture: 240, sound: 50 })).toEqual({ picture: null, sound: 210 });
});

test("a picture waits for sound that would be heard long after it", () => {
  expect(leastHeld({ picture: 15, sound: 200 })).toEqual({ picture: 110, sound: null });
});

test("what is held for the other does not hold the other in turn", () => {
  const { sound } = leastHeld({ picture: 240, sound: 50 });
  expect(leastHeld({ picture: 240, sound: sound ?? 0 })).toEqual({ picture: 120, sound });
  const { picture } = leastHeld({ picture: 15, sound: 200 });
  expect(leastHeld({ picture: picture ?? 0, sound: 200 })).toEqual({ picture, sound: 80 });
});

test("no more is asked for than a browser takes", () => {
  expect(leastHeld({ picture: 9_000, sound: 50 }).sound).toBe(4_000);
});

test("what was played between two counts tells how long it had waited; nothing played tells nothing", () => {
  const before = { jitterBufferDelay: 1, jitterBufferEmittedCount: 100 };
  expect(heldBetween(before, { jitterBufferDelay: 2.5, jitterBufferEmittedCount: 130 })).toBeCloseTo(50);
  expect(heldBetween(before, before)).toBeNull();
});
