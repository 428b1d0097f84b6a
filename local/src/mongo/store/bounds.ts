/** What a filter certainly demands of single fields: enough to choose candidates, each of which is matched in full. */
import { MaxKey, MinKey } from "bson";
import { sameValue } from "../bson/keys.ts";
import { type Doc, isArray, isDoc, isNullish, isRegExp } from "../bson/values.ts";
import { compileFilter, isOperators } from "../query/match.ts";

export interface Bound {
  /** The field equals one of these. */
  equals?: readonly unknown[];
  low?: unknown;
  high?: unknown;
}

/** Arrays and patterns match in more ways than by their own key. */
const isPlainValue = (value: unknown): boolean => !isArray(value) && !isRegExp(value);

const isLimit = (value: unknown): boolean =>
  !isNullish(value) && isPlainValue(value) && !(value instanceof MinKey) && !(value instanceof MaxKey);

/** The bounds of each field that a filter (or an $and in it) names. */
export function boundsOf(filter: Doc, bounds = new Map<string, Bound>()): Map<string, Bound> {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === "$and" && isArray(condition))
      for (const clause of condition.filter(isDoc)) boundsOf(clause, bounds);
    if (name.startsWith("$")) continue;
    const bound = narrow(bounds.get(name) ?? {}, isOperators(condition) ? condition : { $eq: condition });
    if (Object.keys(bound).length > 0) bounds.set(name, bound);
  }
  return bounds;
}

function narrow(known: Bound, operators: Doc): Bound {
  const bound = { ...known };
  const { $in: list } = operators;
  if ("$eq" in operators && isPlainValue(operators.$eq)) bound.equals ??= [operators.$eq];
  if (isArray(list) && list.every(isPlainValue)) bound.equals ??= list;
  const low = [operators.$gt, operators.$gte].find(isLimit);
  const high = [operators.$lt, operators.$lte].find(isLimit);
  if (low !== undefined) bound.low ??= low;
  if (high !== undefined) bound.high ??= high;
  return bound;
}

/**
 * Whether every match of a filter is in a partial index: each condition of the index stands literally in the filter, or
 * the filter demands a value that meets it.
 */
export function implies(filter: Doc, partial: Doc): boolean {
  return Object.entries(partial).every(([name, wanted]) => {
    if (name === "$and")
      return isArray(wanted) && wanted.filter(isDoc).every((clause) => implies(filter, clause));
    if (name in filter && impliesField(name, filter[name], wanted)) return true;
    const { $and: clauses } = filter;
    return isArray(clauses) && clauses.filter(isDoc).some((clause) => implies(clause, { [name]: wanted }));
  });
}

function impliesField(name: string, condition: unknown, wanted: unknown): boolean {
  if (sameValue(condition, wanted)) return true;
  const value = isOperators(condition) ? condition.$eq : condition;
  if (isNullish(value) || !isPlainValue(value) || name.startsWith("$")) return false;
  return compileFilter({ value: wanted })({ value });
}
