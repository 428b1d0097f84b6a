import type { BroadcastStats } from "./broadcast-stats.ts";

/**
 * How the sending goes, in one word: `lost`, nothing gets through; `busy`, this device cannot keep up; `unstable`, the
 * line cannot carry the whole picture.
 */
export type Verdict = "good" | "unstable" | "busy" | "lost";

export interface Health {
  verdict: Verdict;
  stats: BroadcastStats;
  /** How well each layer of the camera arrives at the node, 0 to 10, the smallest first; empty until it has said. */
  scores: readonly number[];
}

/**
 * Where the picture visibly suffers. Retransmission hides 4 % of loss at usual round trips, not more; beyond 500 ms a
 * retransmitted packet comes after its frame was due. Half of a camera's 30 frames is where motion stutters. Of the
 * node's score, 10 at best, 7 is 10 % of packets missing after repair.
 */
const WORST = { loss: 0.04, roundTripMs: 500, framesPerSecond: 15, score: 7 } as const;
/** Less than silence costs: no packet leaves this device. Opus alone sends 1 kbit/s of comfort noise. */
const NOTHING_BPS = 500;

const isLimited = ({ layers }: BroadcastStats, by: "cpu" | "bandwidth"): boolean =>
  layers.some(({ limitedBy }) => limitedBy === by);

/** The word for one moment. `connected`: the signalling to the node stands and the media path is not broken. */
export const verdictOf = (
  stats: BroadcastStats,
  scores: readonly number[],
  connected: boolean,
  cameraOn: boolean,
): Verdict => {
  if (!connected || stats.bitrate < NOTHING_BPS) return "lost";
  // A device that is too busy also loses frames and packets: its own complaint is the cause, not the line.
  if (isLimited(stats, "cpu")) return "busy";
  const worstScore = Math.min(10, ...scores.filter((score) => score > 0));
  if (
    stats.loss > WORST.loss ||
    stats.roundTripMs > WORST.roundTripMs ||
    worstScore < WORST.score ||
    isLimited(stats, "bandwidth")
  )
    return "unstable";
  return cameraOn && stats.layers.length > 0 && stats.framesPerSecond < WORST.framesPerSecond
    ? "busy"
    : "good";
};

/** Of the last words, the newest last: one bad moment is no verdict, and a good one no recovery. */
export const steady = (words: readonly Verdict[]): Verdict => {
  const newest = words.at(-1) ?? "good";
  return newest === "lost" || newest === words.at(-2) ? newest : (words.at(-2) ?? newest);
};
