import { expect, test } from "vitest";
import { studioActOf } from "./studio-keys.ts";

const press = (key: string, target: EventTarget = document.body, more: object = {}) => ({
  ...{ key, target, ctrlKey: false, metaKey: false, altKey: false },
  ...{ isComposing: false, defaultPrevented: false, ...more },
});

test("one key does one thing, whatever its case", () => {
  expect(["p", "P", "o", "r", "b", "n", "Enter", "?"].map((key) => studioActOf(press(key)))).toEqual([
    ...["pin", "pin", "open", "restock", "away", "next", "next", "help"],
  ]);
  expect(studioActOf(press("x"))).toBeNull();
});

test("never while somebody types, composes Korean or is in a dialog, and Enter on a button is the button's", () => {
  const field = document.createElement("textarea");
  const button = document.createElement("button");
  const dialog = document.createElement("div");
  dialog.setAttribute("role", "dialog");
  const inside = dialog.appendChild(document.createElement("p"));
  expect(studioActOf(press("p", field))).toBeNull();
  expect(studioActOf(press("p", document.body, { isComposing: true }))).toBeNull();
  expect(studioActOf(press("p", document.body, { ctrlKey: true }))).toBeNull();
  expect(studioActOf(press("o", inside))).toBeNull();
  expect(studioActOf(press("Enter", button))).toBeNull();
  expect(studioActOf(press("n", button))).toBe("next");
});
