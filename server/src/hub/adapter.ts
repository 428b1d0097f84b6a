import { createShardedAdapter } from "@socket.io/redis-adapter";
import type { ServerOptions } from "socket.io";
import type { Logger } from "../kit/logger.ts";
import { randomToken } from "../kit/random.ts";
import type { Redis } from "../kit/redis.ts";

/** Messages kept for the other servers while Redis is away: minutes of a busy show's chat. */
const MAX_UNSENT = 1_000;

/** Milliseconds between two messages of a server to itself, by which it notices that it hears nothing any more. */
const BEAT_MS = 250;
/** Milliseconds without one after which it is deaf: a ban must take effect within two seconds, heard or looked up. */
const DEAF_MS = 800;
/** Milliseconds of deafness, with the connection standing, after which it subscribes anew. */
const SUBSCRIBE_ANEW_MS = 2_000;

const BEAT = "beat ";

type AdapterConstructor = NonNullable<ServerOptions["adapter"]>;
type OnMessage = (message: Buffer, channel: Buffer) => void;

export interface HubAdapter {
  adapter: AdapterConstructor;
  /** Resolves when this server hears the others. */
  subscribed(): Promise<void>;
  /** Whether this server hears the others now. While it does not, whatever they revoke must be looked up. */
  isHearing(): boolean;
  /** Calls back each time the subscriptions stand again after they were lost: what was said meanwhile was missed. */
  onMended(mended: () => void): void;
  close(): void;
}

/**
 * Socket.IO's Redis adapter over connections that may be cut. It calls Redis without looking at the outcome, and a
 * rejected promise that nobody looks at ends the process; so what it is given here never rejects. What could not be
 * published is published when Redis is back: receivers bear repetitions, a lost ban they would not.
 *
 * Its subscriptions are static, two for each server: the viewers of a show are spread over all servers anyway, and a
 * channel for each room would leave a gap between entering the room and being subscribed. The server talks to itself over
 * the first of them: a subscription that is lost while its connection stands is noticed by nothing else.
 */
export const createHubAdapter = (
  redis: Redis,
  subscriber: Redis,
  log: Logger,
  /** What its channels are called: servers of one name are one hub. */
  channelPrefix = "socket.io",
): HubAdapter => {
  let unsent: { channel: string; message: string | Buffer }[] = [];
  const subscriptions = new Map<string, { onMessage: OnMessage; standing: Promise<void> }>();
  const ownBeat = Buffer.from(`${BEAT}${randomToken(9)}`);
  let heardAt = performance.now();
  /** Since when the connection stands, or when subscribing anew was tried last. */
  let triedAt = performance.now();
  let deaf = false;
  let mended = (): void => undefined;

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
  // A connection that is made again subscribes by itself: for a while nothing may come between.
  const giveTime = (): void => {
    triedAt = performance.now();
  };
  subscriber.on("ready", giveTime);

  const guarded = {
    sPublish,
    sSubscribe(channel: string, listener: OnMessage) {
      const onMessage: OnMessage = (message, from) => {
        if (message.equals(ownBeat)) heardAt = performance.now();
        else if (!message.subarray(0, BEAT.length).equals(ownBeat.subarray(0, BEAT.length)))
          listener(message, from);
      };
      const standing = subscriber.sSubscribe(channel, onMessage, true);
      // Looked at in `subscribed`; after that the client subscribes again by itself at each reconnection.
      standing.catch(() => undefined);
      subscriptions.set(channel, { onMessage, standing });
    },
    sUnsubscribe(channel: string | string[]) {
      subscriber.sUnsubscribe(channel).catch(() => undefined);
    },
  };

  const subscribeAnew = async (): Promise<void> => {
    for (const [channel, { onMessage }] of subscriptions) {
      await subscriber.sUnsubscribe(channel);
      await subscriber.sSubscribe(channel, onMessage, true);
    }
  };

  const beat = (): void => {
    const silent = performance.now() - heardAt;
    const wasDeaf = deaf;
    deaf = silent > DEAF_MS;
    if (wasDeaf && !deaf) mended();
    if (!wasDeaf && deaf) log.warn("hub: this server does not hear the others");
    const [channel] = subscriptions.keys();
    if (channel === undefined || !redis.isReady || !subscriber.isReady) return;
    if (silent > SUBSCRIBE_ANEW_MS && performance.now() - triedAt > SUBSCRIBE_ANEW_MS) {
      giveTime();
      subscribeAnew().catch((error: unknown) => log.warn({ err: error }, "hub: cannot subscribe"));
    }
    redis.sPublish(channel, ownBeat).catch(() => undefined);
  };
  const beats = setInterval(beat, BEAT_MS);

  return {
    adapter: createShardedAdapter(guarded, guarded, { subscriptionMode: "static", channelPrefix }),
    async subscribed() {
      await Promise.all([...subscriptions.values()].map(({ standing }) => standing));
    },
    isHearing: () => !deaf,
    onMended(then) {
      mended = then;
      subscriber.on("ready", then);
    },
    close() {
      clearInterval(beats);
      redis.off("ready", catchUp);
      subscriber.off("ready", giveTime);
    },
  };
};
