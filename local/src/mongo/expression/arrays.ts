/** Array operators, and the set operators over them. */
import { compareValues, keyOf, uniqueValues } from "../bson/keys.ts";
import { isTruthy, toCount } from "../bson/numbers.ts";
import { parseSort, sortBy } from "../bson/paths.ts";
import { isArray, isDoc, isNullish, typeName } from "../bson/values.ts";
import { failedToParse, locationError } from "../errors.ts";
import {
  ANY_NUMBER,
  namedArguments,
  ONE,
  type Operator,
  type Operators,
  overNamedValues,
  overValues,
  TWO,
  withVariables,
} from "./operator.ts";

function requireArray(code: number, name: string, value: unknown): unknown[] {
  if (isArray(value)) return value;
  throw locationError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`);
}

function elementAt(list: unknown, position: unknown): unknown {
  if (isNullish(list) || isNullish(position)) return null;
  return requireArray(28689, "$arrayElemAt", list).at(toCount(position));
}

const endElement = (name: string, position: 0 | -1): Operator =>
  overValues(name, ONE, (list) => (isNullish(list) ? null : requireArray(28689, name, list).at(position)));

function concatArrays(...lists: unknown[]): unknown {
  if (lists.some(isNullish)) return null;
  return lists.flatMap((list) => requireArray(28664, "$concatArrays", list));
}

/** `[list, n]` takes from the start (or, negative, from the end); `[list, position, n]` from a position. */
function slice(list: unknown, a: unknown, b?: unknown): unknown {
  if (isNullish(list) || isNullish(a)) return null;
  const elements = requireArray(28724, "$slice", list);
  const first = toCount(a);
  if (b === undefined) return first >= 0 ? elements.slice(0, first) : elements.slice(first);
  const from = first < 0 ? Math.max(0, elements.length + first) : first;
  return elements.slice(from, from + toCount(b));
}

function range(start: unknown, end: unknown, step: unknown = 1): number[] {
  const [from, to, by] = [toCount(start), toCount(end), toCount(step)];
  if (by === 0) throw locationError(34449, "$range requires a non-zero step value");
  const numbers: number[] = [];
  for (let n = from; by > 0 ? n < to : n > to; n += by) numbers.push(n);
  return numbers;
}

/** The name under which `$map` and `$filter` offer the element. */
const elementName = (name: unknown): string => (typeof name === "string" ? name : "this");

const map: Operator = (argument, compile) => {
  const parts = namedArguments("$map", argument, ["input", "in"], ["as"]);
  const [input, body, name] = [compile(parts.input), compile(parts.in), elementName(parts.as)];
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    return requireArray(16883, "$map", list).map(
      (element) => body(withVariables(scope, { [name]: element })) ?? null,
    );
  };
};

const filter: Operator = (argument, compile) => {
  const parts = namedArguments("$filter", argument, ["input", "cond"], ["as", "limit"]);
  const [input, holds, limit] = [compile(parts.input), compile(parts.cond), compile(parts.limit)];
  const name = elementName(parts.as);
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    const kept = requireArray(28651, "$filter", list).filter((element) =>
      isTruthy(holds(withVariables(scope, { [name]: element }))),
    );
    const most = limit(scope);
    return isNullish(most) ? kept : kept.slice(0, toCount(most));
  };
};

const reduce: Operator = (argument, compile) => {
  const parts = namedArguments("$reduce", argument, ["input", "initialValue", "in"], []);
  const [input, initial, body] = [compile(parts.input), compile(parts.initialValue), compile(parts.in)];
  return (scope) => {
    const list = input(scope);
    if (isNullish(list)) return null;
    return requireArray(40080, "$reduce", list).reduce<unknown>(
      (value, element) => body(withVariables(scope, { value, this: element })),
      initial(scope),
    );
  };
};

const sortArray = overNamedValues("$sortArray", ["input", "sortBy"], [], ({ input, sortBy: order }) => {
  if (isNullish(input)) return null;
  const list = requireArray(2942504, "$sortArray", input);
  if (isDoc(order)) return sortBy(list, parseSort(order), (element) => element);
  if (order !== 1 && order !== -1) throw failedToParse("$sortArray's sortBy must be 1, -1 or an object");
  return list.toSorted((a, b) => compareValues(a, b) * order);
});

// --- sets: arrays whose order and duplicates do not count ---

const requireSet = (name: string, value: unknown): unknown[] => requireArray(17043, name, value);
const keysOf = (list: unknown[]): Set<string> => new Set(list.map(keyOf));

function union(...sets: unknown[]): unknown {
  return sets.some(isNullish) ? null : uniqueValues(sets.flatMap((set) => requireSet("$setUnion", set)));
}

function intersection(...sets: unknown[]): unknown {
  if (sets.some(isNullish)) return null;
  const [first = [], ...others] = sets.map((set) => requireSet("$setIntersection", set));
  const otherKeys = others.map(keysOf);
  return uniqueValues(first).filter((element) => otherKeys.every((keys) => keys.has(keyOf(element))));
}

function difference(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const removed = keysOf(requireSet("$setDifference", b));
  return uniqueValues(requireSet("$setDifference", a)).filter((element) => !removed.has(keyOf(element)));
}

function isSubset(a: unknown, b: unknown): boolean {
  const all = keysOf(requireSet("$setIsSubset", b));
  return requireSet("$setIsSubset", a).every((element) => all.has(keyOf(element)));
}

function areSetsEqual(a: unknown, b: unknown): boolean {
  return isSubset(a, b) && isSubset(b, a);
}

export const arrays: Operators = {
  $size: overValues("$size", ONE, (list) => requireArray(17124, "$size", list).length),
  $isArray: overValues("$isArray", ONE, isArray),
  $arrayElemAt: overValues("$arrayElemAt", TWO, elementAt),
  $first: endElement("$first", 0),
  $last: endElement("$last", -1),
  $concatArrays: overValues("$concatArrays", ANY_NUMBER, concatArrays),
  $reverseArray: overValues("$reverseArray", ONE, (list) =>
    isNullish(list) ? null : requireArray(34435, "$reverseArray", list).toReversed(),
  ),
  $slice: overValues("$slice", { min: 2, max: 3 }, slice),
  $range: overValues("$range", { min: 2, max: 3 }, range),
  $indexOfArray: overValues("$indexOfArray", TWO, (list, sought) =>
    isNullish(list)
      ? null
      : requireArray(40090, "$indexOfArray", list).findIndex((element) => keyOf(element) === keyOf(sought)),
  ),
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $sortArray: sortArray,
  $setUnion: overValues("$setUnion", ANY_NUMBER, union),
  $setIntersection: overValues("$setIntersection", ANY_NUMBER, intersection),
  $setDifference: overValues("$setDifference", TWO, difference),
  $setIsSubset: overValues("$setIsSubset", TWO, isSubset),
  $setEquals: overValues("$setEquals", TWO, areSetsEqual),
};
