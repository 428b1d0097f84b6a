import type { BroadcastStats } from "./broadcast-stats.ts";

/** How the sending goes, in one word. */
export type Verdict = "good" | "weak";

export interface Health {
  verdict: Verdict;
  stats: BroadcastStats;
}

/** Below these the picture visibly suffers: frames a second, bits a second, share of packets lost. */
const GOOD = { framesPerSecond: 20, bitrate: 500_000, loss: 0.03 } as const;

export const healthOf = (stats: BroadcastStats): Health => {
  const { framesPerSecond, bitrate, loss } = stats;
  const good = framesPerSecond >= GOOD.framesPerSecond && bitrate >= GOOD.bitrate && loss <= GOOD.loss;
  return { verdict: good ? "good" : "weak", stats };
};
