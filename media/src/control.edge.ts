import { setTimeout as sleep } from "node:timers/promises";
import { assertNever, MEDIA_CONTROL_STREAM, MediaControl } from "@showdrop/shared";
import { TOKENS_LIVE_ON_MS } from "./closed.ts";
import type { Logger } from "./logger.ts";
import type { Redis } from "./redis.ts";
import type { Rooms } from "./rooms.ts";
import type { Uplinks } from "./uplinks.ts";

/** How long Redis holds a question for new orders, in milliseconds; below what counts as a Redis that hangs. */
const ASK_FOR_MS = 1_000;
/** Before Redis is asked again after it did not answer, in milliseconds. */
const ASK_AGAIN_MS = 200;

/**
 * Follows what servers order: a show ends, a person or a host is removed. Each takes effect at once, or as soon as this
 * node reaches Redis again. It begins with the orders that tokens still living may be older than: those given before
 * this node started, too.
 * @param reader a connection of its own, which waits for orders
 * @returns ends the following; the reader is closed by then
 */
export const followControl = (
  reader: Redis,
  rooms: Rooms,
  uplinks: Uplinks,
  log: Logger,
): (() => Promise<void>) => {
  const stopped = new AbortController();
  let after = `${Date.now() - TOKENS_LIVE_ON_MS}-0`;

  const obey = (order: MediaControl, at: number): void => {
    switch (order.type) {
      case "show:ended":
        rooms.endShow(order.showId, at);
        break;
      case "person:removed":
        rooms.removePerson(order.showId, order.userId, at);
        break;
      case "sender:removed":
        rooms.removeSender(order.showId, order.userId, at);
        break;
      case "show:moved":
        uplinks.moved(order.showId);
        break;
      case "sender:muted":
        rooms.muteGuest(order.showId, order.userId);
        break;
      case "stage:featured":
      case "recording:deleted":
        break;
      default:
        assertNever(order);
    }
  };

  const take = (id: string, text: string | undefined): void => {
    const order = MediaControl.safeParse(parseJson(text));
    if (!order.success) {
      log.error({ issues: order.error.issues }, "a control message was not understood");
      return;
    }
    log.info(order.data, "a control message");
    // An entry's id begins with the millisecond in which Redis took it in.
    obey(order.data, Number(id.split("-")[0]));
  };

  const read = async (): Promise<void> => {
    const streams = await reader.xRead(
      { key: MEDIA_CONTROL_STREAM, id: after },
      { BLOCK: ASK_FOR_MS, COUNT: 100 },
    );
    for (const { messages } of streams ?? [])
      for (const { id, message } of messages) {
        // First, so that an order which cannot be obeyed is not read for ever.
        after = id;
        take(id, message.order);
      }
  };

  const follow = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await read();
      } catch (error) {
        if (stopped.signal.aborted) return;
        log.debug({ err: error }, "orders could not be read; trying again");
        await sleep(ASK_AGAIN_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  };
  const following = follow();

  return async () => {
    stopped.abort();
    // Not closed in order: that would wait for the question it is holding.
    reader.destroy();
    await following;
  };
};

const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
};
