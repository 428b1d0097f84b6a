/** The data: collections with their indexes, the open transactions, and the disk behind them. */
import { sameValue } from "../bson/keys.ts";
import type { Doc } from "../bson/values.ts";
import { mongoError } from "../errors.ts";
import { type Collection, createCollection } from "./collection.ts";
import type { Disk } from "./disk.ts";
import { createIndexTree, ID_INDEX, type IndexSpec } from "./index-tree.ts";
import { LockedByTransaction, type Transaction } from "./transaction.ts";
import { duplicateKey } from "./writing.ts";

/** MongoDB's limit for `database.collection`, in bytes. */
const MAX_NAMESPACE_BYTES = 255;

export interface Store {
  readonly disk: Disk;
  /** By namespace. */
  readonly collections: Map<string, Collection>;
  readonly transactions: Set<Transaction>;
  nextCollectionId: number;
}

/** Loads everything that is on disk. */
export function openStore(disk: Disk): Store {
  const collections = new Map<string, Collection>();
  let lastId = 0;
  for (const { meta, rows } of disk.load()) {
    const collection = createCollection(meta, rows);
    collections.set(collection.namespace, collection);
    lastId = Math.max(lastId, meta.id);
  }
  return { disk, collections, transactions: new Set(), nextCollectionId: lastId + 1 };
}

/** The collection of a namespace, created when missing. */
export function ensureCollection(store: Store, namespace: string): Collection {
  const known = store.collections.get(namespace);
  if (known) return known;
  const [database = "", ...rest] = namespace.split(".");
  const name = rest.join(".");
  if (name === "" || name.startsWith(".") || name.endsWith(".") || /[$\0]/.test(name)) {
    throw mongoError("InvalidNamespace", `Invalid collection name: ${name}`);
  }
  if (Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES) {
    const message = `Fully qualified namespace is too long. Namespace: ${namespace} Max: ${MAX_NAMESPACE_BYTES}`;
    throw mongoError("InvalidNamespace", message);
  }
  const collection = createCollection({ id: store.nextCollectionId, database, name, indexes: [] });
  store.nextCollectionId += 1;
  store.collections.set(namespace, collection);
  store.disk.saveCollection(collection.meta);
  return collection;
}

/** Throws LockedByTransaction while an open transaction has written to the collection. */
export function dropCollection(store: Store, collection: Collection): void {
  for (const transaction of store.transactions) {
    if (transaction.written.has(collection)) throw new LockedByTransaction(transaction);
  }
  store.collections.delete(collection.namespace);
  store.disk.dropCollection(collection.meta.id);
}

/** Builds an index. An equal one that is there already is fine; a contradicting one is an error. */
export function createIndex(store: Store, collection: Collection, spec: IndexSpec): void {
  if (isThere(collection, spec)) return;
  const index = createIndexTree(spec);
  for (const { key, doc } of collection.versions.values()) {
    const isTaken =
      spec.unique && index.keysOf(doc).some((indexKey) => [...index.holders(indexKey)].length > 0);
    if (isTaken) throw duplicateKey(collection, index, doc);
    index.file(key, undefined, doc);
  }
  collection.addIndex(index);
  store.disk.saveCollection(collection.meta);
}

export function dropIndex(store: Store, collection: Collection, name: string): void {
  const index = collection.indexes.find(({ spec }) => spec.name === name);
  if (!index) throw mongoError("IndexNotFound", `index not found with name [${name}]`);
  collection.removeIndex(index);
  store.disk.saveCollection(collection.meta);
}

/** Whether an equal index is there already; throws when one is there that contradicts it. */
function isThere(collection: Collection, wanted: IndexSpec): boolean {
  if (JSON.stringify(wanted.key) === JSON.stringify(ID_INDEX.key)) return true;
  for (const { spec } of collection.indexes) {
    const isEquivalent = sameValue(signatureOf(spec), signatureOf(wanted));
    const isSameName = spec.name === wanted.name;
    if (!isEquivalent && !isSameName) continue;
    const both = `Requested index: ${JSON.stringify(wanted)}, existing index: ${JSON.stringify(spec)}`;
    if (!isEquivalent) {
      const message = `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${both}`;
      throw mongoError("IndexKeySpecsConflict", message);
    }
    if (!isSameName) {
      throw mongoError("IndexOptionsConflict", `Index already exists with a different name: ${spec.name}`);
    }
    if (spec.expireAfterSeconds === wanted.expireAfterSeconds) return true;
    throw mongoError(
      "IndexOptionsConflict",
      `An equivalent index already exists with the same name but different options. ${both}`,
    );
  }
  return false;
}

/** What makes an index another one, as opposed to one with another option. */
function signatureOf({ key, unique = false, sparse = false, partialFilterExpression = {} }: IndexSpec): Doc {
  return { key: Object.entries(key), unique, sparse, partialFilterExpression };
}
