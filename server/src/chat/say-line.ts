import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import type { LineStore, NewLine } from "./lines.store.ts";

/** What happened, but for when. */
type News<L> = L extends NewLine ? Omit<L, "at"> : never;

/**
 * Lets the show say something in its chat, once for each `key`: the business fact that it tells of. Never fails: what is
 * told of has happened, whether the chat hears of it or not.
 */
export type SayLine = (key: string, news: News<NewLine>) => Promise<void>;

export const createSayLine =
  ({ lines, hub, clock, log }: { lines: LineStore; hub: Hub; clock: Clock; log: Logger }): SayLine =>
  async (key, news) => {
    try {
      const line = await lines.add(key, { ...news, at: new Date(clock.now()).toISOString() });
      if (line) await hub.publish(line.showId, "chat:line", line);
    } catch (error) {
      log.warn({ err: error, key }, "the chat could not be told");
    }
  };
