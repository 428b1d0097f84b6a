import type { Clock } from "../kit/clock.ts";
import type { OccasionStore } from "./occasions.store.ts";

export interface NoteOccasionsDeps {
  occasions: OccasionStore;
  clock: Clock;
  showsOnAir(): Promise<{ id: string; shopId: string; startedAt: Date | null }[]>;
  unsettledDrops(): Promise<
    { id: string; shopId: string; showId: string; announced: boolean; closedAt: Date | null }[]
  >;
}

/**
 * Looks for shows that went live and drops that opened, and notes each as an occasion. The record of shows and drops is
 * what it reads, so that nothing is forgotten by a server that dies between the one and the other.
 * @returns a round of looking; it remembers what it noted, to write nothing twice
 */
export const createNoteOccasions = ({ occasions, clock, showsOnAir, unsettledDrops }: NoteOccasionsDeps) => {
  let noted = new Set<string>();
  return async (): Promise<void> => {
    const [shows, drops] = await Promise.all([showsOnAir(), unsettledDrops()]);
    const now = new Date(clock.now());
    const going = [
      ...shows.map(({ id, shopId, startedAt }) => ({
        ...{ id: `show:${id}`, shopId, showId: id, dropId: null, at: startedAt ?? now },
      })),
      ...drops
        .filter(({ announced, closedAt }) => announced && !closedAt)
        .map(({ id, shopId, showId }) => ({ id: `drop:${id}`, shopId, showId, dropId: id, at: now })),
    ];
    for (const occasion of going) if (!noted.has(occasion.id)) await occasions.note(occasion);
    noted = new Set(going.map(({ id }) => id));
  };
};
