import { expect, test } from "vitest";
import { sampleOf, statsBetween } from "./broadcast-stats.ts";

const layer = (rid: string, bytes: number, frames: number, more: Record<string, unknown> = {}) => ({
  ...{ type: "outbound-rtp", kind: "video", mid: "1", rid, bytesSent: bytes, framesPerSecond: frames },
  ...more,
});
const report = (bytes: number) => [
  { type: "outbound-rtp", kind: "audio", mid: "0", bytesSent: 1_000, headerBytesSent: 200 },
  layer("r2", 2 * bytes, 30, { frameWidth: 1280, frameHeight: 720, qualityLimitationReason: "cpu" }),
  layer("r0", bytes, 15, { frameWidth: 320, frameHeight: 180 }),
  layer("r0", 5_000, 60, { mid: "2" }),
  { type: "remote-inbound-rtp", roundTripTime: 0.0421, fractionLost: 0.02 },
  { type: "candidate-pair", bytesSent: 999_999 },
];

test("everything counts, and the camera's layers stand in order", () => {
  const before = sampleOf(report(100_000), 1_000, "1");
  const after = sampleOf(report(200_000), 3_000, "1");
  expect(statsBetween(before, after)).toEqual({
    bitrate: 1_200_000,
    framesPerSecond: 30,
    roundTripMs: 42,
    loss: 0.02,
    layers: [
      { rid: "r0", width: 320, height: 180, framesPerSecond: 15, bitrate: 400_000, limitedBy: "none" },
      { rid: "r2", width: 1280, height: 720, framesPerSecond: 30, bitrate: 800_000, limitedBy: "cpu" },
    ],
  });
});

test("a new connection's counters do not give a negative rate", () => {
  const stats = statsBetween(sampleOf(report(100_000), 0, "1"), sampleOf(report(0), 2_000, "1"));
  expect([stats.bitrate, ...stats.layers.map(({ bitrate }) => bitrate)]).toEqual([0, 0, 0]);
});
