import { type Result, refuse } from "@showdrop/shared";
import { DropNotCounted } from "../holds/hold.store.ts";
import { isRedisUnavailable } from "../kit/redis.ts";

/** Seconds after which a buyer may try again: a reconnect and a count take about one. */
const RETRY_AFTER_SECONDS = 2;

/** Does `work`; while Redis cannot admit anybody, says that sales pause. */
export const orSalesPaused = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DropNotCounted || isRedisUnavailable(error))
      return refuse("SALES_PAUSED", { retryAfter: RETRY_AFTER_SECONDS });
    throw error;
  }
};
