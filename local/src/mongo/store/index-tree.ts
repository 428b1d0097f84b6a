import BTreeModule from "sorted-btree";
import { compareKeys, invertKey, keyAfter, keyOf } from "../bson/keys.ts";
import { type Direction, reach } from "../bson/paths.ts";
import { type Doc, isDoc, ownField } from "../bson/values.ts";
import { compileFilter } from "../query/match.ts";

/** An index as createIndexes defines it and listIndexes answers it. */
export interface IndexSpec extends Doc {
  name: string;
  key: Record<string, Direction>;
  unique?: boolean;
  sparse?: boolean;
  expireAfterSeconds?: number;
  partialFilterExpression?: Doc;
}

export const isIndexSpec = (value: unknown): value is IndexSpec =>
  isDoc(value) && typeof value.name === "string" && isDoc(value.key);

interface IndexField {
  name: string;
  path: readonly string[];
  direction: Direction;
}

/** The index every collection has. */
export const ID_INDEX: IndexSpec = { v: 2, key: { _id: 1 }, name: "_id_" };

// The package is CommonJS: Node imports its exports, vitest already the class in them.
const BTree = "default" in BTreeModule ? BTreeModule.default : BTreeModule;

/** Above every key. */
const UPPER_END = "\uffff\uffff";

export interface IndexTree {
  readonly spec: IndexSpec;
  readonly fields: readonly IndexField[];
  /** Whether any document has put several keys into the index, because a path crosses an array. */
  readonly isMultikey: boolean;
  /** The index keys of a document; none when a sparse or partial index leaves it out. */
  keysOf(doc: Doc): string[];
  /** Whether two versions of a document certainly have the same keys; false where that takes working them out. */
  hasSameKeys(before: Doc, after: Doc): boolean;
  /** Files a document that is new (no `before`), changed, or gone (no `after`). */
  file(documentKey: string, before: Doc | undefined, after: Doc | undefined): void;
  /** The keys of the documents that have exactly this index key. */
  holders(key: string): Iterable<string>;
  /** The keys of the documents whose index keys lie in `low <= key < high`, in order. */
  range(low: string, high: string, isReverse: boolean): Iterable<string>;
}

/** A B-tree from (index key, document key) to document key. */
export function createIndexTree(spec: IndexSpec): IndexTree {
  const tree = new BTree<string, string>(undefined, compareKeys);
  const fields = Object.entries(spec.key).map(([name, direction]) => ({
    name,
    path: name.split("."),
    direction,
  }));
  const { partialFilterExpression: partial, sparse = false } = spec;
  const isIncluded = partial ? compileFilter(partial) : () => true;
  let isMultikey = false;

  function collectKeys(doc: Doc): { keys: string[]; throughArray: boolean } {
    if (!isIncluded(doc)) return { keys: [], throughArray: false };
    let keys = [""];
    let isPresent = false;
    let throughArray = false;
    for (const { path, direction } of fields) {
      const reached = reach(doc, path);
      throughArray ||= reached.throughArray;
      isPresent ||= reached.values.some((value) => value !== undefined);
      if (reached.values.length === 1) {
        const part = directedKey(reached.values[0], direction);
        keys = keys.map((prefix) => prefix + part);
        continue;
      }
      const parts = [...new Set(reached.values.map((value) => directedKey(value, direction)))];
      keys = keys.flatMap((prefix) => parts.map((part) => prefix + part));
    }
    return { keys: sparse && !isPresent ? [] : keys, throughArray };
  }

  // Most updates leave most indexes as they are, and values that they do not touch are the same objects.
  const hasSameKeys = (before: Doc, after: Doc): boolean =>
    partial === undefined &&
    fields.every(({ name, path }) => path.length === 1 && ownField(before, name) === ownField(after, name));

  function* range(low: string, high: string, isReverse: boolean): Iterable<string> {
    if (!isReverse) {
      for (const [key, documentKey] of tree.entries(low)) {
        if (key >= high) return;
        yield documentKey;
      }
      return;
    }
    for (const [key, documentKey] of tree.entriesReversed(high)) {
      if (key < low) return;
      if (key < high) yield documentKey;
    }
  }

  return {
    spec,
    fields,
    get isMultikey() {
      return isMultikey;
    },
    keysOf: (doc) => collectKeys(doc).keys,
    hasSameKeys,
    file(documentKey, before, after) {
      if (before && after && hasSameKeys(before, after)) return;
      const old = before ? collectKeys(before).keys : [];
      const { keys, throughArray } = after ? collectKeys(after) : { keys: [], throughArray: false };
      isMultikey ||= throughArray;
      for (const key of old) if (!keys.includes(key)) tree.delete(key + documentKey);
      for (const key of keys) if (!old.includes(key)) tree.set(key + documentKey, documentKey);
    },
    holders: (key) => range(key, keyAfter(key), false),
    range,
  };
}

/** The key of a value in an ascending or descending field. */
export const directedKey = (value: unknown, direction: Direction): string =>
  direction > 0 ? keyOf(value) : invertKey(keyOf(value));

/** The end of the range of all keys with a prefix. */
export const endOfPrefix = (prefix: string): string => (prefix === "" ? UPPER_END : keyAfter(prefix));
