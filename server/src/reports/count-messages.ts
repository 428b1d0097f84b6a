import type { ShowLog } from "../hub/show-log.store.ts";

/** Shows whose counts are remembered: those that somebody looks at now. */
const MOST_REMEMBERED = 200;

export type CountMessages = (showId: string) => Promise<ReadonlyMap<number, number>>;

/**
 * Counts a show's chat messages by minute (ms). A busy show has hundreds of thousands, so that only those are read which were
 * not counted before.
 */
export const createCountMessages = (showLog: Pick<ShowLog, "perMinute">): CountMessages => {
  const counted = new Map<string, { last: number; minutes: Map<number, number> }>();
  return async (showId) => {
    const before = counted.get(showId) ?? { last: 0, minutes: new Map<number, number>() };
    const fresh = await showLog.perMinute(showId, "chat:posted", before.last);
    const minutes = new Map(before.minutes);
    for (const { at, count } of fresh.minutes)
      minutes.set(at.getTime(), (minutes.get(at.getTime()) ?? 0) + count);
    counted.delete(showId);
    counted.set(showId, { last: fresh.last, minutes });
    const [oldest] = counted.keys();
    if (counted.size > MOST_REMEMBERED && oldest !== undefined) counted.delete(oldest);
    return minutes;
  };
};
