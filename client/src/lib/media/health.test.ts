import { expect, test } from "vitest";
import type { BroadcastStats, SentLayer } from "./broadcast-stats.ts";
import { steady, verdictOf } from "./health.ts";

const layer = (more: Partial<SentLayer> = {}): SentLayer => ({
  ...{ rid: "r2", width: 1280, height: 720, framesPerSecond: 30, bitrate: 1_500_000, limitedBy: "none" },
  ...more,
});
const well: BroadcastStats = {
  ...{ bitrate: 2_000_000, framesPerSecond: 30, roundTripMs: 40, loss: 0 },
  layers: [layer()],
};
const verdict = (stats: Partial<BroadcastStats>, scores: number[] = [10, 10, 10]) =>
  verdictOf({ ...well, ...stats }, scores, true, true);

test("a picture that arrives whole is good", () => {
  expect(verdict({})).toBe("good");
  expect(verdict({}, [])).toBe("good");
  expect(verdict({ loss: 0.03, roundTripMs: 300 })).toBe("good");
});

test("loss, late packets, a narrow line and a low score are the upload's fault", () => {
  expect(verdict({ loss: 0.08 })).toBe("unstable");
  expect(verdict({ roundTripMs: 800 })).toBe("unstable");
  expect(verdict({ layers: [layer({ limitedBy: "bandwidth" })] })).toBe("unstable");
  expect(verdict({}, [10, 4, 10])).toBe("unstable");
});

test("a layer that is not sent has no score and is nobody's fault", () => {
  expect(verdict({}, [10, 10, 0])).toBe("good");
});

test("a device that cannot keep up says so, whatever the line suffers from it", () => {
  expect(verdict({ layers: [layer({ limitedBy: "cpu" })], loss: 0.2 })).toBe("busy");
  expect(verdict({ framesPerSecond: 8 })).toBe("busy");
});

test("a camera that is switched off sends no frames and is well", () => {
  expect(verdictOf({ ...well, framesPerSecond: 0, bitrate: 30_000 }, [], true, false)).toBe("good");
});

test("without a way to the node nothing else matters", () => {
  expect(verdictOf(well, [10], false, true)).toBe("lost");
  expect(verdict({ bitrate: 0, layers: [layer({ limitedBy: "cpu" })] })).toBe("lost");
});

test("one bad moment changes no verdict, two do; lost contact is told at once", () => {
  expect(steady(["good", "unstable"])).toBe("good");
  expect(steady(["good", "unstable", "unstable"])).toBe("unstable");
  expect(steady(["unstable", "unstable", "good"])).toBe("unstable");
  expect(steady(["good", "lost"])).toBe("lost");
  expect(steady([])).toBe("good");
});
