import { assertNever, MEDIA_CONTROL_CHANNEL, MediaControl } from "@showdrop/shared";
import type { Logger } from "./logger.ts";
import type { Redis } from "./redis.ts";
import type { Rooms } from "./rooms.ts";

/** What servers order over Redis: a show ends, a person is removed. Both take effect at once. */
export const serveControl = async (subscriber: Redis, rooms: Rooms, log: Logger): Promise<void> => {
  const obey = (order: MediaControl): void => {
    switch (order.type) {
      case "show:ended":
        rooms.endShow(order.showId);
        break;
      case "person:removed":
        rooms.removePerson(order.showId, order.userId);
        break;
      default:
        assertNever(order);
    }
  };
  await subscriber.subscribe(MEDIA_CONTROL_CHANNEL, (message) => {
    const order = MediaControl.safeParse(parseJson(message));
    if (!order.success) {
      log.error({ issues: order.error.issues }, "a control message was not understood");
      return;
    }
    log.info(order.data, "a control message");
    obey(order.data);
  });
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
