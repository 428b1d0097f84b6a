import type { ShowEventName, ShowEvents } from "@showdrop/shared";

/** Entries written in one go: more than happen while MongoDB writes the ones before. */
const MOST_AT_ONCE = 200;

export interface NewEntry<E extends ShowEventName = ShowEventName> {
  event: E;
  data: ShowEvents[E];
  at: Date;
}

interface Waiting {
  entry: NewEntry;
  done: (error?: unknown) => void;
}

/**
 * Writes entries of shows one batch after the other: what is said while a batch is being written is written with the next,
 * so that a busy show costs as many writes as MongoDB does in a row, and this server never tells 8 before 7.
 * @param write writes a show's entries in order and tells of them.
 */
export const createAppender = (
  write: (showId: string, entries: readonly NewEntry[]) => Promise<void>,
): ((showId: string, entry: NewEntry) => Promise<void>) => {
  const queues = new Map<string, Waiting[]>();

  const work = async (showId: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST_AT_ONCE);
      const error = await write(
        showId,
        batch.map(({ entry }) => entry),
      ).then(
        () => undefined,
        (fault: unknown) => fault,
      );
      for (const { done } of batch) done(error);
    }
    queues.delete(showId);
  };

  return (showId, entry) =>
    new Promise((resolve, reject) => {
      const waiting = { entry, done: (error?: unknown) => (error === undefined ? resolve() : reject(error)) };
      const queue = queues.get(showId);
      if (queue) {
        queue.push(waiting);
        return;
      }
      const begun = [waiting];
      queues.set(showId, begun);
      void work(showId, begun);
    });
};
