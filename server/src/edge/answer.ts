import { type Refusal, refuse } from "@showdrop/shared";
import { Unavailable } from "../kit/errors.ts";
import type { Logger } from "../kit/logger.ts";
import { isMongoUnavailable } from "../kit/mongo.ts";
import { isRedisUnavailable } from "../kit/redis.ts";

/** Seconds after which a caller may try again when a store did not answer: about one reconnect. */
const RETRY_AFTER_SECONDS = 2;

/**
 * What a caller is told when something was thrown: the fault goes to the log, the person gets a sentence without its
 * insides.
 */
export const answerFault = (error: unknown, log: Logger): Refusal => {
  if (error instanceof Unavailable) {
    log.warn({ err: error }, "a part is unavailable");
    return refuse("UNAVAILABLE", { retryAfter: error.retryAfter }).error;
  }
  if (isMongoUnavailable(error) || isRedisUnavailable(error)) {
    log.warn({ err: error }, "a store is unavailable");
    return refuse("UNAVAILABLE", { retryAfter: RETRY_AFTER_SECONDS }).error;
  }
  log.error({ err: error }, "fault");
  return refuse("INTERNAL").error;
};
