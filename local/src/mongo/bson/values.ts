import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  deserialize,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from "bson";
import { badValue, mongoError } from "../errors.ts";

/** A decoded document: own properties only; every field holds a BSON value. */
export type Doc = Record<string, unknown>;

/** The largest document that MongoDB stores, in bytes. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

// Regular expressions keep their PCRE source and binaries their subtype, so that both survive a round trip.
export const DECODE_OPTIONS = { bsonRegExp: true, promoteBuffers: false } as const;

export const decode = (raw: Uint8Array): Doc => deserialize(raw, DECODE_OPTIONS);

/** Encodes a document for storage. Refuses what MongoDB would refuse: cycles, and more than 16 MB. */
export function encode(doc: Doc): Uint8Array {
  let raw: Uint8Array;
  try {
    raw = serialize(doc, { ignoreUndefined: true });
  } catch (error) {
    throw badValue(error instanceof Error ? error.message : String(error));
  }
  requireStorableSize(raw);
  return raw;
}

export function requireStorableSize(raw: Uint8Array): void {
  if (raw.length <= MAX_DOCUMENT_BYTES) return;
  const message = `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`;
  throw mongoError("BSONObjectTooLarge", message);
}

/** A plain document, in contrast to a BSON scalar that is an object in JavaScript (ObjectId, Date, ...). */
export const isDoc = (value: unknown): value is Doc =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

export const isArray = (value: unknown): value is unknown[] => Array.isArray(value);
export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;
export const isRegExp = (value: unknown): value is BSONRegExp => value instanceof BSONRegExp;

/** Reads an own property: `constructor` and `__proto__` are ordinary field names. */
export const ownField = (value: unknown, field: string): unknown =>
  isDoc(value) && Object.hasOwn(value, field) ? value[field] : undefined;

/** Writes an own property, even one called `__proto__`. */
export function setField(doc: Doc, field: string, value: unknown): void {
  if (field === "__proto__") {
    Object.defineProperty(doc, field, { value, writable: true, enumerable: true, configurable: true });
  } else doc[field] = value;
}

/** A copy without one field. */
export function withoutField(doc: Doc, field: string): Doc {
  const { [field]: _removed, ...rest } = doc;
  return rest;
}

/** Deep copy of documents and arrays; BSON scalars are never changed in place and stay shared. */
export function clone(value: unknown): unknown {
  if (isArray(value)) return value.map(clone);
  return isDoc(value) ? cloneDoc(value) : value;
}

export function cloneDoc(doc: Doc): Doc {
  const copy: Doc = {};
  for (const field of Object.keys(doc)) setField(copy, field, clone(doc[field]));
  return copy;
}

/** Whether every character is a digit: the path component may address an array element. */
export const isArrayIndex = (component: string): boolean => /^\d+$/.test(component);

/** MongoDB's names and numbers of the BSON types. */
const TYPE_NUMBERS = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

export type TypeName = keyof typeof TYPE_NUMBERS | "missing";

const isTypeName = (name: unknown): name is keyof typeof TYPE_NUMBERS =>
  typeof name === "string" && Object.hasOwn(TYPE_NUMBERS, name);

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

/** The BSON type of a value, as the driver's encoder would choose it. */
export function typeName(value: unknown): TypeName {
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "bool";
    case "undefined":
      return "missing";
    case "bigint":
      return "long";
    case "number":
      return Number.isInteger(value) && value >= INT32_MIN && value <= INT32_MAX && !Object.is(value, -0)
        ? "int"
        : "double";
    default:
      return objectTypeName(value);
  }
}

function objectTypeName(value: unknown): TypeName {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  if (value instanceof Date) return "date";
  if (value instanceof ObjectId) return "objectId";
  // A Timestamp is a Long to instanceof: ask for the narrower one first.
  if (value instanceof Timestamp) return "timestamp";
  if (value instanceof Long) return "long";
  if (value instanceof Decimal128) return "decimal";
  if (value instanceof Binary) return "binData";
  if (isRegExp(value)) return "regex";
  if (value instanceof Code) return "javascript";
  if (value instanceof MinKey) return "minKey";
  if (value instanceof MaxKey) return "maxKey";
  return "object";
}

const NUMERIC_TYPES: readonly TypeName[] = ["int", "double", "long", "decimal"];

/** The type names that one argument of `$type` stands for: a name, a number, or "number". */
export function typesOf(alias: unknown): readonly TypeName[] {
  if (alias === "number") return NUMERIC_TYPES;
  if (isTypeName(alias)) return [alias];
  const byNumber = Object.keys(TYPE_NUMBERS).find((name) => isTypeName(name) && TYPE_NUMBERS[name] === alias);
  if (isTypeName(byNumber)) return [byNumber];
  throw badValue(`Unknown type name alias: ${String(alias)}`);
}

/** A value as MongoDB prints it in error messages. */
export function show(value: unknown): string {
  if (isNullish(value)) return "null";
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (typeof value === "string") return JSON.stringify(value);
  return isArray(value) || isDoc(value) ? JSON.stringify(value) : String(value);
}
