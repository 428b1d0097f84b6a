/** The update operators, with errors where MongoDB has errors. */
import { Timestamp } from "bson";
import { compareValues, keyOf, sameValue } from "../bson/keys.ts";
import { add, type BsonNumber, isNumeric, multiply, toCount } from "../bson/numbers.ts";
import { parseSort, sortBy } from "../bson/paths.ts";
import { clone, isArray, isDoc, isRegExp, show, typeName } from "../bson/values.ts";
import { badValue, failedToParse, mongoError, unsupported } from "../errors.ts";
import { compileFilter, isOperators } from "../query/match.ts";
import type { ValueTest } from "../query/visit.ts";
import { KEEP, type Outcome, REMOVE, type Step, setTo } from "./walk.ts";

type Change = Step["change"];
/** Checks an operator's argument and makes the change of a value from it. */
type Operator = (argument: unknown, name: string) => Change;

/** Sets a value unless it is there already. */
const setUnlessSame = (current: unknown, value: unknown): Outcome =>
  current !== undefined && sameValue(current, value) ? KEEP : setTo(clone(value));

const set: Operator = (argument) => (current) => setUnlessSame(current, argument);

const calculate =
  (verb: string, operator: string, combine: (a: BsonNumber, b: BsonNumber) => BsonNumber): Operator =>
  (argument, name) => {
    if (!isNumeric(argument)) {
      throw mongoError(
        "TypeMismatch",
        `Cannot ${verb} with non-numeric argument: {${name}: ${show(argument)}}`,
      );
    }
    return (current, id) => {
      // A missing field counts as 0.
      if (current === undefined) return setTo(combine(0, argument));
      if (isNumeric(current)) return setUnlessSame(current, combine(current, argument));
      const message = `Cannot apply ${operator} to a value of non-numeric type. {_id: ${show(id)}} has the field '${name}' of non-numeric type ${typeName(current)}`;
      throw mongoError("TypeMismatch", message);
    };
  };

const keepExtreme =
  (sign: 1 | -1): Operator =>
  (argument) =>
  (current) =>
    current === undefined || compareValues(argument, current) * sign > 0 ? setTo(clone(argument)) : KEEP;

const currentDate: Operator = (argument) => () => {
  const wantsTimestamp = isDoc(argument) && argument.$type === "timestamp";
  return setTo(wantsTimestamp ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }) : new Date());
};

const pop: Operator = (argument, name) => {
  if (argument !== 1 && argument !== -1)
    throw failedToParse(`$pop expects 1 or -1, found: ${show(argument)}`);
  return (current) => {
    if (current === undefined) return KEEP;
    if (!isArray(current)) {
      throw mongoError(
        "TypeMismatch",
        `Path '${name}' contains an element of non-array type '${typeName(current)}'`,
      );
    }
    if (current.length === 0) return KEEP;
    return setTo(argument === 1 ? current.slice(0, -1) : current.slice(1));
  };
};

const pullWhere =
  (operator: string, isPulled: ValueTest): Change =>
  (current) => {
    if (current === undefined) return KEEP;
    if (!isArray(current)) throw badValue(`Cannot apply ${operator} to a non-array value`);
    const kept = current.filter((element) => !isPulled(element));
    return kept.length === current.length ? KEEP : setTo(kept);
  };

/** `$pull: { list: value }`, `{ list: { $gt: 1 } }` for elements, `{ list: { field: 1 } }` for documents in it. */
const pull: Operator = (condition) => {
  if (isDoc(condition) && !isOperators(condition)) {
    const test = compileFilter(condition);
    return pullWhere("$pull", (element) => isDoc(element) && test(element));
  }
  if (isRegExp(condition) || isOperators(condition)) {
    const test = compileFilter({ element: condition });
    return pullWhere("$pull", (element) => test({ element }));
  }
  return pullWhere("$pull", (element) => sameValue(element, condition));
};

const pullAll: Operator = (argument) => {
  if (!isArray(argument)) {
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(argument)}`);
  }
  const keys = new Set(argument.map(keyOf));
  return pullWhere("$pullAll", (element) => keys.has(keyOf(element)));
};

/** The values to add: one, or those of `$each`. */
function valuesToAdd(operator: string, argument: unknown): unknown[] {
  if (!isDoc(argument) || !("$each" in argument)) return [argument];
  const { $each: each } = argument;
  if (isArray(each)) return each;
  const message = `The argument to $each in ${operator} must be an array but it was of type ${typeName(each)}`;
  throw operator === "$push" ? badValue(message) : mongoError("TypeMismatch", message);
}

const addToSet: Operator = (argument, name) => {
  const added = valuesToAdd("$addToSet", argument);
  return (current) => {
    const list = current ?? [];
    if (current === null || !isArray(list)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${name}' has non-array type ${typeName(current)}`,
      );
    }
    const keys = new Set(list.map(keyOf));
    const result = [...list];
    for (const value of added) {
      const key = keyOf(value);
      if (!keys.has(key)) result.push(clone(value));
      keys.add(key);
    }
    return current !== undefined && result.length === list.length ? KEEP : setTo(result);
  };
};

const PUSH_MODIFIERS = new Set(["$each", "$position", "$sort", "$slice"]);

const push: Operator = (argument, name) => {
  const added = valuesToAdd("$push", argument);
  const modifiers = isDoc(argument) && "$each" in argument ? argument : {};
  const odd = Object.keys(modifiers).find((modifier) => !PUSH_MODIFIERS.has(modifier));
  if (odd) throw badValue(`Unrecognized clause in $push: ${odd}`);
  const { $position: position, $sort: order, $slice: slice } = modifiers;
  return (current, id) => {
    const list = current ?? [];
    if (current === null || !isArray(list)) {
      throw badValue(
        `The field '${name}' must be an array but is of type ${typeName(current)} in document {_id: ${show(id)}}`,
      );
    }
    let result = [...list];
    result.splice(position === undefined ? result.length : toCount(position), 0, ...added.map(clone));
    if (order !== undefined) result = sortElements(result, order);
    if (slice !== undefined)
      result = toCount(slice) >= 0 ? result.slice(0, toCount(slice)) : result.slice(toCount(slice));
    return setUnlessSame(current, result);
  };
};

function sortElements(elements: unknown[], order: unknown): unknown[] {
  if (isDoc(order)) return sortBy(elements, parseSort(order), (element) => element);
  return elements.sort((a, b) => compareValues(a, b) * toCount(order));
}

const OPERATORS = {
  $set: set,
  $setOnInsert: set,
  $unset: () => (current) => (current === undefined ? KEEP : REMOVE),
  $inc: calculate("increment", "$inc", add),
  $mul: calculate("multiply", "$mul", multiply),
  $min: keepExtreme(-1),
  $max: keepExtreme(1),
  $currentDate: currentDate,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $addToSet: addToSet,
  $push: push,
  $rename: () => {
    throw unsupported("$rename");
  },
  $bit: () => {
    throw unsupported("$bit");
  },
} as const satisfies Record<string, Operator>;

type OperatorName = keyof typeof OPERATORS;

const REMOVING: ReadonlySet<string> = new Set(["$unset", "$pop", "$pull", "$pullAll"]);

export const isUpdateOperator = (name: string): name is OperatorName => Object.hasOwn(OPERATORS, name);

/** What one operator does at one path. */
export function compileOperator(
  operator: OperatorName,
  name: string,
  argument: unknown,
): Pick<Step, "change" | "removes" | "onlyOnInsert"> {
  const compiled: Operator = OPERATORS[operator];
  return {
    change: compiled(argument, name),
    removes: REMOVING.has(operator),
    onlyOnInsert: operator === "$setOnInsert",
  };
}
