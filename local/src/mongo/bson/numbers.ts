/** Arithmetic over what the decoder yields for numbers: JavaScript numbers, and Long beyond 2^53. */
import { Decimal128, Long, Timestamp } from "bson";
import { unsupported } from "../errors.ts";
import { isNullish } from "./values.ts";

export type BsonNumber = number | Long | Decimal128;

const isLong = (value: unknown): value is Long => value instanceof Long && !(value instanceof Timestamp);

export const isNumeric = (value: unknown): value is BsonNumber =>
  typeof value === "number" || isLong(value) || value instanceof Decimal128;

/** The nearest double. */
export const toDouble = (value: BsonNumber): number =>
  typeof value === "number" ? value : Number(value.toString());

/** 0, null, false and missing are false; everything else, "" included, is true. */
export function isTruthy(value: unknown): boolean {
  if (isNullish(value) || value === false) return false;
  return !(isNumeric(value) && toDouble(value) === 0);
}

function calculate(
  a: BsonNumber,
  b: BsonNumber,
  doubles: (a: number, b: number) => number,
  wholes: (a: bigint, b: bigint) => bigint,
): BsonNumber {
  if (typeof a === "number" && typeof b === "number") return doubles(a, b);
  if (a instanceof Decimal128 || b instanceof Decimal128) throw unsupported("arithmetic on Decimal128");
  if (isFraction(a) || isFraction(b)) return doubles(toDouble(a), toDouble(b));
  const exact = wholes(BigInt(a.toString()), BigInt(b.toString()));
  const double = Number(exact);
  return Number.isSafeInteger(double) ? double : Long.fromBigInt(exact);
}

const isFraction = (value: number | Long): boolean => typeof value === "number" && !Number.isInteger(value);

export const add = (a: BsonNumber, b: BsonNumber): BsonNumber =>
  calculate(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );

export const subtract = (a: BsonNumber, b: BsonNumber): BsonNumber =>
  calculate(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );

export const multiply = (a: BsonNumber, b: BsonNumber): BsonNumber =>
  calculate(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );

/** A count, limit or option that arrives as any BSON number; NaN for anything else. */
export const toCount = (value: unknown): number => (isNumeric(value) ? toDouble(value) : Number.NaN);
