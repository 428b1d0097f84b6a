import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { languages, takeTexts } from "./i18n/index.ts";

afterEach(cleanup);

// Every test may draw anything in any language at once.
for (const language of languages) await takeTexts("all", language);

// A slow machine is no failure: what is awaited may take its time, and what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });

// jsdom lays nothing out: nothing is out of sight there, and nothing ever changes its size.
Element.prototype.scrollIntoView ??= () => {};

class StillSizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= StillSizes;
