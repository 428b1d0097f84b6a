import { MEDIA_EVENTS_CHANNEL, type MediaEvent } from "@showdrop/shared";
import type { Logger } from "./logger.ts";
import type { Redis } from "./redis.ts";

export type PublishEvent = (type: MediaEvent["type"], showId: string) => Promise<void>;

/** Tells the servers what happened here. While Redis is away they learn it from the registry instead. */
export const eventPublisher =
  (redis: Redis, nodeId: string, log: Logger): PublishEvent =>
  async (type, showId) => {
    const event: MediaEvent = { type, showId, nodeId, at: new Date().toISOString() };
    try {
      await redis.publish(MEDIA_EVENTS_CHANNEL, JSON.stringify(event));
      log.info({ type, showId }, "a media event");
    } catch (error) {
      log.error({ err: error, type, showId }, "a media event was not told");
    }
  };
