import DataLoader from "dataloader";

/** Keys of one read: more would keep the store, and everybody behind it, busy for too long at a time. */
const MOST_AT_ONCE = 500;

/**
 * Makes one read of the many that are asked in the same turn of the event loop: a crowd that arrives at once costs a few
 * reads, not one each. Nothing is remembered: a read begins after all that it answers were asked.
 * @param readMany answers in the order of its keys. When it throws, all who asked with it are told so.
 */
export const batched = <K, V>(
  readMany: (keys: readonly K[]) => Promise<readonly V[]>,
): ((key: K) => Promise<V>) => {
  const loader = new DataLoader<K, V>(readMany, {
    cache: false,
    batchScheduleFn: setImmediate,
    maxBatchSize: MOST_AT_ONCE,
  });
  return (key) => loader.load(key);
};
