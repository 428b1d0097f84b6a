import { MEDIA_TOKEN_SECONDS } from "@showdrop/shared";

/** By how much the clock of the server, which issues tokens, may differ from ours and from Redis's. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Milliseconds after a closing during which a token issued before it may still be shown. */
export const TOKENS_LIVE_ON_MS = MEDIA_TOKEN_SECONDS * 1000 + CLOCK_TOLERANCE_MS;

/**
 * Remembers what was closed, and when (epoch milliseconds), for as long as a token issued before could still open it
 * again. A token issued afterwards (somebody was let in again) expires later, and is not covered.
 */
export const rememberClosed = (now: () => number = Date.now) => {
  const until = new Map<string, number>();
  return {
    add: (key: string, at: number): void => {
      for (const [old, end] of until) if (end <= now()) until.delete(old);
      until.set(key, Math.max(until.get(key) ?? 0, at + TOKENS_LIVE_ON_MS));
    },
    /** Whether a token that expires at `expiresAt` (epoch milliseconds) may have been issued before the closing. */
    covers: (key: string, expiresAt: number): boolean => expiresAt <= (until.get(key) ?? 0),
  };
};
export type Closed = ReturnType<typeof rememberClosed>;
