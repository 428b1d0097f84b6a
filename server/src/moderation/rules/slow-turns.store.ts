import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Redis } from "../../kit/redis.ts";

export interface SlowTurns {
  /**
   * Takes a person's turn in a show whose slow mode is `seconds` long.
   * @returns the seconds until their next turn when they had one already, else null.
   */
  take(showId: string, userId: string, seconds: number): Promise<number | null>;
}

/** One line in so many seconds, counted in Redis for all servers; in memory, per server, while Redis does not answer. */
export const createSlowTurns = (redis: Redis): SlowTurns => {
  // One for each length that teams choose, a hundred or so at most.
  const limiters = new Map<number, RateLimiterRedis>();
  const limiterOf = (seconds: number): RateLimiterRedis => {
    const known = limiters.get(seconds);
    if (known) return known;
    const options = { points: 1, duration: seconds, keyPrefix: `slow:${seconds}` };
    const limiter = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      useRedisPackage: true,
      insuranceLimiter: new RateLimiterMemory(options),
    });
    limiters.set(seconds, limiter);
    return limiter;
  };
  return {
    async take(showId, userId, seconds) {
      try {
        await limiterOf(seconds).consume(`${showId}|${userId}`);
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.ceil(refusal.msBeforeNext / 1000);
      }
    },
  };
};
