import {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  createClient,
  DisconnectsClientError,
  ErrorReply,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
} from "redis";
import { Unavailable } from "./errors.ts";
import type { Logger } from "./logger.ts";

/** Milliseconds without an answer after which Redis counts as hung. Pings keep an idle connection below it. */
const ANSWER_WITHIN_MS = 2_000;
const PING_EVERY_MS = 500;

const create = (url: string) =>
  createClient({
    url,
    // Commands fail at once while there is no connection: a buyer gets a clear "try again", not a spinner.
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    // The socket's own limit below ends every command that hangs; a timer for each costs a busy server a tenth of its time.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: ANSWER_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
      reconnectStrategy: (tries) => Math.min(1_000, 50 * 2 ** tries) * (0.5 + Math.random() / 2),
    },
  });

export type Redis = ReturnType<typeof create>;

/**
 * Connects to Redis; reconnects by itself ever after.
 * @throws {Unavailable} when the first connection cannot be made within five seconds.
 */
export const connectRedis = async (url: string, log: Logger): Promise<Redis> => {
  const redis = create(url);
  let reported = false;
  redis.on("error", (error: unknown) => {
    if (!reported) log.error({ err: error }, "redis: connection lost");
    reported = true;
  });
  redis.on("ready", () => {
    if (reported) log.info("redis: connected again");
    reported = false;
  });
  const ready = Promise.race([
    redis.connect(),
    new Promise<never>((_, reject) => setTimeout(() => reject(new Unavailable("Redis")), 5_000).unref()),
  ]);
  try {
    await ready;
    return redis;
  } catch (cause) {
    redis.destroy();
    throw new Unavailable("Redis", { cause });
  }
};

/** Replies of a Redis that is there and cannot serve now: loading, failing over, out of memory or of disk, busy. */
const CANNOT_SERVE = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|OOM|MISCONF|BUSY) /;

/** What the system says of a connection that Redis' end broke off with an answer under way, or never took. */
const BROKEN_LINE = new Set(["ECONNRESET", "EPIPE", "ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH"]);

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** Whether Redis could not be reached, did not answer in time or cannot serve, as opposed to having refused a command. */
export const isRedisUnavailable = (error: unknown): boolean =>
  (error instanceof ErrorReply && CANNOT_SERVE.test(error.message)) ||
  error instanceof SocketClosedUnexpectedlyError ||
  error instanceof SocketTimeoutError ||
  error instanceof ClientOfflineError ||
  error instanceof ClientClosedError ||
  error instanceof DisconnectsClientError ||
  error instanceof ConnectionTimeoutError ||
  BROKEN_LINE.has(String(codeOf(error)));
