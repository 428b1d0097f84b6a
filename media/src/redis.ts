import { createClient } from "redis";
import type { Logger } from "./logger.ts";

/** Longest pause between attempts to reach Redis again. */
const RECONNECT_MAX_MS = 2_000;

/** Milliseconds without an answer after which Redis counts as hung. Pings keep an idle connection below it. */
const ANSWER_WITHIN_MS = 5_000;
const PING_EVERY_MS = 2_000;

/** A Redis connection that fails at once while Redis is away, instead of queueing, and comes back by itself. */
export const createRedis = (url: string, log: Logger) => {
  const redis = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    socket: {
      connectTimeout: 3_000,
      socketTimeout: ANSWER_WITHIN_MS,
      reconnectStrategy: (retries) => Math.min(RECONNECT_MAX_MS, 50 * 2 ** retries) + Math.random() * 100,
    },
  });
  redis.on("error", (error: unknown) => log.warn({ err: error }, "Redis does not answer"));
  return redis;
};
export type Redis = ReturnType<typeof createRedis>;
