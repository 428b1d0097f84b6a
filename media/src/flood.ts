/** Commands that a peer may send at once: joining takes about 6, a reconnecting host about 10. */
const BURST = 40;
/** Commands a second in the long run. */
const PER_SECOND = 10;
/** Beyond the limit: so many are answered with a refusal, so many more are ignored, then the peer is cut off. */
const REFUSED = 20;
const IGNORED = 100;

export type Verdict = "pass" | "refuse" | "ignore" | "cut";

/** A token bucket for one connection. */
export const floodGate = (now: () => number = Date.now): (() => Verdict) => {
  let tokens = BURST;
  let last = now();
  let excess = 0;
  return () => {
    const at = now();
    tokens = Math.min(BURST, tokens + ((at - last) / 1000) * PER_SECOND);
    last = at;
    if (tokens >= 1) {
      tokens -= 1;
      // A peer that calms down until its bucket is full again is forgiven.
      if (tokens >= BURST - 1) excess = 0;
      return "pass";
    }
    excess += 1;
    if (excess <= REFUSED) return "refuse";
    return excess <= REFUSED + IGNORED ? "ignore" : "cut";
  };
};
