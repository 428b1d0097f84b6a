/** Numbers: the operators that answer null for null, and MongoDB's error for anything that is no number. */
import { Decimal128, Long } from "bson";
import { compareValues } from "../bson/keys.ts";
import { add, type BsonNumber, isNumeric, multiply, subtract, toDouble } from "../bson/numbers.ts";
import { isArray, isNullish, typeName } from "../bson/values.ts";
import { badValue, locationError, mongoError, unsupported } from "../errors.ts";
import { ANY_NUMBER, ONE, type Operator, type Operators, overValues, TWO } from "./operator.ts";

const notNumeric = (name: string, value: unknown) =>
  mongoError("TypeMismatch", `${name} only supports numeric types, not ${typeName(value)}`);

/** An operator on one number. */
const unary = (name: string, apply: (value: number) => number): Operator =>
  overValues(name, ONE, (value) => {
    if (isNullish(value)) return null;
    if (!isNumeric(value)) throw notNumeric(name, value);
    return apply(requireDouble(name, value));
  });

function requireDouble(name: string, value: BsonNumber): number {
  if (typeof value !== "number") throw unsupported(`${name} on ${typeName(value)} beyond 2^53`);
  return value;
}

const binary = (name: string, apply: (a: BsonNumber, b: BsonNumber) => BsonNumber): Operator =>
  overValues(name, TWO, (a, b) => {
    if (isNullish(a) || isNullish(b)) return null;
    if (!isNumeric(a) || !isNumeric(b)) throw notNumeric(name, isNumeric(a) ? b : a);
    return apply(a, b);
  });

/** `$add`: numbers, or one date and a number of milliseconds. */
function addAll(...values: unknown[]): unknown {
  let sum: BsonNumber = 0;
  let hasDate = false;
  if (values.some(isNullish)) return null;
  for (const value of values) {
    if (value instanceof Date) {
      if (hasDate) throw locationError(16612, "only one date allowed in an $add expression");
      hasDate = true;
      sum = add(sum, value.getTime());
    } else if (isNumeric(value)) sum = add(sum, value);
    else {
      throw mongoError("TypeMismatch", `$add only supports numeric or date types, not ${typeName(value)}`);
    }
  }
  return hasDate ? new Date(toDouble(sum)) : sum;
}

function multiplyAll(...values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.reduce<BsonNumber>((product, value) => {
    if (!isNumeric(value)) throw notNumeric("$multiply", value);
    return multiply(product, value);
  }, 1);
}

function subtractTwo(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - toDouble(b));
  if (isNumeric(a) && isNumeric(b)) return subtract(a, b);
  throw mongoError("TypeMismatch", `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function divide(a: BsonNumber, b: BsonNumber): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) throw unsupported("arithmetic on Decimal128");
  if (toDouble(b) === 0) throw badValue("can't $divide by zero");
  return toDouble(a) / toDouble(b);
}

function modulo(a: BsonNumber, b: BsonNumber): number {
  if (toDouble(b) === 0) throw locationError(16610, "can't $mod by zero");
  return toDouble(a) % toDouble(b);
}

/** Rounds half to even, as MongoDB does. */
function round(value: unknown, places: unknown = 0): unknown {
  if (isNullish(value) || isNullish(places)) return null;
  if (!isNumeric(value) || typeof places !== "number") throw notNumeric("$round", value);
  const factor = 10 ** places;
  const scaled = requireDouble("$round", value) * factor;
  const nearest = Math.round(scaled);
  const isTie = Math.abs(scaled - Math.trunc(scaled)) === 0.5;
  return (isTie && nearest % 2 !== 0 ? nearest - 1 : nearest) / factor;
}

function truncate(value: unknown, places: unknown = 0): unknown {
  if (isNullish(value) || isNullish(places)) return null;
  if (!isNumeric(value) || typeof places !== "number") throw notNumeric("$trunc", value);
  const factor = 10 ** places;
  return Math.trunc(requireDouble("$trunc", value) * factor) / factor;
}

// --- folds: of several arguments, of one array, and (in $group) of a field over many documents ---

export function sum(values: readonly unknown[]): BsonNumber {
  let total: BsonNumber = 0;
  for (const value of values) if (isNumeric(value)) total = add(total, value);
  return total;
}

export function average(values: readonly unknown[]): number | null {
  const numbers = values.filter(isNumeric);
  return numbers.length === 0 ? null : toDouble(sum(numbers)) / numbers.length;
}

const extreme =
  (sign: 1 | -1) =>
  (values: readonly unknown[]): unknown => {
    let best: unknown = null;
    for (const value of values) {
      if (isNullish(value)) continue;
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    }
    return best;
  };

export const least = extreme(-1);
export const greatest = extreme(1);

/** Standard deviation; of a sample it is null for fewer than two numbers. */
export const deviation =
  (kind: "population" | "sample") =>
  (values: readonly unknown[]): number | null => {
    const numbers = values.filter(isNumeric).map(toDouble);
    const divisor = kind === "sample" ? numbers.length - 1 : numbers.length;
    if (divisor < 1) return null;
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
    return Math.sqrt(numbers.reduce((total, x) => total + (x - mean) ** 2, 0) / divisor);
  };

const fold = (name: string, apply: (values: readonly unknown[]) => unknown): Operator =>
  overValues(name, ANY_NUMBER, (...values) => {
    const [only] = values;
    return apply(values.length === 1 && isArray(only) ? only : values);
  });

export const arithmetic: Operators = {
  $add: overValues("$add", ANY_NUMBER, addAll),
  $subtract: overValues("$subtract", TWO, subtractTwo),
  $multiply: overValues("$multiply", ANY_NUMBER, multiplyAll),
  $divide: binary("$divide", divide),
  $mod: binary("$mod", modulo),
  $pow: binary("$pow", (a, b) => toDouble(a) ** toDouble(b)),
  $abs: overValues("$abs", ONE, (value) => {
    if (isNullish(value)) return null;
    if (!isNumeric(value)) throw notNumeric("$abs", value);
    return value instanceof Long && value.isNegative()
      ? value.negate()
      : Math.abs(requireDouble("$abs", value));
  }),
  $ceil: unary("$ceil", Math.ceil),
  $floor: unary("$floor", Math.floor),
  $sqrt: unary("$sqrt", Math.sqrt),
  $exp: unary("$exp", Math.exp),
  $ln: unary("$ln", Math.log),
  $log10: unary("$log10", Math.log10),
  $round: overValues("$round", { min: 1, max: 2 }, round),
  $trunc: overValues("$trunc", { min: 1, max: 2 }, truncate),
  $sum: fold("$sum", sum),
  $avg: fold("$avg", average),
  $min: fold("$min", least),
  $max: fold("$max", greatest),
  $stdDevPop: fold("$stdDevPop", deviation("population")),
  $stdDevSamp: fold("$stdDevSamp", deviation("sample")),
};
