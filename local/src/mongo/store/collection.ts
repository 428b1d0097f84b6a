import { keyOf } from "../bson/keys.ts";
import { type Doc, decode } from "../bson/values.ts";
import type { CollectionMeta } from "./disk.ts";
import { createIndexTree, ID_INDEX, type IndexTree } from "./index-tree.ts";

/** One version of one document. It never changes: an update makes another one. */
export class Version {
  /** The key of `_id`: the document's identity within its collection. */
  readonly key: string;
  /** The row on disk, the same for all versions of a document. */
  readonly row: number;
  readonly raw: Uint8Array;
  #doc: Doc | undefined;

  constructor(key: string, row: number, raw: Uint8Array, doc?: Doc) {
    this.key = key;
    this.row = row;
    this.raw = raw;
    this.#doc = doc;
  }

  /** The decoded document, decoded on first use. Nobody may change it. */
  get doc(): Doc {
    this.#doc ??= decode(this.raw);
    return this.#doc;
  }
}

export interface Collection {
  readonly meta: CollectionMeta;
  /** `database.collection` */
  readonly namespace: string;
  /** The committed versions. */
  readonly versions: ReadonlyMap<string, Version>;
  readonly indexes: readonly IndexTree[];
  nextRow(): number;
  /** The ordered index on _id, built when a range or a sort on _id first needs it. */
  idIndex(): IndexTree;
  /** Puts a version (or, with null, its absence) in place, without any check; answers the old one. */
  install(key: string, next: Version | null): Version | null;
  addIndex(index: IndexTree): void;
  removeIndex(index: IndexTree): void;
}

export function createCollection(
  meta: CollectionMeta,
  rows: Iterable<[number, Uint8Array]> = [],
): Collection {
  const versions = new Map<string, Version>();
  const indexes = meta.indexes.map(createIndexTree);
  let idIndex: IndexTree | undefined;
  let lastRow = 0;

  for (const [row, raw] of rows) {
    // Decoded once for the indexes, and not kept: a start must not fill the memory with decoded documents.
    const doc = decode(raw);
    const version = new Version(keyOf(doc._id), row, raw);
    versions.set(version.key, version);
    for (const index of indexes) index.file(version.key, undefined, doc);
    lastRow = Math.max(lastRow, row);
  }

  return {
    meta,
    namespace: `${meta.database}.${meta.name}`,
    versions,
    indexes,
    nextRow() {
      lastRow += 1;
      return lastRow;
    },
    idIndex() {
      if (!idIndex) {
        idIndex = createIndexTree(ID_INDEX);
        for (const { key, doc } of versions.values()) idIndex.file(key, undefined, doc);
      }
      return idIndex;
    },
    install(key, next) {
      const old = versions.get(key) ?? null;
      for (const index of indexes) index.file(key, old?.doc, next?.doc);
      // An update never changes _id.
      if (!old || !next) idIndex?.file(key, old?.doc, next?.doc);
      if (next) versions.set(key, next);
      else versions.delete(key);
      return old;
    },
    addIndex(index) {
      indexes.push(index);
      meta.indexes = indexes.map(({ spec }) => spec);
    },
    removeIndex(index) {
      indexes.splice(indexes.indexOf(index), 1);
      meta.indexes = indexes.map(({ spec }) => spec);
    },
  };
}
