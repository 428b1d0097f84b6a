import { expect, test } from "vitest";
import { sampleOf, statsBetween } from "./broadcast-stats.ts";

const report = (bytes: number) => [
  { type: "outbound-rtp", kind: "audio", bytesSent: 1_000, headerBytesSent: 200 },
  { type: "outbound-rtp", kind: "video", rid: "r0", bytesSent: bytes, framesPerSecond: 15 },
  { type: "outbound-rtp", kind: "video", rid: "r2", bytesSent: 2 * bytes, framesPerSecond: 30 },
  { type: "remote-inbound-rtp", roundTripTime: 0.0421, fractionLost: 0.02 },
  { type: "candidate-pair", bytesSent: 999_999 },
];

test("all layers count, and the largest one's frame rate", () => {
  const before = sampleOf(report(100_000), 1_000);
  const after = sampleOf(report(200_000), 3_000);
  expect(statsBetween(before, after)).toEqual({
    bitrate: 1_200_000,
    framesPerSecond: 30,
    roundTripMs: 42,
    loss: 0.02,
  });
});

test("a new connection's counters do not give a negative rate", () => {
  expect(statsBetween(sampleOf(report(100_000), 0), sampleOf(report(0), 2_000)).bitrate).toBe(0);
});
