/** Type operators: $type, $convert and its short forms. */
import { Decimal128, Long, ObjectId, Timestamp } from "bson";
import { isNumeric, isTruthy, toDouble } from "../bson/numbers.ts";
import { isNullish, show, typeName } from "../bson/values.ts";
import { failedToParse, type MongoError, mongoError, unsupported } from "../errors.ts";
import { namedArguments, ONE, type Operator, type Operators, overValues } from "./operator.ts";

const failure = (value: unknown, target: string): MongoError =>
  mongoError(
    "ConversionFailure",
    `Unsupported conversion from ${typeName(value)} to ${target} of ${show(value)} in $convert with no onError value`,
  );

function toNumber(value: unknown, target: string): number {
  if (isNumeric(value)) return toDouble(value);
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Date) return value.getTime();
  // Number("") is 0 and Number("0x1f") is 31: MongoDB takes neither.
  if (typeof value === "string" && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  throw failure(value, target);
}

function toWhole(value: unknown, target: "int" | "long"): unknown {
  if (target === "long" && value instanceof Long && !(value instanceof Timestamp)) return value;
  if (typeof value === "string" && !/^[+-]?\d+$/.test(value)) throw failure(value, target);
  const whole = Math.trunc(toNumber(value, target));
  const isInRange = target === "int" ? whole === (whole | 0) : Number.isSafeInteger(whole);
  if (!isInRange)
    throw mongoError("ConversionFailure", `Conversion would overflow target type in $convert: ${whole}`);
  return whole;
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (isNumeric(value) || typeof value === "boolean") return String(value);
  throw failure(value, "string");
}

function toDate(value: unknown): Date {
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Date) return value;
  if (isNumeric(value)) return new Date(Math.trunc(toDouble(value)));
  if (typeof value !== "string") throw failure(value, "date");
  // Without a zone JavaScript reads local time, MongoDB UTC.
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(value) || !value.includes(":");
  const date = new Date(hasZone ? value : `${value}Z`);
  if (Number.isNaN(date.getTime())) throw failure(value, "date");
  return date;
}

function toObjectId(value: unknown): ObjectId {
  if (value instanceof ObjectId) return value;
  if (typeof value === "string" && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  throw failure(value, "objectId");
}

function convertTo(value: unknown, target: unknown): unknown {
  switch (target) {
    case "string":
      return toText(value);
    case "int":
    case "long":
      return toWhole(value, target);
    case "double":
      return toNumber(value, target);
    case "bool":
      return isTruthy(value);
    case "date":
      return toDate(value);
    case "objectId":
      return toObjectId(value);
    case "decimal":
      return value instanceof Decimal128 ? value : Decimal128.fromString(String(toNumber(value, target)));
    default:
      if (typeof target === "number") throw unsupported("$convert to a type by its number");
      throw failedToParse(`Unknown type name: ${String(target)}`);
  }
}

const convert: Operator = (argument, compile) => {
  const parts = namedArguments("$convert", argument, ["input", "to"], ["onError", "onNull"]);
  const [input, target] = [compile(parts.input), compile(parts.to)];
  const onNull = compile(parts.onNull ?? null);
  const onError = "onError" in parts ? compile(parts.onError) : undefined;
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) return onNull(scope);
    try {
      return convertTo(value, target(scope));
    } catch (error) {
      if (onError) return onError(scope);
      throw error;
    }
  };
};

const shortForm = (name: string, target: string): Operator =>
  overValues(name, ONE, (value) => (isNullish(value) ? null : convertTo(value, target)));

export const conversions: Operators = {
  $type: overValues("$type", ONE, typeName),
  $isNumber: overValues("$isNumber", ONE, isNumeric),
  $convert: convert,
  $toString: shortForm("$toString", "string"),
  $toInt: shortForm("$toInt", "int"),
  $toLong: shortForm("$toLong", "long"),
  $toDouble: shortForm("$toDouble", "double"),
  $toDecimal: shortForm("$toDecimal", "decimal"),
  $toBool: shortForm("$toBool", "bool"),
  $toDate: shortForm("$toDate", "date"),
  $toObjectId: shortForm("$toObjectId", "objectId"),
};
