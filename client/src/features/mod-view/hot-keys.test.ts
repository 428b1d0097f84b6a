import { afterEach, expect, test } from "vitest";
import { actOf } from "./hot-keys.ts";

afterEach(() => document.body.replaceChildren());

const press = (key: string, on: string, more: KeyboardEventInit = {}) => {
  document.body.innerHTML = on;
  const target = document.querySelector("[data-here]") ?? document.body;
  let act: ReturnType<typeof actOf> = null;
  document.addEventListener(
    "keydown",
    (event) => {
      act = actOf(event);
    },
    { once: true },
  );
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  return act;
};

test("letters act, in either case and on whatever takes none itself", () => {
  expect([press("d", ""), press("D", ""), press("?", ""), press("ArrowDown", "")]).toEqual([
    ...["delete", "delete", "help", "next"],
  ]);
  expect(press("b", "<button data-here>x</button>")).toBe("ban");
  const said = "<div role='dialog' aria-modal='false'><button data-here>Undo</button></div>";
  expect([press("p", said), press(" ", said)]).toEqual(["person", null]);
  expect(press("x", "")).toBeNull();
  expect(press("constructor", "")).toBeNull();
});

test.each([
  "<input data-here>",
  "<textarea data-here></textarea>",
  "<select data-here></select>",
  "<div contenteditable><span data-here>x</span></div>",
  "<div role='dialog'><button data-here>x</button></div>",
])("nothing happens while somebody writes or answers a dialog: %s", (on) => {
  for (const key of ["d", "b", "t", "j", "?"]) expect([key, press(key, on)]).toEqual([key, null]);
});

test("the browser's own keys and a syllable that is being composed are left alone", () => {
  expect(press("d", "", { ctrlKey: true })).toBeNull();
  expect(press("b", "", { metaKey: true })).toBeNull();
  expect(press("d", "", { isComposing: true })).toBeNull();
  expect(press(" ", "<button data-here>x</button>")).toBeNull();
  expect(press(" ", "")).toBe("freeze");
});
