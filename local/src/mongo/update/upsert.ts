import { ObjectId } from "bson";
import { type Doc, isArray, isDoc, isRegExp } from "../bson/values.ts";
import { isOperators } from "../query/match.ts";
import type { Update } from "./compile.ts";
import { compileOperator } from "./operators.ts";
import { applyStep } from "./walk.ts";

/** The document that an upsert inserts: the filter's equalities, then the update, then an `_id` in front. */
export function upsertedDocument(filter: Doc, update: Update): Doc {
  const base: Doc = {};
  for (const [name, value] of equalities(filter)) {
    if (update.isReplacement && name !== "_id") continue;
    const step = { name, path: name.split("."), ...compileOperator("$set", name, value) };
    applyStep(base, step, { matchedIndex: undefined, filters: new Map(), id: undefined });
  }
  return withId(update.apply(base, undefined, true));
}

/** A document with `_id` in front; a new ObjectId if it has none. */
export function withId(doc: Doc): Doc {
  if (doc._id !== undefined && Object.keys(doc)[0] === "_id") return doc;
  const { _id: id = new ObjectId(), ...fields } = doc;
  return { _id: id, ...fields };
}

/** The paths that a filter binds to one value. */
function equalities(filter: Doc): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, condition]): [string, unknown][] => {
    if (key === "$and" || (key === "$or" && isArray(condition) && condition.length === 1)) {
      return isArray(condition) ? condition.filter(isDoc).flatMap(equalities) : [];
    }
    if (key.startsWith("$") || isRegExp(condition)) return [];
    if (!isOperators(condition)) return [[key, condition]];
    if ("$eq" in condition) return [[key, condition.$eq]];
    const single = [condition.$in, condition.$all].find((list) => isArray(list) && list.length === 1);
    return isArray(single) && !isRegExp(single[0]) && !isOperators(single[0]) ? [[key, single[0]]] : [];
  });
}
