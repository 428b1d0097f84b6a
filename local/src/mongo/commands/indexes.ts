/** createIndexes, dropIndexes, listIndexes. */
import { isNumeric, isTruthy, toCount, toDouble } from "../bson/numbers.ts";
import type { Direction } from "../bson/paths.ts";
import { type Doc, isArray, isDoc, show, typeName } from "../bson/values.ts";
import { failedToParse, mongoError, unsupported } from "../errors.ts";
import { compileFilter, isOperators } from "../query/match.ts";
import type { Collection } from "../store/collection.ts";
import { ID_INDEX, type IndexSpec } from "../store/index-tree.ts";
import { createIndex, dropIndex, ensureCollection } from "../store/store.ts";
import {
  type CommandContext,
  type Commands,
  namespaceOf,
  type Reply,
  refuseOptions,
  requireCollection,
} from "./command.ts";
import { batchSizeOf, rowsOfDocs } from "./cursors.ts";

const KNOWN_OPTIONS = new Set([
  "v",
  "key",
  "name",
  "unique",
  "sparse",
  "expireAfterSeconds",
  "partialFilterExpression",
  "background",
  "collation",
]);

/** What MongoDB allows in the filter of a partial index. */
const PARTIAL_OPERATORS = new Set(["$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type", "$in"]);

function parseIndex(spec: unknown): IndexSpec {
  if (!isDoc(spec)) throw failedToParse("an index specification must be an object");
  refuseOptions(spec);
  const odd = Object.keys(spec).find((option) => !KNOWN_OPTIONS.has(option));
  if (odd) throw unsupported(`the index option '${odd}'`);
  const { name, unique, sparse, expireAfterSeconds, partialFilterExpression: partial } = spec;
  const key = parseKey(spec.key);
  if (typeof name !== "string") {
    throw failedToParse("The 'name' field is a required property of an index specification");
  }
  if (expireAfterSeconds !== undefined && Object.keys(key).length > 1) {
    throw mongoError(
      "CannotCreateIndex",
      "TTL indexes are single-field indexes, compound indexes do not support TTL.",
    );
  }
  return {
    v: 2,
    key,
    name,
    ...(isTruthy(unique) ? { unique: true } : {}),
    ...(isTruthy(sparse) ? { sparse: true } : {}),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds: toCount(expireAfterSeconds) }),
    ...(partial === undefined ? {} : { partialFilterExpression: requirePartialFilter(partial) }),
  };
}

function parseKey(key: unknown): Record<string, Direction> {
  if (!isDoc(key) || Object.keys(key).length === 0) {
    throw mongoError("CannotCreateIndex", "Index keys cannot be an empty object");
  }
  const parsed: Record<string, Direction> = {};
  for (const [field, kind] of Object.entries(key)) {
    if (typeof kind === "string") throw unsupported(`a "${kind}" index`);
    if (field === "$**" || field.endsWith(".$**")) throw unsupported("a wildcard index");
    if (!isNumeric(kind) || toDouble(kind) === 0) {
      const message = `Values in v:2 index key pattern cannot be of type ${typeName(kind)}. Only numbers > 0, numbers < 0, and strings are allowed.`;
      throw mongoError("CannotCreateIndex", message);
    }
    parsed[field] = toDouble(kind) > 0 ? 1 : -1;
  }
  return parsed;
}

function requirePartialFilter(filter: unknown): Doc {
  if (!isDoc(filter)) throw mongoError("CannotCreateIndex", "'partialFilterExpression' must be an object");
  for (const [field, condition] of Object.entries(filter)) {
    const conditions = field === "$and" && isArray(condition) ? condition : [];
    for (const clause of conditions) requirePartialFilter(clause);
    const operators = isOperators(condition) ? Object.keys(condition) : [];
    const odd =
      field.startsWith("$") && field !== "$and"
        ? field
        : operators.find((name) => !PARTIAL_OPERATORS.has(name));
    if (odd || (isDoc(condition) && condition.$exists === false)) {
      throw mongoError(
        "CannotCreateIndex",
        `unsupported expression in partial index: ${field} ${show(condition)}`,
      );
    }
  }
  compileFilter(filter);
  return filter;
}

function createIndexes(request: Doc, context: CommandContext): Reply {
  const namespace = namespaceOf(request, context);
  const specs = isArray(request.indexes) ? request.indexes.map(parseIndex) : [];
  const createdCollectionAutomatically = !context.store.collections.has(namespace);
  const collection = ensureCollection(context.store, namespace);
  const numIndexesBefore = collection.indexes.length + 1;
  for (const spec of specs) createIndex(context.store, collection, spec);
  const numIndexesAfter = collection.indexes.length + 1;
  const note = numIndexesBefore === numIndexesAfter ? { note: "all indexes already exist" } : {};
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 };
}

function dropIndexes(request: Doc, context: CommandContext): Reply {
  const collection = requireCollection(request, context);
  const nIndexesWas = collection.indexes.length + 1;
  for (const name of namesToDrop(collection, request.index)) dropIndex(context.store, collection, name);
  return { nIndexesWas, ok: 1 };
}

/** `"*"`, a name, several names, or a key pattern. */
function namesToDrop(collection: Collection, wanted: unknown): string[] {
  if (wanted === "*") return collection.indexes.map(({ spec }) => spec.name);
  if (isArray(wanted)) return wanted.flatMap((one) => namesToDrop(collection, one));
  if (wanted === ID_INDEX.name) throw mongoError("InvalidOptions", "cannot drop _id index");
  if (!isDoc(wanted)) return [String(wanted)];
  const found = collection.indexes.find(({ spec }) => JSON.stringify(spec.key) === JSON.stringify(wanted));
  if (!found) throw mongoError("IndexNotFound", `can't find index with key: ${JSON.stringify(wanted)}`);
  return [found.spec.name];
}

function listIndexes(request: Doc, context: CommandContext): Reply {
  const { indexes, namespace } = requireCollection(request, context);
  const specs = [ID_INDEX, ...indexes.map(({ spec }) => spec)];
  return context.cursors.open(namespace, rowsOfDocs(specs), { batchSize: batchSizeOf(request) });
}

export const indexCommands: Commands = {
  createIndexes: { run: createIndexes },
  dropIndexes: { run: dropIndexes },
  listIndexes: { run: listIndexes },
};
