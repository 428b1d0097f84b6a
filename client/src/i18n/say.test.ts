import { expect, test } from "vitest";
import { say, textAt } from "./say.ts";

const texts = {
  greeting: "Hello {{name}}, welcome to {{ place }}",
  units_one: "{{count}} unit",
  units_other: "{{count, number}} units",
  state: { live: "Live now", action: { "user-banned": "banned" } },
};

test("a text is found by its path, with its values filled in", () => {
  expect(say("en", texts, "state.live")).toBe("Live now");
  expect(say("en", texts, "greeting", { name: "$& Mina", place: "Clay" })).toBe(
    "Hello $& Mina, welcome to Clay",
  );
});

test("a number chooses its form and is written as the language writes it", () => {
  expect([0, 1, 2, 12_345].map((count) => say("en", texts, "units", { count }))).toEqual([
    "0 units",
    "1 unit",
    "2 units",
    "12,345 units",
  ]);
  // Korean has one form for all numbers.
  expect(say("ko", texts, "units", { count: 1 })).toBe("1 units");
  expect(say("en", texts, "state.live", { count: 2 })).toBe("Live now");
});

test("what is not there is nothing by itself, and shows its path on a page", () => {
  expect(textAt(texts, "state.action.user-banned")).toBe("banned");
  expect(["state", "state.gone", "state.live.length", "toString"].map((path) => textAt(texts, path))).toEqual(
    [undefined, undefined, undefined, undefined],
  );
  expect(say("en", texts, "state.gone")).toBe("state.gone");
});
