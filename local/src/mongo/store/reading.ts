import type { SortField } from "../bson/paths.ts";
import { sortBy } from "../bson/paths.ts";
import type { Doc } from "../bson/values.ts";
import { compileFilter } from "../query/match.ts";
import type { Collection, Version } from "./collection.ts";
import { type Access, planQuery } from "./planner.ts";
import type { Transaction } from "./transaction.ts";

export interface FindOptions {
  sort?: readonly SortField[];
  skip?: number;
  /** 0 for all. */
  limit?: number;
  hint?: unknown;
  variables?: Doc;
}

/** The version of a document that a transaction (or, without one, everybody) sees. */
export function readVersion(collection: Collection, key: string, transaction?: Transaction): Version | null {
  const own = transaction?.written.get(collection)?.get(key);
  if (own !== undefined) return own;
  const old = transaction?.before.get(collection)?.get(key);
  if (old !== undefined) return old;
  return collection.versions.get(key) ?? null;
}

/** The documents that match a filter, sorted and cut. */
export function findVersions(
  collection: Collection | undefined,
  filter: Doc,
  options: FindOptions = {},
  transaction?: Transaction,
): Version[] {
  // Compiled first: a wrong filter is an error even on a collection that does not exist.
  const matches = compileFilter(filter, options.variables);
  if (!collection) return [];
  const { sort = [], skip = 0, limit = 0, hint } = options;
  const isDirty = changedKeys(collection, transaction).length > 0;
  const { access, isSorted } = planQuery(collection, { filter, sort, hint, isDirty });
  const end = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  const found: Version[] = [];
  // Spares the decoding of documents that are only counted or sent on.
  const isEverything = Object.keys(filter).length === 0;
  for (const version of candidates(collection, access, transaction)) {
    if (!isEverything && !matches(version.doc)) continue;
    found.push(version);
    if (isSorted && found.length >= end) break;
  }
  const ordered = isSorted ? found : sortBy(found, sort, ({ doc }) => doc);
  return skip > 0 || ordered.length > end ? ordered.slice(skip, end) : ordered;
}

/** Documents that a transaction sees otherwise than the indexes do. */
function changedKeys(collection: Collection, transaction: Transaction | undefined): string[] {
  if (!transaction) return [];
  const { before, written } = transaction;
  return [...(before.get(collection)?.keys() ?? []), ...(written.get(collection)?.keys() ?? [])];
}

/** A superset of the matches, each once. */
function* candidates(collection: Collection, access: Access, transaction?: Transaction): Iterable<Version> {
  const seen = new Set<string>();
  const tracksSeen = transaction !== undefined || access.kind === "index";
  for (const key of candidateKeys(collection, access)) {
    if (tracksSeen) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    const version = readVersion(collection, key, transaction);
    if (version) yield version;
  }
  if (access.kind === "ids") return;
  for (const key of changedKeys(collection, transaction)) {
    if (seen.has(key)) continue;
    seen.add(key);
    const version = readVersion(collection, key, transaction);
    if (version) yield version;
  }
}

function* candidateKeys(collection: Collection, access: Access): Iterable<string> {
  switch (access.kind) {
    case "ids":
      yield* access.keys;
      return;
    case "scan":
      yield* collection.versions.keys();
      return;
    case "index":
      for (const [low, high] of access.ranges) yield* access.index.range(low, high, access.isReverse);
      return;
  }
}
