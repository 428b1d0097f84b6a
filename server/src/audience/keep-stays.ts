import type { Arrival, Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { Stay, StayStore } from "./stays.store.ts";

/** Milliseconds between two looks at who is there: how exactly a stay's end is known. */
const LOOK_EVERY_MS = 5_000;
/** Milliseconds after which a stay that goes on is written down again: what a server that dies takes with it. */
const SAVE_EVERY_MS = 30_000;
/**
 * Stays of one show that a server writes down. More than any show here had; beyond it newcomers are not written down, so that
 * nobody can fill the database by coming and going.
 */
const MOST_STAYS = 200_000;
/** Stays of one person in one show; a line that breaks more often than this extends their last one. */
const MOST_OF_PERSON = 20;

export interface KeepStaysDeps {
  hub: Pick<Hub, "arrivals">;
  stays: Pick<StayStore, "save" | "extend" | "newId">;
  showsOnAir(): Promise<{ id: string; startedAt: Date | null }[]>;
  /** Those who are at work in a show and no audience. */
  hostsOf(showId: string): Promise<ReadonlySet<string>>;
  clock: Clock;
  log: Logger;
}

interface Kept {
  stay: Stay;
  savedTo: number;
  /** How many of this person there were. */
  count: number;
  here: boolean;
}

/** Whether this is somebody who hosts the show. */
const isHost = ({ person }: Arrival, hosts: ReadonlySet<string>): boolean =>
  person.startsWith("u:") && hosts.has(person.slice(2));

/**
 * Writes down who watches the shows on the air and for how long, from the sockets that are in them and from nothing that they
 * say. Each server speaks for those connected to it.
 */
export const createStayKeeper = (deps: KeepStaysDeps, mostStays = MOST_STAYS) => {
  const { hub, stays, showsOnAir, hostsOf, clock } = deps;
  const shows = new Map<string, Map<string, Kept>>();

  const begin = (showId: string, { person, visitor, from }: Arrival, since: number, now: number): Stay => ({
    ...{ id: stays.newId(), showId, person, visitor, cameFrom: from },
    ...{ from: new Date(Math.min(since, now)), to: new Date(now) },
  });

  /** Those that are known end at few different moments: a thousand that go on are one question to the store. */
  const write = async (due: readonly Kept[]): Promise<void> => {
    const [fresh, known] = [
      due.filter(({ savedTo }) => savedTo === 0),
      due.filter(({ savedTo }) => savedTo > 0),
    ];
    await stays.save(fresh.map(({ stay }) => stay));
    for (const [to, each] of Map.groupBy(known, ({ stay }) => stay.to.getTime()))
      await stays.extend(
        each.map(({ stay }) => stay.id),
        new Date(to),
      );
    for (const each of due) each.savedTo = each.stay.to.getTime();
  };

  const look = async (): Promise<void> => {
    const now = clock.now();
    const onAir = new Map((await showsOnAir()).map((show) => [show.id, show]));
    const due: Kept[] = [];
    for (const [showId, arrivals] of hub.arrivals()) {
      const show = onAir.get(showId);
      if (!show) continue;
      const hosts = await hostsOf(showId);
      const kept = shows.get(showId) ?? new Map<string, Kept>();
      shows.set(showId, kept);
      for (const each of kept.values()) each.here = false;
      let count = [...kept.values()].reduce((sum, each) => sum + each.count, 0);
      for (const arrival of arrivals) {
        if (isHost(arrival, hosts)) continue;
        const before = kept.get(arrival.person);
        const since = Math.max(arrival.since, show.startedAt?.getTime() ?? 0);
        const goesOn = before && since <= before.stay.to.getTime() + LOOK_EVERY_MS;
        if (before && (goesOn || before.count >= MOST_OF_PERSON)) {
          before.stay.to = new Date(now);
          before.here = true;
        } else if (count < mostStays) {
          count += 1;
          const stay = begin(showId, arrival, since, now);
          kept.set(arrival.person, { stay, savedTo: 0, count: (before?.count ?? 0) + 1, here: true });
        }
      }
    }
    for (const [showId, kept] of shows) {
      const over = !onAir.has(showId);
      for (const each of kept.values()) {
        const to = each.stay.to.getTime();
        const gone = over || !each.here;
        if (to > each.savedTo && (gone || each.savedTo === 0 || to - each.savedTo >= SAVE_EVERY_MS))
          due.push(each);
      }
    }
    await write(due);
    for (const showId of shows.keys()) if (!onAir.has(showId)) shows.delete(showId);
  };

  return {
    look,
    /** What was not written down yet, when the server stops. */
    async rest(): Promise<void> {
      await write([...shows.values()].flatMap((kept) => [...kept.values()]));
    },
  };
};

/** Keeps stays until stopped. */
export const keepStays = (deps: KeepStaysDeps): Loop => {
  const failed = (error: unknown): void => deps.log.warn({ err: error }, "stays could not be written down");
  const keeper = createStayKeeper(deps);
  const loop = startLoop(LOOK_EVERY_MS, keeper.look, failed);
  return {
    async stop() {
      await loop.stop();
      await keeper.rest().catch(failed);
    },
  };
};
