import { useCallback, useSyncExternalStore } from "react";

/** Samples of one measurement: a phone's radio wakes up in the first, and the quietest of five is good to a few ms. */
const SAMPLES = 5;

/** One reading of the server's clock: all three in milliseconds since the epoch, `sent` and `received` by our clock. */
export interface ClockSample {
  sent: number;
  received: number;
  server: number;
}

/** Milliseconds to add to our clock, by the sample with the least round trip: its error is at most half of that. */
export const offsetOf = (samples: readonly ClockSample[]): number | null => {
  const best = samples.reduce<ClockSample | null>(
    (least, sample) =>
      least && least.received - least.sent <= sample.received - sample.sent ? least : sample,
    null,
  );
  return best && best.server - (best.sent + best.received) / 2;
};

/** Reads the server's clock several times; null where it never answered. `read` gives the server's time in ms, or null. */
export async function measureOffset(
  read: () => Promise<number | null>,
  now: () => number = Date.now,
): Promise<number | null> {
  const samples: ClockSample[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const sent = now();
    const server = await read();
    if (server !== null) samples.push({ sent, received: now(), server });
  }
  return offsetOf(samples);
}

let offset = 0;

/** Sets the clock by what was measured; every countdown follows at its next tick. */
export const setServerOffset = (milliseconds: number): void => {
  offset = milliseconds;
};

/** The server's time as well as we know it, in milliseconds since the epoch. */
export const serverNow = (): number => Date.now() + offset;

/**
 * The server's time, renewed every `tickMs`, rounded down to a whole tick so that all countdowns of one pace agree.
 * @returns milliseconds since the epoch
 */
export function useServerNow(tickMs: number): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, tickMs);
      return () => clearInterval(timer);
    },
    [tickMs],
  );
  const now = () => Math.floor(serverNow() / tickMs) * tickMs;
  return useSyncExternalStore(subscribe, now, now);
}

/** Whole seconds until a moment, never below zero; a countdown shows 1 until the very end. */
export const secondsUntil = (moment: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000));

/** `95` is `1:35`, `3725` is `1:02:05`. */
export const formatSeconds = (seconds: number): string => {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
};
