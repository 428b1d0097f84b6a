import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets many who ask for the same thing at about the same time share one read of it, without ever answering with
 * something older than the question: who asks while a read is under way waits for the next one.
 * @param everyMs a key is read at most once in that time; who asks alone is answered at once.
 */
export const createSharedReads = <T>(
  read: (key: string) => Promise<T>,
  everyMs: number,
): ((key: string) => Promise<T>) => {
  /** The read that has begun last, settled or not, until nobody has to wait for it any more. */
  const begun = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<T>>();

  const begin = (key: string): Promise<T> => {
    next.delete(key);
    const reading = read(key);
    const over = Promise.all([sleep(everyMs, undefined, { ref: false }), reading.catch(() => undefined)]);
    begun.set(key, over);
    void over.then(() => {
      if (begun.get(key) === over) begun.delete(key);
    });
    return reading;
  };

  return (key) => {
    const before = begun.get(key);
    if (!before) return begin(key);
    const waited = next.get(key) ?? before.then(() => begin(key));
    next.set(key, waited);
    return waited;
  };
};
