import { createShardedAdapter } from "@socket.io/redis-adapter";
import type { ServerOptions } from "socket.io";
import type { Logger } from "../kit/logger.ts";
import type { Redis } from "../kit/redis.ts";

/** Messages kept for the other servers while Redis is away: minutes of a busy show's chat. */
const MAX_UNSENT = 1_000;

type AdapterConstructor = NonNullable<ServerOptions["adapter"]>;
type OnMessage = (message: Buffer, channel: Buffer) => void;

export interface HubAdapter {
  adapter: AdapterConstructor;
  /** Resolves when this server hears the others. */
  subscribed(): Promise<void>;
  /** Calls back each time the subscriptions stand again after they were cut: what was said meanwhile was missed. */
  onMended(mended: () => void): void;
  close(): void;
}

/**
 * Socket.IO's Redis adapter over connections that may be cut. It calls Redis without looking at the outcome, and a
 * rejected promise that nobody looks at ends the process; so what it is given here never rejects. What could not be
 * published is published when Redis is back: receivers bear repetitions, a lost ban they would not.
 *
 * Its subscriptions are static, two for each server: the viewers of a show are spread over all servers anyway, and a
 * channel for each room would leave a gap between entering the room and being subscribed.
 */
export const createHubAdapter = (redis: Redis, subscriber: Redis, log: Logger): HubAdapter => {
  let unsent: { channel: string; message: string | Buffer }[] = [];
  const subscriptions: Promise<void>[] = [];

  const sPublish = async (channel: string, message: string | Buffer): Promise<void> => {
    try {
      await redis.sPublish(channel, message);
    } catch (error) {
      if (unsent.length === 0) log.warn({ err: error }, "hub: the other servers cannot be told now");
      unsent = [...unsent, { channel, message }].slice(-MAX_UNSENT);
    }
  };
  const catchUp = (): void => {
    const late = unsent;
    unsent = [];
    for (const { channel, message } of late) void sPublish(channel, message);
  };
  redis.on("ready", catchUp);

  const guarded = {
    sPublish,
    sSubscribe(channel: string, onMessage: OnMessage) {
      const subscription = subscriber.sSubscribe(channel, onMessage, true);
      // Looked at in `subscribed`; after that the client subscribes again by itself at each reconnection.
      subscription.catch(() => undefined);
      subscriptions.push(subscription);
    },
    sUnsubscribe(channel: string | string[]) {
      subscriber.sUnsubscribe(channel).catch(() => undefined);
    },
  };

  return {
    adapter: createShardedAdapter(guarded, guarded, { subscriptionMode: "static" }),
    async subscribed() {
      await Promise.all(subscriptions);
    },
    onMended(mended) {
      subscriber.on("ready", mended);
    },
    close() {
      redis.off("ready", catchUp);
    },
  };
};
