/** Where acknowledged writes go: an SQLite file, or nowhere. Documents are opaque BSON here. */
import type { IndexSpec } from "./index-tree.ts";

/** What is kept of a collection besides its documents. */
export interface CollectionMeta {
  id: number;
  database: string;
  name: string;
  indexes: IndexSpec[];
}

export interface Disk {
  /** The collections that earlier processes left, with their documents by row number. */
  load(): Iterable<{ meta: CollectionMeta; rows: Iterable<[row: number, raw: Uint8Array]> }>;
  put(collection: number, row: number, raw: Uint8Array): void;
  remove(collection: number, row: number): void;
  saveCollection(meta: CollectionMeta): void;
  dropCollection(collection: number): void;
  /**
   * Resolves when everything handed over so far is committed. All writes of one turn of the event loop share one
   * commit, so nothing of one turn is ever torn. Rejects for good once a commit has failed.
   */
  committed(): Promise<void>;
  close(): void;
}

/** Keeps nothing: for tests. */
export const noDisk: Disk = {
  load: () => [],
  put() {},
  remove() {},
  saveCollection() {},
  dropCollection() {},
  committed: () => Promise.resolve(),
  close() {},
};
