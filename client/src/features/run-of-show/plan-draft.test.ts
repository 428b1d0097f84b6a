import { expect, test } from "vitest";
import { emptyStep, movedStep, newStepId, plannedMinutes } from "./plan-draft.ts";

const steps = ["a", "b", "c"].map((heading, at) => ({
  ...emptyStep(),
  heading,
  minutes: at === 1 ? null : 5,
}));
const order = (list: typeof steps) => list.map(({ heading }) => heading).join("");

test("a step moves up and down, and not beyond the ends", () => {
  expect(order(movedStep(steps, 0, 2))).toBe("bca");
  expect(order(movedStep(steps, 2, 1))).toBe("acb");
  expect(order(movedStep(steps, 0, -1))).toBe("abc");
  expect(order(movedStep(steps, 2, 3))).toBe("abc");
});

test("ids are ids, each another one, and minutes add up", () => {
  expect(newStepId()).toMatch(/^[0-9a-f]{24}$/);
  expect(newStepId()).not.toBe(newStepId());
  expect(plannedMinutes(steps)).toBe(10);
});
