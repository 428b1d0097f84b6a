/**
 * BSON's total order as JavaScript strings: `a` sorts before `b` in MongoDB exactly when `keyOf(a) < keyOf(b)`.
 * One encoding serves sorting, index keys, unique keys, and equality in $group, $in, $addToSet and distinct.
 * The decoder turns int32, double and small int64 into plain numbers, so 1, 1.0 and Long(1) are one key here.
 */
import { Binary, BSONRegExp, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { isArray } from "./values.ts";

/** The first character of a key: values compare by type first, in this order. */
export const BRACKET = {
  minKey: "\u0001",
  null: "\u0002",
  number: "\u0003",
  string: "\u0004",
  object: "\u0005",
  array: "\u0006",
  binary: "\u0007",
  objectId: "\u0008",
  boolean: "\u0009",
  date: "\u000a",
  timestamp: "\u000b",
  regExp: "\u000c",
  code: "\u000d",
  maxKey: "\u007f",
} as const;

/** Ends an array or an object: less than every bracket, so that a prefix sorts first. */
const END = "\0";
/** What a whole number loses by becoming a double, as a character around this one. */
const NO_REMAINDER = 0x8000;
const NAN_KEY = "\0\0\0\0";

const float = new Float64Array(1);
const words = new Uint16Array(float.buffer); // little endian: words[3] carries the sign

function doubleKey(value: number): string {
  if (Number.isNaN(value)) return NAN_KEY;
  float[0] = value === 0 ? 0 : value; // -0 equals 0
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words;
  const isNegative = (w3 & 0x8000) !== 0;
  return isNegative
    ? String.fromCharCode(~w3 & 0xffff, ~w2 & 0xffff, ~w1 & 0xffff, ~w0 & 0xffff)
    : String.fromCharCode(w3 | 0x8000, w2, w1, w0);
}

const numberKey = (value: number): string =>
  BRACKET.number + doubleKey(value) + String.fromCharCode(NO_REMAINDER);

function wholeKey(value: bigint): string {
  const nearest = Number(value);
  return doubleKey(nearest) + String.fromCharCode(NO_REMAINDER + Number(value - BigInt(nearest)));
}

const textKey = (text: string): string =>
  `${text.includes("\0") ? text.replaceAll("\0", "\0\u0001") : text}\0\0`;

function binaryKey(value: Binary): string {
  const length = value.length();
  const head = String.fromCharCode(length >>> 16, length & 0xffff, value.sub_type);
  return head + Buffer.from(value.buffer.buffer, value.buffer.byteOffset, length).toString("latin1");
}

/** The order-preserving key of a value. A missing value has the key of null, as in a MongoDB index. */
export function keyOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return BRACKET.string + textKey(value);
    case "number":
      return numberKey(value);
    case "boolean":
      return BRACKET.boolean + (value ? "\u0001" : "\0");
    case "bigint":
      return BRACKET.number + wholeKey(value);
    case "object":
      return value === null ? BRACKET.null : objectKey(value);
    default:
      return BRACKET.null;
  }
}

function objectKey(value: object): string {
  if (value instanceof ObjectId) return BRACKET.objectId + value.toHexString();
  if (value instanceof Date) return BRACKET.date + doubleKey(value.getTime());
  if (isArray(value)) return BRACKET.array + value.map(keyOf).join("") + END;
  if (value instanceof Timestamp) return BRACKET.timestamp + wholeKey(BigInt.asUintN(64, value.toBigInt()));
  if (value instanceof Long) return BRACKET.number + wholeKey(value.toBigInt());
  // Equal decimals of more than 17 digits fall together here.
  if (value instanceof Decimal128) return numberKey(Number(value.toString()));
  if (value instanceof Binary) return BRACKET.binary + binaryKey(value);
  if (value instanceof BSONRegExp) return BRACKET.regExp + textKey(value.pattern) + textKey(value.options);
  if (value instanceof Code) return BRACKET.code + textKey(String(value.code));
  if (value instanceof MinKey) return BRACKET.minKey;
  if (value instanceof MaxKey) return BRACKET.maxKey;
  let key: string = BRACKET.object;
  for (const [field, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const innerKey = keyOf(inner);
    key += innerKey.charAt(0) + textKey(field) + innerKey;
  }
  return key + END;
}

/** The type bracket of a value: `$gt` and its kin compare only within one. */
export function bracketOf(value: unknown): string {
  if (typeof value === "number") return BRACKET.number;
  if (typeof value === "string") return BRACKET.string;
  return keyOf(value).charAt(0);
}

/** A key whose order is the reverse of the given one's (for descending index fields). */
export function invertKey(key: string): string {
  let inverted = "";
  for (let i = 0; i < key.length; i++) inverted += String.fromCharCode(0xffff - key.charCodeAt(i));
  return inverted;
}

/** The least string above every string that starts with a prefix. */
export function keyAfter(prefix: string): string {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const unit = prefix.charCodeAt(i);
    if (unit < 0xffff) return prefix.slice(0, i) + String.fromCharCode(unit + 1);
  }
  return "\uffff".repeat(prefix.length + 2);
}

export const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Orders two values as MongoDB sorts them: negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  return compareKeys(keyOf(a), keyOf(b));
}

export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === typeof b && keyOf(a) === keyOf(b));
}

/** Distinct values by BSON equality; the first of equals stays. */
export function uniqueValues(values: Iterable<unknown>): unknown[] {
  const byKey = new Map<string, unknown>();
  for (const value of values) {
    const key = keyOf(value);
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return [...byKey.values()];
}
