/** Comparison, boolean and conditional operators. */
import { compareValues, sameValue } from "../bson/keys.ts";
import { isTruthy } from "../bson/numbers.ts";
import { isArray, isDoc, isNullish, typeName } from "../bson/values.ts";
import { failedToParse, locationError } from "../errors.ts";
import {
  ANY_NUMBER,
  type Compile,
  type Evaluate,
  namedArguments,
  ONE,
  type Operator,
  type Operators,
  overValues,
  TWO,
  withVariables,
} from "./operator.ts";

/** Within expressions a missing value is less than null. */
function compare(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
}

const comparison = (name: string, holds: (order: number) => unknown): Operator =>
  overValues(name, TWO, (a, b) => holds(compare(a, b)));

function isMember(value: unknown, list: unknown): boolean {
  if (!isArray(list)) {
    throw locationError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
  }
  return list.some((element) => sameValue(element, value));
}

/** Operands are evaluated one after the other, only as far as needed. */
const shortCircuit =
  (stopAt: boolean): Operator =>
  (argument, compile) => {
    const operands = (isArray(argument) ? argument : [argument]).map(compile);
    return (scope) => operands.some((evaluate) => isTruthy(evaluate(scope)) === stopAt) === stopAt;
  };

const ifNull: Operator = (argument, compile) => {
  if (!isArray(argument) || argument.length < 2) {
    throw locationError(1257300, "$ifNull needs at least two arguments");
  }
  const operands = argument.map(compile);
  return (scope) => {
    let value: unknown;
    for (const evaluate of operands) {
      value = evaluate(scope);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const cond: Operator = (argument, compile) => {
  const [holds, whenTrue, whenFalse] = condParts(argument).map(compile);
  return (scope) => (isTruthy(holds?.(scope)) ? whenTrue : whenFalse)?.(scope);
};

/** `[if, then, else]`, or a document of these. */
function condParts(argument: unknown): unknown[] {
  if (isArray(argument)) {
    if (argument.length === 3) return argument;
    throw locationError(
      16020,
      `Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`,
    );
  }
  const parts = namedArguments("$cond", argument, ["if", "then", "else"], []);
  return [parts.if, parts.then, parts.else];
}

const switchOperator: Operator = (argument, compile) => {
  const { branches, default: otherwise } = namedArguments("$switch", argument, ["branches"], ["default"]);
  if (!isArray(branches) || branches.length === 0) {
    throw locationError(40068, "$switch requires at least one branch.");
  }
  const compiled = branches.map((branch) => compileBranch(branch, compile));
  const fallback = otherwise === undefined ? noBranch : compile(otherwise);
  return (scope) => (compiled.find(({ holds }) => isTruthy(holds(scope)))?.result ?? fallback)(scope);
};

function compileBranch(branch: unknown, compile: Compile): { holds: Evaluate; result: Evaluate } {
  const parts = namedArguments("$switch", branch, ["case", "then"], []);
  return { holds: compile(parts.case), result: compile(parts.then) };
}

const noBranch: Evaluate = () => {
  throw locationError(
    40066,
    "$switch could not find a matching branch for an input, and no default was specified.",
  );
};

const letOperator: Operator = (argument, compile) => {
  const { vars, in: body } = namedArguments("$let", argument, ["vars", "in"], []);
  if (!isDoc(vars)) throw failedToParse("invalid parameter: expected an object (vars)");
  const definitions = Object.entries(vars).map(([name, expression]) => ({
    name,
    evaluate: compile(expression),
  }));
  const evaluateBody = compile(body);
  return (scope) =>
    evaluateBody(
      withVariables(
        scope,
        Object.fromEntries(definitions.map(({ name, evaluate }) => [name, evaluate(scope)])),
      ),
    );
};

export const logic: Operators = {
  $eq: comparison("$eq", (order) => order === 0),
  $ne: comparison("$ne", (order) => order !== 0),
  $gt: comparison("$gt", (order) => order > 0),
  $gte: comparison("$gte", (order) => order >= 0),
  $lt: comparison("$lt", (order) => order < 0),
  $lte: comparison("$lte", (order) => order <= 0),
  $cmp: comparison("$cmp", Math.sign),
  $in: overValues("$in", TWO, isMember),
  $and: shortCircuit(false),
  $or: shortCircuit(true),
  $not: overValues("$not", ONE, (value) => !isTruthy(value)),
  $allElementsTrue: overValues("$allElementsTrue", ONE, (list) => isArray(list) && list.every(isTruthy)),
  $anyElementTrue: overValues("$anyElementTrue", ONE, (list) => isArray(list) && list.some(isTruthy)),
  $ifNull: ifNull,
  $cond: cond,
  $switch: switchOperator,
  $let: letOperator,
  $rand: overValues("$rand", ANY_NUMBER, () => Math.random()),
};
