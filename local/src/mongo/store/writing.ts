/** Writes of single documents: locks, unique indexes, and either the transaction or the disk. */
import { keyOf } from "../bson/keys.ts";
import { reach } from "../bson/paths.ts";
import { type Doc, encode, isArray, isDoc, isRegExp, requireStorableSize, show } from "../bson/values.ts";
import { type MongoError, mongoError, transientError } from "../errors.ts";
import { type Collection, Version } from "./collection.ts";
import type { IndexTree } from "./index-tree.ts";
import { readVersion } from "./reading.ts";
import type { Store } from "./store.ts";
import { entriesOf, LockedByTransaction, type Transaction } from "./transaction.ts";

export const writeConflict = (): MongoError =>
  transientError(
    "WriteConflict",
    "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.",
  );

export function duplicateKey(collection: Collection, index: IndexTree, doc: Doc): MongoError {
  const keyValue = Object.fromEntries(
    index.fields.map(({ name, path }) => [name, reach(doc, path).values[0] ?? null]),
  );
  return duplicateKeyError(collection, index.spec.name, index.spec.key, keyValue);
}

function duplicateKeyError(
  collection: Collection,
  indexName: string,
  keyPattern: Doc,
  keyValue: Doc,
): MongoError {
  const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${show(value)}`);
  const message = `E11000 duplicate key error collection: ${collection.namespace} index: ${indexName} dup key: { ${shown.join(", ")} }`;
  return mongoError("DuplicateKey", message, { keyPattern, keyValue });
}

/**
 * Inserts a document, whose first field is its `_id`. `raw` are its bytes when the client's can be kept as they are.
 * @throws LockedByTransaction (only outside a transaction), before anything has changed; so do the other two
 */
export function insertDocument(
  store: Store,
  collection: Collection,
  doc: Doc,
  transaction?: Transaction,
  raw?: Uint8Array,
): void {
  requireValidId(doc._id);
  const key = keyOf(doc._id);
  requireUnlocked(store, collection, key, transaction);
  if (readVersion(collection, key, transaction)) {
    throw duplicateKeyError(collection, "_id_", { _id: 1 }, { _id: doc._id });
  }
  requireUnique(store, collection, key, doc, transaction);
  if (raw) requireStorableSize(raw);
  write(store, collection, key, new Version(key, collection.nextRow(), raw ?? encode(doc), doc), transaction);
}

export function updateDocument(
  store: Store,
  collection: Collection,
  old: Version,
  doc: Doc,
  transaction?: Transaction,
): void {
  requireUnlocked(store, collection, old.key, transaction);
  const raw = encode(doc);
  requireUnique(store, collection, old.key, doc, transaction, old.doc);
  write(store, collection, old.key, new Version(old.key, old.row, raw, doc), transaction);
}

export function deleteDocument(
  store: Store,
  collection: Collection,
  old: Version,
  transaction?: Transaction,
): void {
  requireUnlocked(store, collection, old.key, transaction);
  write(store, collection, old.key, null, transaction);
}

function requireValidId(id: unknown): void {
  if (isArray(id)) throw mongoError("InvalidIdField", "The '_id' value cannot be of type array");
  if (isRegExp(id)) throw mongoError("InvalidIdField", "The '_id' value cannot be of type regex");
  const dollar = isDoc(id) ? Object.keys(id).find((field) => field.startsWith("$")) : undefined;
  if (dollar) {
    const message = `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`;
    throw mongoError("DollarPrefixedFieldName", message);
  }
}

/**
 * Within a transaction a document that another one has written, or anybody since the snapshot, is a write conflict;
 * a plain write waits instead.
 */
export function requireUnlocked(
  store: Store,
  collection: Collection,
  key: string,
  transaction?: Transaction,
): void {
  if (transaction?.before.get(collection)?.has(key)) throw writeConflict();
  for (const other of store.transactions) {
    if (other !== transaction && other.written.get(collection)?.has(key)) throw blocked(other, transaction);
  }
}

const blocked = (holder: Transaction, transaction: Transaction | undefined): Error =>
  transaction ? writeConflict() : new LockedByTransaction(holder);

function requireUnique(
  store: Store,
  collection: Collection,
  key: string,
  doc: Doc,
  transaction: Transaction | undefined,
  old?: Doc,
): void {
  for (const index of collection.indexes) {
    // What has its keys already keeps them.
    if (!index.spec.unique || (old && index.hasSameKeys(old, doc))) continue;
    for (const indexKey of index.keysOf(doc)) {
      const holds = (version: Version | null): boolean =>
        version !== null && version.key !== key && index.keysOf(version.doc).includes(indexKey);
      for (const holder of index.holders(indexKey)) {
        if (holds(readVersion(collection, holder, transaction))) throw duplicateKey(collection, index, doc);
      }
      // What open transactions have written is in no index yet.
      for (const other of store.transactions) {
        for (const version of other.written.get(collection)?.values() ?? []) {
          if (!holds(version)) continue;
          throw other === transaction ? duplicateKey(collection, index, doc) : blocked(other, transaction);
        }
      }
    }
  }
}

function write(
  store: Store,
  collection: Collection,
  key: string,
  next: Version | null,
  transaction: Transaction | undefined,
): void {
  if (transaction) entriesOf(transaction.written, collection).set(key, next);
  else installCommitted(store, collection, key, next);
}

/** Makes a version the committed one, keeps the old one for open snapshots, and hands it to the disk. */
export function installCommitted(
  store: Store,
  collection: Collection,
  key: string,
  next: Version | null,
): void {
  // The collection was dropped while the write waited for a lock: its documents are gone, and its table.
  if (store.collections.get(collection.namespace) !== collection) return;
  const old = collection.install(key, next);
  for (const transaction of store.transactions) {
    const before = entriesOf(transaction.before, collection);
    if (!before.has(key)) before.set(key, old);
  }
  if (next) store.disk.put(collection.meta.id, next.row, next.raw);
  else if (old) store.disk.remove(collection.meta.id, old.row);
}
