import DataLoader from "dataloader";

/** Keys of one call: more would keep the store, and everybody behind it, busy for too long at a time. */
const MOST_AT_ONCE = 500;

/** Milliseconds that who comes meanwhile waits for the call under way at most: one that hangs holds up nobody else. */
const GATHER_AT_MOST_MS = 100;

/** Resolves when work has ended, well or badly, or after so many milliseconds. */
const endedOrLate = (work: Promise<unknown>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, ms);
    const ended = (): void => {
      clearTimeout(late);
      resolve();
    };
    work.then(ended, ended);
  });

/**
 * Makes one call of the many that are asked for while the one before is under way: a crowd that arrives at once costs a
 * few calls, not one each, and who comes alone waits for nobody. Nothing is remembered: a call begins after all that it
 * answers were asked.
 * @param callMany answers in the order of its keys; an error in the place of an answer is thrown to whoever asked for that
 * one. When it throws, all who asked with it are told so.
 */
export const batched = <K, V>(
  callMany: (keys: readonly K[]) => Promise<readonly (V | Error)[]>,
  { atMost = MOST_AT_ONCE } = {},
): ((key: K) => Promise<V>) => {
  let underWay: Promise<void> | null = null;
  const loader = new DataLoader<K, V>(
    (keys) => {
      const answers = callMany(keys);
      const over = endedOrLate(answers, GATHER_AT_MOST_MS).then(() => {
        if (underWay === over) underWay = null;
      });
      underWay = over;
      return answers;
    },
    {
      cache: false,
      // Whoever asks in the same turn of the event loop asks together, even when nothing is under way.
      batchScheduleFn: (begin) =>
        void (underWay ? underWay.then(() => setImmediate(begin)) : setImmediate(begin)),
      maxBatchSize: atMost,
    },
  );
  return (key) => loader.load(key);
};
