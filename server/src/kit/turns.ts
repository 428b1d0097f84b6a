import { Unavailable } from "./errors.ts";

/**
 * Runs work that shares a key with other work after it, in the order in which it came.
 * @param keys every one that it shares with others
 * @throws {Unavailable} when its turn comes too late for whoever waits for it; nothing was done then
 */
export type InTurn = <T>(keys: readonly string[], work: () => Promise<T>) => Promise<T>;

/** Milliseconds after which a turn is of no use: a buyer looks at a spinner for no longer. */
const WAIT_AT_MOST_MS = 8_000;

/**
 * Turns within this server. Not a lock: other servers take theirs at the same time, and the database stays the judge. It
 * keeps fifty transactions that want the same document from undoing each other again and again.
 */
export const createTurns = ({ waitAtMostMs = WAIT_AT_MOST_MS } = {}): InTurn => {
  /** Of each key, the work that came last. */
  const last = new Map<string, Promise<unknown>>();
  return async (keys, work) => {
    const latest = performance.now() + waitAtMostMs;
    // All keys are taken in one step, so no two can ever wait for each other.
    const before = keys.map((key) => last.get(key));
    const mine = Promise.allSettled(before).then(() => {
      if (performance.now() > latest) throw new Unavailable("Its turn");
      return work();
    });
    for (const key of keys) last.set(key, mine);
    try {
      return await mine;
    } finally {
      for (const key of keys) if (last.get(key) === mine) last.delete(key);
    }
  };
};
