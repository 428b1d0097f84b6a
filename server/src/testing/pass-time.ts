import type { Redis } from "../kit/redis.ts";

/** In one step: what a sweep does between reading a hold and writing it would be undone. */
const script = `
local json = redis.call("HGET", KEYS[1], ARGV[1])
if not json or not redis.call("ZSCORE", KEYS[2], ARGV[1]) then return 0 end
local hold = cjson.decode(json)
if ARGV[2] == "active" and hold.status ~= "active" then return 0 end
hold.expiresAt = 1
redis.call("HSET", KEYS[1], ARGV[1], cjson.encode(hold))
redis.call("ZADD", KEYS[2], 1, ARGV[1])
return 1
`;

/**
 * Lets the time of a hold be over in Redis; one that has ended stays as it is.
 * @param which `active`: not of those whose order decides
 */
export const passTime = async (
  redis: Redis,
  dropId: string,
  holdId: string,
  which: "active" | "any",
): Promise<void> => {
  const keys = [`drop:{${dropId}}:holds`, `drop:{${dropId}}:expiry`];
  await redis.eval(script, { keys, arguments: [holdId, which] });
};
