import { isRedisUnavailable, type Redis } from "../kit/redis.ts";

const key = (showId: string): string => `hearts:${showId}`;

/** Seconds for which a show's hearts are remembered after the last one: longer than any show. */
const KEEP_SECONDS = 3 * 24 * 3_600;

export type HeartStore = ReturnType<typeof createHeartStore>;

/** Hearts of the running shows, over all servers. They live in Redis alone: a heart is for the moment. */
export const createHeartStore = (redis: Redis) => ({
  async add(showId: string, count: number): Promise<void> {
    await redis.multi().incrBy(key(showId), count).expire(key(showId), KEEP_SECONDS).exec();
  },

  /** Hearts since the show began; 0 while Redis is away: a show can be shown without them. */
  async total(showId: string): Promise<number> {
    try {
      return Number(await redis.get(key(showId)));
    } catch (error) {
      if (!isRedisUnavailable(error)) throw error;
      return 0;
    }
  },
});
