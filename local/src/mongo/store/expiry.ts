import { BRACKET, invertKey, keyAfter, keyOf } from "../bson/keys.ts";
import { reach } from "../bson/paths.ts";
import type { IndexTree } from "./index-tree.ts";
import type { Store } from "./store.ts";
import { LockedByTransaction } from "./transaction.ts";
import { deleteDocument } from "./writing.ts";

/** Deletes what TTL indexes say has expired at `now` (milliseconds since the epoch). */
export function deleteExpired(store: Store, now: number): void {
  for (const collection of store.collections.values()) {
    for (const index of collection.indexes) {
      const { expireAfterSeconds: seconds } = index.spec;
      if (seconds === undefined) continue;
      const limit = new Date(now - seconds * 1000);
      for (const key of new Set(datesUntil(index, limit))) {
        const version = collection.versions.get(key);
        const path = index.fields[0]?.path ?? [];
        const isExpired =
          version && reach(version.doc, path).values.some((value) => value instanceof Date && value <= limit);
        if (isExpired) ignoreLocked(() => deleteDocument(store, collection, version));
      }
    }
  }
}

function datesUntil(index: IndexTree, limit: Date): string[] {
  const isAscending = index.fields[0]?.direction === 1;
  const [low, high] = isAscending
    ? [BRACKET.date, keyAfter(keyOf(limit))]
    : [invertKey(keyOf(limit)), keyAfter(invertKey(BRACKET.date))];
  return [...index.range(low, high, false)];
}

/** A document that a transaction holds is left to the next round. */
function ignoreLocked(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof LockedByTransaction)) throw error;
  }
}
