import { expect, test } from "vitest";
import { levelOf } from "./use-audio-level.ts";
import { deviceErrorOf } from "./use-devices.ts";

test("the browser's errors become three that a person can act on", () => {
  const named = (name: string) => deviceErrorOf(new DOMException("", name));
  expect(named("NotAllowedError")).toBe("denied");
  expect(named("NotFoundError")).toBe("missing");
  expect(named("OverconstrainedError")).toBe("missing");
  expect(named("NotReadableError")).toBe("busy");
  expect(deviceErrorOf(new TypeError("mediaDevices is undefined"))).toBe("denied");
});

test("the meter follows loudness in decibels", () => {
  const tone = (amplitude: number) =>
    new Float32Array(1024).map((_, i) => amplitude * Math.sin((2 * Math.PI * i) / 64));
  expect(levelOf(new Float32Array(1024))).toBe(0);
  expect(levelOf(tone(0.0005))).toBe(0);
  expect(levelOf(tone(1))).toBe(1);
  expect(levelOf(tone(0.1))).toBeCloseTo(0.685, 2);
  expect(levelOf(new Float32Array(0))).toBe(0);
});
