import type { Viewer } from "../edge/call.ts";
import { createMemory } from "../kit/memory.ts";

/** Milliseconds that a person's session and standing are remembered; they are forgotten when anything is revoked. */
const PERSON_MS = 30_000;
/** Milliseconds that a drop and its show are remembered: in a rush four reads a second. Told to have changed, they are forgotten. */
const DROP_MS = 250;
/** The crowd of one show. */
const MOST_PEOPLE = 20_000;
const MOST_DROPS = 1_000;

/** What the record says, read anew each time. */
export interface RecallDeps<D extends { showId: string }, S> {
  findViewer(token: string): Promise<Viewer | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  findDrop(id: string): Promise<D | null>;
  findShow(id: string): Promise<S | null>;
  /** Whether this server hears the others; while it does not, nothing is remembered. */
  isHearing(): boolean;
  onNews(listener: { changed(showId: string | null): void; revoked(): void }): void;
}

/**
 * The questions that every attempt to hold a unit asks of the record, answered from memory while a crowd asks them. What
 * is revoked or changed on any server is forgotten here when this server hears of it, and nothing is remembered while
 * it hears nothing (invariant 14). Redis alone decides who gets a unit: none of this can sell one too many.
 */
export const createRecall = <D extends { showId: string }, S>(deps: RecallDeps<D, S>) => {
  const viewers = createMemory({
    read: deps.findViewer,
    // Somebody unknown may be known in a moment.
    keeps: (viewer) => viewer !== null,
    ...{ forMs: PERSON_MS, most: MOST_PEOPLE },
  });
  const bans = createMemory({
    read: (key) => {
      const [shopId = "", userId = ""] = key.split(" ");
      return deps.isBanned(shopId, userId);
    },
    // Whoever is let in again is let in at once.
    keeps: (banned) => !banned,
    ...{ forMs: PERSON_MS, most: MOST_PEOPLE },
  });
  const drops = createMemory({ read: deps.findDrop, forMs: DROP_MS, most: MOST_DROPS });
  const shows = createMemory({
    read: async (id) => ({ id, show: await deps.findShow(id) }),
    ...{ forMs: DROP_MS, most: MOST_DROPS },
  });
  deps.onNews({
    changed(showId) {
      drops.forget((drop) => showId === null || drop?.showId === showId);
      shows.forget(({ id }) => showId === null || id === showId);
    },
    revoked() {
      viewers.forget();
      bans.forget();
    },
  });
  return {
    viewer: {
      /** Whether an answer is at hand without asking the record. */
      isKnown: (token: string): boolean => deps.isHearing() && viewers.has(token),
      find: (token: string) => (deps.isHearing() ? viewers.recall(token) : deps.findViewer(token)),
    },
    isBanned: (shopId: string, userId: string) =>
      deps.isHearing() ? bans.recall(`${shopId} ${userId}`) : deps.isBanned(shopId, userId),
    findDrop: (id: string) => (deps.isHearing() ? drops.recall(id) : deps.findDrop(id)),
    findShow: async (id: string) => (deps.isHearing() ? (await shows.recall(id)).show : deps.findShow(id)),
  };
};
