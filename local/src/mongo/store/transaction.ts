import type { Collection, Version } from "./collection.ts";

/** Per collection and document: a version, or null for "not there". */
export type VersionMap = Map<Collection, Map<string, Version | null>>;

/**
 * A multi-document transaction. It reads the state at its begin: the committed versions, except where `before` keeps
 * what others have changed since, and `written` what it has written itself.
 */
export interface Transaction {
  written: VersionMap;
  before: VersionMap;
  /** When it began, in milliseconds since the epoch. */
  began: number;
  state: "active" | "committed" | "aborted";
  /** Resolves when it has committed or aborted: who waits for one of its documents tries again then. */
  ended: Promise<void>;
  /** Resolves `ended`. */
  end(): void;
}

export function newTransaction(): Transaction {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    written: new Map(),
    before: new Map(),
    began: Date.now(),
    state: "active",
    ended: promise,
    end: resolve,
  };
}

/** The entry of a collection in a version map, created when missing. */
export function entriesOf(map: VersionMap, collection: Collection): Map<string, Version | null> {
  const known = map.get(collection);
  if (known) return known;
  const created = new Map<string, Version | null>();
  map.set(collection, created);
  return created;
}

/** Thrown when a plain write meets a document that an open transaction has written. */
export class LockedByTransaction extends Error {
  readonly holder: Transaction;

  constructor(holder: Transaction) {
    super("the document is locked by a transaction");
    this.holder = holder;
  }
}

/** Runs a step that changes nothing when it meets a lock; waits for the transaction that holds it, and tries again. */
export async function whenUnlocked<T>(step: () => T): Promise<T> {
  for (;;) {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof LockedByTransaction)) throw error;
      await error.holder.ended;
    }
  }
}
