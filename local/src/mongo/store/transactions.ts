import type { Collection, Version } from "./collection.ts";
import type { Store } from "./store.ts";
import { newTransaction, type Transaction } from "./transaction.ts";
import { installCommitted, writeConflict } from "./writing.ts";

export function beginTransaction(store: Store): Transaction {
  const transaction = newTransaction();
  store.transactions.add(transaction);
  return transaction;
}

/** Forgets a transaction's writes. Harmless on one that has ended. */
export function abortTransaction(store: Store, transaction: Transaction): void {
  if (transaction.state === "active") close(store, transaction, "aborted");
}

/**
 * Makes a transaction's writes everybody's, in one turn of the event loop: they share one commit on disk.
 * @throws WriteConflict when a unique key has been taken since the snapshot; the transaction is aborted then
 */
export function commitTransaction(store: Store, transaction: Transaction): void {
  for (const [collection, written] of transaction.written) {
    if (isUniqueKeyTaken(collection, written)) {
      abortTransaction(store, transaction);
      throw writeConflict();
    }
  }
  close(store, transaction, "committed");
  for (const [collection, written] of transaction.written) {
    // Deletions first, so that a unique key freed in the transaction can be taken in it.
    for (const [key, version] of written) {
      if (!version && collection.versions.has(key)) installCommitted(store, collection, key, null);
    }
    for (const [key, version] of written) {
      if (version) installCommitted(store, collection, key, version);
    }
  }
}

function close(store: Store, transaction: Transaction, state: "committed" | "aborted"): void {
  transaction.state = state;
  store.transactions.delete(transaction);
  transaction.end();
}

function isUniqueKeyTaken(collection: Collection, written: ReadonlyMap<string, Version | null>): boolean {
  const unique = collection.indexes.filter(({ spec }) => spec.unique);
  for (const [key, version] of written) {
    if (!version) continue;
    for (const index of unique) {
      for (const indexKey of index.keysOf(version.doc)) {
        for (const holder of index.holders(indexKey)) {
          const rewritten = written.get(holder);
          const isStillHeld =
            rewritten === undefined || (rewritten && index.keysOf(rewritten.doc).includes(indexKey));
          if (holder !== key && isStillHeld) return true;
        }
      }
    }
  }
  return false;
}
