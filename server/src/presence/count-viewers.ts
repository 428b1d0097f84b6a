import type { Hub } from "../hub/hub.ts";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { PresenceStore } from "./presence.store.ts";

/** A number that changes more often than once a second cannot be read. */
const EVERY_MS = 1_000;
/** Rounds after which a server says again who is there. */
const RENEW_EVERY = 3;
/** Rounds after which a show is told its count though it is the same: it goes to every page, and few ever missed it. */
const TELL_AGAIN_EVERY = 15;
/** How long the viewers of a server that died still count: three renewals, so that a slow one costs nobody. */
const LEASE_MS = 3 * RENEW_EVERY * EVERY_MS;

interface Known {
  people: Set<string>;
  hosts: Set<string>;
  told: number;
}

const nobody = { people: new Set<string>(), hosts: new Set<string>() };

/**
 * Counts viewers once a second, tells the shows whose count changed, and the others now and then. Each server speaks for those connected to it
 * and tells them alone, so that no count crosses from server to server.
 */
export const countViewers = ({
  hub,
  presence,
  hostsOf,
  log,
}: {
  hub: Hub;
  presence: PresenceStore;
  /** Those who may host a show: they are at work there and count as nobody's audience. */
  hostsOf(showId: string): Promise<Set<string>>;
  log: Logger;
}): Loop => {
  let known = new Map<string, Known>();
  let round = 0;

  const count = async (): Promise<void> => {
    round += 1;
    const watching = hub.watching();
    const next = new Map<string, Known>();
    for (const showId of new Set([...watching.keys(), ...known.keys()])) {
      const here = watching.get(showId) ?? new Set<string>();
      const before = known.get(showId) ?? { ...nobody, told: -1 };
      const isNew = (id: string): boolean => !before.people.has(id) && !before.hosts.has(id);
      const isSame = round % RENEW_EVERY !== 0 && ![...here].some(isNew);
      const hosts = isSame ? before.hosts : await hostsOf(showId);
      const people = new Set([...here].filter((id) => !hosts.has(id)));
      const viewers = await presence.update(showId, {
        here: [...people].filter((id) => round % RENEW_EVERY === 0 || !before.people.has(id)),
        left: [...before.people].filter((id) => !people.has(id)),
        leaseMs: LEASE_MS,
      });
      // Volatile, so it may be lost: who did not hear it hears it when it is told again.
      if (viewers !== before.told || round % TELL_AGAIN_EVERY === 0) hub.pulse(showId, { viewers });
      if (watching.has(showId)) next.set(showId, { people, hosts, told: viewers });
    }
    known = next;
  };

  // After a failed round nothing is known of what Redis knows: the next one says everything anew.
  const failed = (error: unknown): void => {
    known = new Map([...known].map(([showId, { told }]) => [showId, { ...nobody, told }]));
    log.debug({ err: error }, "viewers could not be counted");
  };

  const loop = startLoop(EVERY_MS, count, failed);
  return {
    /** Ends the counting; this server's viewers, who are gone by then, count no more. */
    async stop() {
      await loop.stop();
      await count().catch(failed);
    },
  };
};
