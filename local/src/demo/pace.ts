import { setTimeout as delay } from "node:timers/promises";
import { RefusedError } from "../api-client.ts";
import type { Log } from "../kit/log.ts";

const FIRST_RETRY_MS = 500;
/** A restarting server is back within seconds; asking every ten costs nobody anything. */
const LONGEST_RETRY_MS = 10_000;

/** Waits some seconds; rejects when the demo is to end. */
export const pause = (seconds: number, signal: AbortSignal): Promise<void> =>
  delay(seconds * 1_000, undefined, { signal });

/** A number between two, each as likely. */
export const between = (least: number, most: number): number => least + Math.random() * (most - least);

/** Does something until it succeeds, waiting longer after each failure, or as long as the server asks for. */
export const keepTrying = async <T>(
  what: string,
  { signal, log }: { signal: AbortSignal; log: Log },
  attempt: () => Promise<T>,
): Promise<T> => {
  for (let failures = 0; ; failures++) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const asked = error instanceof RefusedError ? (error.refusal.retryAfter ?? 0) * 1_000 : 0;
      const wait = Math.max(asked, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
      log(`${what} did not work, again in ${Math.ceil(wait / 1_000)} s: ${describe(error)}`);
      await pause(wait / 1_000, signal);
    }
  }
};

/**
 * Does something again and again until it says so or the demo ends. What fails is told, once for a row of the same
 * failures, and tried again next time.
 */
export const repeat = async (
  what: string,
  { signal, log }: { signal: AbortSignal; log: Log },
  every: () => number,
  step: () => Promise<"again" | "done">,
): Promise<void> => {
  let lastFailure = "";
  while (!signal.aborted) {
    try {
      if ((await step()) === "done") return;
      lastFailure = "";
    } catch (error) {
      if (signal.aborted) return;
      const failure = describe(error);
      if (failure !== lastFailure) log(`${what}: ${failure}`);
      lastFailure = failure;
    }
    await pause(every(), signal).catch(() => {}); // the loop's condition sees the end
  }
};

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));
