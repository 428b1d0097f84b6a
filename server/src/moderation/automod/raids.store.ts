import { isRedisUnavailable, type Redis } from "../../kit/redis.ts";

/** Seconds in which a raid's lines come; the demonstration of this, fifty accounts in fifteen seconds, is a slow one. */
const WINDOW_SECONDS = 10;
/** Seconds until the team is told again. */
const QUIET_SECONDS = 60;

export interface RaidStore {
  /** Notes that an account said something with these marks. @returns how many accounts did so lately, with this one. */
  note(showId: string, userId: string, marks: readonly string[]): Promise<number>;
  /** Whether nobody has told the team of a raid in this show for a while; from now on somebody has. */
  mayTell(showId: string): Promise<boolean>;
}

/** Which accounts said the same lately, over all servers. While Redis is away nobody did: a chat goes on without it. */
export const createRaidStore = (redis: Redis): RaidStore => {
  const orIfAway = async <T>(away: T, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (!isRedisUnavailable(error)) throw error;
      return away;
    }
  };
  return {
    note: (showId, userId, marks) =>
      orIfAway(0, async () => {
        const counts = await Promise.all(
          marks.map(async (mark) => {
            const key = `raid:${showId}:${mark}`;
            await redis.sAdd(key, userId);
            const [, count] = await Promise.all([redis.expire(key, WINDOW_SECONDS, "NX"), redis.sCard(key)]);
            return count;
          }),
        );
        return Math.max(0, ...counts);
      }),
    mayTell: (showId) =>
      orIfAway(false, async () => {
        const options = { condition: "NX", expiration: { type: "EX", value: QUIET_SECONDS } } as const;
        return (await redis.set(`raid-told:${showId}`, "1", options)) !== null;
      }),
  };
};
