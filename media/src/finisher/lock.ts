import { randomBytes } from "node:crypto";
import type { Logger } from "../logger.ts";
import type { Redis } from "../redis.ts";

/** A node that dies in the middle of making a replay leaves it to another one after this time. */
const HELD_MS = 15_000;
const RENEW_MS = 5_000;

const RENEW = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("PEXPIRE", KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0`;

const lockKey = (showId: string): string => `media:finishing:${showId}`;

/**
 * Does `work` for a show while no other node does. It is told to stop when the lock is lost, as another node may have it.
 * @returns whether it was done; not when another node is at it, or Redis cannot say
 */
export const alone = async (
  redis: Redis,
  showId: string,
  log: Logger,
  work: (lost: AbortSignal) => Promise<void>,
): Promise<boolean> => {
  const key = lockKey(showId);
  const mine = randomBytes(12).toString("hex");
  const taken = await redis
    .set(key, mine, { condition: "NX", expiration: { type: "PX", value: HELD_MS } })
    .catch(() => null);
  if (taken === null) return false;
  const lost = new AbortController();
  let heldUntil = performance.now() + HELD_MS;
  const renewing = setInterval(() => {
    const asked = performance.now();
    redis.eval(RENEW, { keys: [key], arguments: [mine, `${HELD_MS}`] }).then(
      (renewed) => {
        if (renewed === 1) heldUntil = asked + HELD_MS;
        else lost.abort();
      },
      () => {
        if (performance.now() > heldUntil) lost.abort();
      },
    );
  }, RENEW_MS);
  try {
    await work(lost.signal);
    return true;
  } finally {
    clearInterval(renewing);
    await redis.eval(RELEASE, { keys: [key], arguments: [mine] }).catch((error: unknown) => {
      log.debug({ err: error, showId }, "a lock was left to expire");
    });
  }
};
