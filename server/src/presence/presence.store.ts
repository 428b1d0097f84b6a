import { loadScript } from "../kit/lua.ts";
import { isRedisUnavailable, type Redis } from "../kit/redis.ts";

const key = (showId: string): string => `presence:${showId}`;
const script = loadScript(new URL("./presence.lua", import.meta.url));

export type PresenceStore = ReturnType<typeof createPresenceStore>;

/** Who is watching what, over all servers. It lives in Redis alone and forgets whom no server renews. */
export const createPresenceStore = (redis: Redis) => ({
  /**
   * Renews and removes viewers of a show.
   * @param leaseMs how long a viewer counts without being renewed.
   * @returns how many are watching, on all servers.
   */
  async update(
    showId: string,
    { here, left, leaseMs }: { here: readonly string[]; left: readonly string[]; leaseMs: number },
  ): Promise<number> {
    return Number(await script.run(redis, [key(showId)], [leaseMs, here.length, ...here, ...left]));
  },

  /** Those of these people who have a show open now, on any server. */
  async presentIn(showId: string, userIds: readonly string[]): Promise<Set<string>> {
    if (userIds.length === 0) return new Set();
    const until = await redis.zmScore(key(showId), [...userIds]);
    return new Set(userIds.filter((_, i) => typeof until[i] === "number"));
  },

  /** How many are watching a show. @throws while Redis is away */
  watching: (showId: string): Promise<number> => redis.zCard(key(showId)),

  /** How many are watching each show; 0 for all while Redis is away: a show can be shown without its count. */
  async count(showIds: readonly string[]): Promise<Map<string, number>> {
    try {
      const counts = await Promise.all(showIds.map((showId) => redis.zCard(key(showId))));
      return new Map(showIds.map((showId, i) => [showId, counts[i] ?? 0]));
    } catch (error) {
      if (!isRedisUnavailable(error)) throw error;
      return new Map(showIds.map((showId) => [showId, 0]));
    }
  },
});
