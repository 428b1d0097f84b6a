import { Long, serialize } from "bson";

const TYPE_DOUBLE = 1;
const TYPE_DOCUMENT = 3;
const TYPE_ARRAY = 4;
const END = Buffer.of(0);

/** One element of a BSON document: type, name, value. */
const element = (type: number, name: string, value: Uint8Array): Uint8Array[] => [
  Buffer.of(type),
  Buffer.from(`${name}\0`, "latin1"),
  value,
];

/** A BSON document from its elements. */
function document(elements: Uint8Array[]): Buffer {
  const size = Buffer.alloc(4);
  const bytes = Buffer.concat([size, ...elements, END]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

/** The elements of a serialized document, without its size and end. */
const elementsOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(4, bytes.length - 1);

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value, 0);
  return bytes;
}

export interface CursorBatch {
  field: "firstBatch" | "nextBatch";
  documents: readonly Uint8Array[];
  /** 0 when there is nothing more to fetch. */
  cursorId: bigint;
  namespace: string;
}

/** `{ cursor: { firstBatch, id, ns }, ok: 1 }` around documents that are BSON already: they are not decoded for it. */
export function encodeCursorReply({ field, documents, cursorId, namespace }: CursorBatch): Uint8Array {
  const batch = document(documents.flatMap((raw, i) => element(TYPE_DOCUMENT, String(i), raw)));
  const rest = serialize({ id: Long.fromBigInt(cursorId), ns: namespace });
  const cursor = document([...element(TYPE_ARRAY, field, batch), elementsOf(rest)]);
  return document([...element(TYPE_DOCUMENT, "cursor", cursor), ...element(TYPE_DOUBLE, "ok", double(1))]);
}
