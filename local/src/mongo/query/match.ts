/** Compiles query filters, with MongoDB's semantics of arrays and null. */

import { BRACKET, bracketOf, keyOf } from "../bson/keys.ts";
import { isNumeric, isTruthy, toCount, toDouble } from "../bson/numbers.ts";
import { type Doc, isArray, isDoc, isNullish, isRegExp, typeName, typesOf } from "../bson/values.ts";
import { badValue, unsupported } from "../errors.ts";
import { expressionOf } from "../expression/compile.ts";
import { toRegExp } from "./regexp.ts";
import { anyAt, elementAt, type Test, type ValueTest, wholeAt } from "./visit.ts";

/** A database reference is a value, although its fields begin with a dollar. */
const REFERENCE_FIELDS = new Set(["$ref", "$id", "$db"]);

/** Whether a condition is a document of operators, such as `{ $gt: 1 }`, rather than a value. */
export const isOperators = (condition: unknown): condition is Doc =>
  isDoc(condition) && Object.keys(condition).some((key) => key.startsWith("$") && !REFERENCE_FIELDS.has(key));

const negate =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

const every =
  (tests: readonly Test[]): Test =>
  (doc, position) =>
    tests.every((test) => test(doc, position));

/** Compiles a filter. The variables are those of the command's `let`, for $expr. */
export function compileFilter(filter: Doc, variables: Doc = {}): Test {
  const tests = Object.entries(filter).flatMap(([key, condition]) =>
    key.startsWith("$") ? topLevelTest(key, condition, variables) : fieldTest(key, condition, variables),
  );
  const [only] = tests;
  return tests.length === 1 && only ? only : every(tests);
}

function topLevelTest(operator: string, argument: unknown, variables: Doc): Test[] {
  switch (operator) {
    case "$and":
      return [every(clauses(operator, argument, variables))];
    case "$or": {
      const alternatives = clauses(operator, argument, variables);
      return [(doc, position) => alternatives.some((test) => test(doc, position))];
    }
    case "$nor": {
      const excluded = clauses(operator, argument, variables);
      return [(doc) => !excluded.some((test) => test(doc))];
    }
    case "$expr": {
      const evaluate = expressionOf(argument, variables);
      return [(doc) => isTruthy(evaluate(doc))];
    }
    case "$comment":
      return [];
    case "$where":
    case "$jsonSchema":
    case "$text":
      throw unsupported(operator);
    default:
      throw badValue(
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function clauses(operator: string, argument: unknown, variables: Doc): Test[] {
  if (!isArray(argument)) throw badValue(`${operator} must be an array`);
  if (argument.length === 0) throw badValue("$and/$or/$nor must be a nonempty array");
  return argument.map((clause) => {
    if (!isDoc(clause)) throw badValue("$or/$and/$nor entries need to be full objects");
    return compileFilter(clause, variables);
  });
}

function fieldTest(path: string, condition: unknown, variables: Doc): Test {
  if (isRegExp(condition)) return anyAt(path, patternTest(toRegExp(condition)));
  if (!isOperators(condition)) return anyAt(path, equalTest(condition));
  const tests = Object.keys(condition).map((operator) => operatorTest(path, operator, condition, variables));
  const [only] = tests;
  return tests.length === 1 && only ? only : every(tests);
}

/** The predicate of one operator; `condition` holds its siblings, which $regex needs. */
function operatorTest(path: string, operator: string, condition: Doc, variables: Doc): Test {
  const argument = condition[operator];
  switch (operator) {
    case "$eq":
      return anyAt(path, equalTest(argument));
    case "$ne":
      return negate(anyAt(path, equalTest(argument)));
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return anyAt(path, orderTest(operator, argument));
    case "$in":
      return anyAt(path, memberTest(operator, argument));
    case "$nin":
      return negate(anyAt(path, memberTest(operator, argument)));
    case "$exists": {
      const exists = wholeAt(path, (value) => value !== undefined);
      return isTruthy(argument) ? exists : negate(exists);
    }
    case "$type":
      return anyAt(path, typeTest(argument));
    case "$regex":
      return anyAt(path, patternTest(toRegExp(argument, textOption(condition.$options))));
    case "$options":
      if (!("$regex" in condition)) throw badValue("$options needs a $regex");
      return () => true;
    case "$not":
      if (!isRegExp(argument) && !isOperators(argument)) throw badValue("$not needs a regex or a document");
      return negate(fieldTest(path, argument, variables));
    case "$size":
      return wholeAt(path, (value) => isArray(value) && value.length === toCount(argument));
    case "$mod":
      return anyAt(path, moduloTest(argument));
    case "$all":
      return allTest(path, argument, variables);
    case "$elemMatch":
      return elementAt(path, elementTest(argument, variables));
    case "$near":
    case "$nearSphere":
    case "$geoWithin":
    case "$geoIntersects":
      throw unsupported(operator);
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

const textOption = (options: unknown): string | undefined =>
  typeof options === "string" ? options : undefined;

function equalTest(wanted: unknown): ValueTest {
  if (isNullish(wanted)) return isNullish;
  if (typeof wanted === "string" || typeof wanted === "boolean") return (value) => value === wanted;
  const key = keyOf(wanted);
  return (value) => value !== undefined && keyOf(value) === key;
}

const patternTest =
  (pattern: RegExp): ValueTest =>
  (value) =>
    typeof value === "string" ? pattern.test(value) : isRegExp(value) && value.pattern === pattern.source;

type OrderOperator = "$gt" | "$gte" | "$lt" | "$lte";

const ORDERS: Readonly<Record<OrderOperator, <T extends string | number>(a: T, b: T) => boolean>> = {
  $gt: (a, b) => a > b,
  $gte: (a, b) => a >= b,
  $lt: (a, b) => a < b,
  $lte: (a, b) => a <= b,
};

/** Values compare only with values of the same type, except with MinKey and MaxKey. */
function orderTest(operator: OrderOperator, bound: unknown): ValueTest {
  if (isRegExp(bound)) throw badValue("Can't have RegEx as arg to predicate over field");
  const orEqual = operator === "$gte" || operator === "$lte";
  if (isNullish(bound)) return orEqual ? isNullish : () => false;
  if (Number.isNaN(bound)) return orEqual ? Number.isNaN : () => false;
  const holds = ORDERS[operator];
  const [key, bracket] = [keyOf(bound), bracketOf(bound)];
  if (bracket === BRACKET.minKey || bracket === BRACKET.maxKey) {
    return (value) => value !== undefined && holds(keyOf(value), key);
  }
  return (value) => {
    if (typeof value === "number" && typeof bound === "number") return holds(value, bound);
    return (
      value !== undefined && !Number.isNaN(value) && bracketOf(value) === bracket && holds(keyOf(value), key)
    );
  };
}

function memberTest(operator: string, list: unknown): ValueTest {
  if (!isArray(list)) throw badValue(`${operator} needs an array`);
  if (list.some(isOperators)) throw badValue(`cannot nest $ under ${operator}`);
  const patterns = list.filter(isRegExp).map((pattern) => toRegExp(pattern));
  const keys = new Set(list.filter((value) => !isRegExp(value)).map(keyOf));
  return (value) =>
    keys.has(keyOf(value)) || (typeof value === "string" && patterns.some((pattern) => pattern.test(value)));
}

function typeTest(aliases: unknown): ValueTest {
  const types = new Set((isArray(aliases) ? aliases : [aliases]).flatMap(typesOf));
  return (value) => types.has(typeName(value));
}

function moduloTest(argument: unknown): ValueTest {
  if (!isArray(argument) || argument.length !== 2) {
    const problem = isArray(argument) && argument.length > 2 ? "too many elements" : "not enough elements";
    throw badValue(`malformed mod, ${problem}`);
  }
  const [divisor, remainder] = [Math.trunc(toCount(argument[0])), Math.trunc(toCount(argument[1]))];
  if (divisor === 0) throw badValue("divisor cannot be 0");
  return (value) => isNumeric(value) && Math.trunc(toDouble(value)) % divisor === remainder;
}

function allTest(path: string, argument: unknown, variables: Doc): Test {
  if (!isArray(argument)) throw badValue("$all needs an array");
  if (argument.length === 0) return () => false;
  return every(
    argument.map((wanted) =>
      isDoc(wanted) && "$elemMatch" in wanted
        ? operatorTest(path, "$elemMatch", wanted, variables)
        : fieldTest(path, wanted, variables),
    ),
  );
}

const LOGICAL = new Set(["$and", "$or", "$nor", "$expr"]);

/** `{ $gt: 1 }` asks of the element itself, `{ "a.b": 1 }` of its fields. */
function elementTest(condition: unknown, variables: Doc): ValueTest {
  if (!isDoc(condition)) throw badValue("$elemMatch needs an Object");
  const [first] = Object.keys(condition);
  if (isOperators(condition) && first !== undefined && !LOGICAL.has(first)) {
    const test = fieldTest("element", condition, variables);
    return (element) => test({ element });
  }
  const test = compileFilter(condition, variables);
  return (element) => isDoc(element) && test(element);
}
