import {
  MEDIA_CONTROL_KEPT,
  MEDIA_CONTROL_STREAM,
  MEDIA_EVENTS_CHANNEL,
  type MediaControl,
  MediaEvent,
} from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";
import type { Redis } from "../kit/redis.ts";

export interface MediaBus {
  /** Tells every media node, now or as soon as this server and the node reach Redis again. Never fails. */
  tell(control: MediaControl): Promise<void>;
  /** Hears what media nodes say. What they say while Redis is away is lost: the registry tells the state. */
  listen(heard: (event: MediaEvent) => void): Promise<void>;
  close(): void;
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const createMediaBus = (redis: Redis, subscriber: Redis, log: Logger): MediaBus => {
  let unsent: MediaControl[] = [];
  const tell = async (control: MediaControl): Promise<void> => {
    try {
      await redis.xAdd(
        MEDIA_CONTROL_STREAM,
        "*",
        { order: JSON.stringify(control) },
        { TRIM: { strategy: "MAXLEN", strategyModifier: "~", threshold: MEDIA_CONTROL_KEPT } },
      );
    } catch (error) {
      log.warn({ err: error, control: control.type }, "media nodes cannot be told now");
      unsent = [...unsent, control].slice(-MEDIA_CONTROL_KEPT);
    }
  };
  const catchUp = (): void => {
    const late = unsent;
    unsent = [];
    for (const control of late) void tell(control);
  };
  redis.on("ready", catchUp);

  return {
    tell,
    async listen(heard) {
      await subscriber.subscribe(MEDIA_EVENTS_CHANNEL, (text) => {
        const event = MediaEvent.safeParse(readJson(text));
        if (event.success) heard(event.data);
        else log.warn({ issue: event.error.issues[0] }, "a media node said something unknown");
      });
    },
    close() {
      redis.off("ready", catchUp);
      subscriber.unsubscribe(MEDIA_EVENTS_CHANNEL).catch(() => undefined);
    },
  };
};
