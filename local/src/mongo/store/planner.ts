/** Chooses the index that narrows a query most, and says whether it also yields the order. */
import { bracketOf, invertKey, keyAfter, keyOf, sameValue } from "../bson/keys.ts";
import type { SortField } from "../bson/paths.ts";
import { type Doc, isDoc } from "../bson/values.ts";
import { badValue } from "../errors.ts";
import { type Bound, boundsOf, implies } from "./bounds.ts";
import type { Collection } from "./collection.ts";
import { directedKey, endOfPrefix, type IndexTree } from "./index-tree.ts";

export type Access =
  | { kind: "ids"; keys: string[] }
  | { kind: "index"; index: IndexTree; ranges: [low: string, high: string][]; isReverse: boolean }
  | { kind: "scan" };

export interface Plan {
  access: Access;
  /** Whether the candidates come in the order asked for. */
  isSorted: boolean;
}

interface Query {
  filter: Doc;
  sort: readonly SortField[];
  hint?: unknown;
  /** Whether an index could miss changes of the open transaction: then it cannot yield the order. */
  isDirty: boolean;
}

/** Combinations of $in values over several fields beyond which a plain prefix is scanned instead. */
const MAX_RANGES = 20_000;

// What a matching condition is worth: an equality narrows more than a range, an order saves a sort.
const EQUALITY_SCORE = 10;
const ORDER_SCORE = 5;
const RANGE_SCORE = 4;

export function planQuery(collection: Collection, query: Query): Plan {
  const bounds = boundsOf(query.filter);
  const id = bounds.get("_id");
  const hinted = hintedIndex(collection, query.hint);
  if (id?.equals && !hinted) {
    const keys = [...new Set(id.equals.map(keyOf))];
    return { access: { kind: "ids", keys }, isSorted: query.sort.length === 0 || keys.length <= 1 };
  }
  let best: { plan: Plan; score: number } | undefined;
  for (const index of hinted ? [hinted] : candidateIndexes(collection, query, id)) {
    const candidate = planIndex(index, bounds, query);
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best?.plan ?? { access: { kind: "scan" }, isSorted: query.sort.length === 0 };
}

function hintedIndex(collection: Collection, hint: unknown): IndexTree | undefined {
  if (hint === undefined || (isDoc(hint) && Object.keys(hint).length === 0)) return undefined;
  if (hint === "_id_" || (isDoc(hint) && sameValue(hint, { _id: 1 }))) return collection.idIndex();
  const found = collection.indexes.find(({ spec }) => spec.name === hint || sameValue(spec.key, hint));
  if (found) return found;
  throw badValue(
    "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index",
  );
}

function candidateIndexes(
  collection: Collection,
  { sort }: Query,
  id: Bound | undefined,
): readonly IndexTree[] {
  const wantsId = sort[0]?.name === "_id" || id?.low !== undefined || id?.high !== undefined;
  return wantsId ? [...collection.indexes, collection.idIndex()] : collection.indexes;
}

function planIndex(
  index: IndexTree,
  bounds: ReadonlyMap<string, Bound>,
  query: Query,
): { plan: Plan; score: number } | undefined {
  const { partialFilterExpression: partial, sparse = false } = index.spec;
  if (partial && !implies(query.filter, partial)) return undefined;
  const prefix = equalityPrefix(index, bounds);
  const next = index.fields[prefix.length];
  const nextBound = next && bounds.get(next.name);
  const ranges =
    nextBound && next ? rangesWithin(prefix.keys, next.direction, nextBound, index.isMultikey) : undefined;
  // A sparse index holds only documents that have one of its fields.
  if (sparse && prefix.length === 0 && !ranges) return undefined;
  const order =
    prefix.keys.length === 1 && !index.isMultikey && !query.isDirty
      ? orderAfter(index, prefix, query.sort)
      : 0;
  const score = prefix.length * EQUALITY_SCORE + (ranges ? RANGE_SCORE : 0) + (order === 0 ? 0 : ORDER_SCORE);
  const access: Access = {
    kind: "index",
    index,
    ranges: ranges ?? prefix.keys.map((key) => [key, endOfPrefix(key)]),
    isReverse: order < 0,
  };
  return { plan: { access, isSorted: query.sort.length === 0 || order !== 0 }, score };
}

interface Prefix {
  /** How many fields of the index are bound to values. */
  length: number;
  /** The beginnings of the index keys to look at. */
  keys: string[];
}

function equalityPrefix(index: IndexTree, bounds: ReadonlyMap<string, Bound>): Prefix {
  let keys = [""];
  let length = 0;
  for (const { name, direction } of index.fields) {
    const equals = bounds.get(name)?.equals;
    if (!equals || keys.length * equals.length > MAX_RANGES) break;
    // A sparse index may lack the documents in which the field is missing, which null matches.
    if (index.spec.sparse && equals.some((value) => value === null || value === undefined)) break;
    const parts = [...new Set(equals.map((value) => directedKey(value, direction)))];
    keys = keys.flatMap((key) => parts.map((part) => key + part));
    length += 1;
  }
  return { length, keys };
}

/** The ranges of a bound after each prefix; nothing when the bound does not narrow. */
function rangesWithin(
  prefixes: readonly string[],
  direction: number,
  bound: Bound,
  isMultikey: boolean,
): [string, string][] | undefined {
  const { low, high } = bound;
  if (low === undefined && high === undefined) return undefined;
  const bracket = bracketOf(low ?? high);
  // Different elements of an array may meet the two bounds: only one of them narrows.
  const usesHigh = high !== undefined && !(isMultikey && low !== undefined);
  if (usesHigh && bracketOf(high) !== bracket) return undefined;
  const from = low === undefined ? bracket : keyOf(low);
  const to = usesHigh ? keyOf(high) : bracket;
  return prefixes.map((prefix) =>
    direction > 0
      ? [prefix + from, keyAfter(prefix + to)]
      : [prefix + invertKey(to), keyAfter(prefix + invertKey(from))],
  );
}

/** 1 or -1 when the index yields the order forwards or backwards, else 0. */
function orderAfter(index: IndexTree, prefix: Prefix, sort: readonly SortField[]): 1 | -1 | 0 {
  const bound = new Set(index.fields.slice(0, prefix.length).map(({ name }) => name));
  // A field that is bound to one value orders nothing.
  const rest = sort.filter(({ name }) => !bound.has(name));
  if (sort.length === 0 || rest.length === 0) return sort.length === 0 ? 0 : 1;
  const directions = rest.map(({ name, direction }, i) => {
    const field = index.fields[prefix.length + i];
    return field?.name === name ? direction * field.direction : 0;
  });
  if (directions.every((direction) => direction === 1)) return 1;
  return directions.every((direction) => direction === -1) ? -1 : 0;
}
