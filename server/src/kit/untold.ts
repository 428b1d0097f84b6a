import type { Logger } from "./logger.ts";
import { type Loop, startLoop } from "./loop.ts";
import { randomToken } from "./random.ts";
import type { Redis } from "./redis.ts";

/** Milliseconds between two tellings of a room's counts: bars still move smoothly, and a rush costs two entries a second. */
export const TELL_EVERY_MS = 500;
/** How often a server looks whether something is to be told, in milliseconds. */
const LOOK_EVERY_MS = 100;
/** Milliseconds after which a server that began to tell, and never ended, is not waited for any more. */
const GIVE_UP_MS = 5_000;

/** What there is to count. */
export type Counted = "poll" | "question" | "giveaway";

/** Counts the things named, from the record, and tells a show's viewers of them. */
export type TellCounts = (showId: string, ids: readonly string[]) => Promise<void>;

export interface Untold {
  /** A count changed; everybody in the show is told soon, by whichever server comes to it. */
  mark(showId: string, kind: Counted, id: string): Promise<void>;
  /** Tells what was marked, until the loop is stopped. */
  start(tell: Readonly<Record<Counted, TellCounts>>): Loop;
}

const kinds = ["poll", "question", "giveaway"] as const satisfies Counted[];

/**
 * Counts that change with each of a thousand votes and are told twice a second for each show, over all servers. What is
 * still to be told stands in Redis: a server that dies leaves it to the others. One server at a time tells of a show, so
 * that an older count never overtakes a newer one.
 * @param database the name of the record's database, for all of whose servers the marks are
 */
export const createUntold = (redis: Redis, log: Logger, database: string): Untold => {
  // Of one record: another database's server knows nothing of these things.
  const marksKey = `untold:${database}`;

  const tellShow = async (
    showId: string,
    marks: readonly string[],
    tell: Readonly<Record<Counted, TellCounts>>,
  ): Promise<void> => {
    const turn = `untold:${showId}`;
    const taken = await redis.set(turn, randomToken(6), {
      condition: "NX",
      expiration: { type: "PX", value: GIVE_UP_MS },
    });
    if (taken === null) return;
    // Before it is counted: what changes from here on marks itself again.
    await redis.sRem(marksKey, [...marks]);
    try {
      for (const kind of kinds) {
        const prefix = `${showId} ${kind} `;
        const ids = marks.filter((mark) => mark.startsWith(prefix)).map((mark) => mark.slice(prefix.length));
        if (ids.length > 0) await tell[kind](showId, ids);
      }
    } catch (error) {
      await redis.sAdd(marksKey, [...marks]);
      throw error;
    } finally {
      await redis.pExpire(turn, TELL_EVERY_MS);
    }
  };

  return {
    async mark(showId, kind, id) {
      await redis.sAdd(marksKey, `${showId} ${kind} ${id}`);
    },
    start: (tell) =>
      startLoop(
        LOOK_EVERY_MS,
        async () => {
          const byShow = Map.groupBy(await redis.sMembers(marksKey), (mark) => mark.split(" ", 1)[0] ?? "");
          await Promise.all([...byShow].map(([showId, marks]) => tellShow(showId, marks, tell)));
        },
        (error) => log.warn({ err: error }, "counts could not be told; they are told later"),
      ),
  };
};
