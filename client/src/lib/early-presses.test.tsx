import { render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { EarlyPresses } from "./early-presses.ts";

afterEach(() => document.body.replaceChildren());

test("what was pressed early is done once when the page can act, and nothing that is gone", () => {
  const [there, gone] = [document.createElement("button"), document.createElement("button")];
  const act = vi.fn();
  for (const button of [there, gone]) button.addEventListener("click", act);
  document.body.append(there);
  window.earlyPresses = [there, there, gone];
  render(<EarlyPresses />);
  expect(act).toHaveBeenCalledTimes(1);
  expect(window.earlyPresses).toBeUndefined();
});
