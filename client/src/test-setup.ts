import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// A slow machine is no failure: what is awaited may take its time, and what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });

/** jsdom lays nothing out: nothing ever changes its size there. */
class StillSizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= StillSizes;
