/** The bytes of a BSON value, by its type; variable ones begin with an int32 length. */
const FIXED_SIZES: Readonly<Record<number, number>> = {
  1: 8, // double
  6: 0, // undefined
  7: 12, // ObjectId
  8: 1, // boolean
  9: 8, // date
  10: 0, // null
  16: 4, // int32
  17: 8, // timestamp
  18: 8, // int64
  19: 16, // decimal128
  127: 0, // max key
  255: 0, // min key
};
/** What the length of a variable value does not count. */
const BEYOND_LENGTH: Readonly<Record<number, number>> = {
  2: 4, // string
  3: 0, // document
  4: 0, // array
  5: 5, // binary: the length and the subtype
  12: 16, // DBPointer: the length and an ObjectId
  13: 4, // code
  14: 4, // symbol
  15: 0, // code with scope
};
const TYPE_REGEXP = 11;

function valueSize(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED_SIZES[type];
  if (fixed !== undefined) return fixed;
  if (type === TYPE_REGEXP) return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1 - at;
  const beyond = BEYOND_LENGTH[type];
  if (beyond === undefined) throw new Error(`unknown BSON type ${type}`);
  return beyond + bytes.readInt32LE(at);
}

/**
 * A copy of a document with `_id` as its first element, as MongoDB stores it; without decoding, which would lose number
 * types. Undefined when it has no `_id`.
 */
export function idFirst(raw: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(raw);
  const start = 4;
  for (let at = start; at < bytes.length - 1; ) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = nameEnd + 1 + valueSize(bytes, bytes[at] ?? 0, nameEnd + 1);
    if (bytes.toString("latin1", at + 1, nameEnd) === "_id") {
      if (at === start) return bytes;
      return Buffer.concat([
        bytes.subarray(0, start),
        bytes.subarray(at, end),
        bytes.subarray(start, at),
        bytes.subarray(end),
      ]);
    }
    at = end;
  }
  return undefined;
}
