/** MongoDB's wire protocol: OP_MSG for everything, OP_QUERY only for a driver's very first hello. */
import { deserialize, serialize } from "bson";
import { DECODE_OPTIONS, type Doc, isArray } from "../bson/values.ts";

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** Length, request id, answered id, opcode: four int32. */
const HEADER_BYTES = 16;
/** The largest message, in bytes: what MongoDB's hello says, too. */
export const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REPLY_AWAIT_CAPABLE = 8;

export interface Request {
  id: number;
  /** Whether it came as OP_QUERY, and wants an OP_REPLY. */
  isLegacy: boolean;
  wantsReply: boolean;
  command: Doc;
  /** Raw documents by field: an insert's go to disk as they came. */
  payload: Payload;
}

export type Payload = Readonly<Record<string, readonly Uint8Array[]>>;

/** The bytes are not this protocol: the connection ends. */
export class ProtocolError extends Error {}

/** Collects a byte stream; answers the messages that each chunk completes. */
export function createFramer(): (chunk: Buffer) => Buffer[] {
  let chunks: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    const messages: Buffer[] = [];
    while (size >= HEADER_BYTES) {
      if ((chunks[0]?.length ?? 0) < HEADER_BYTES) chunks = [Buffer.concat(chunks, size)];
      const length = chunks[0]?.readInt32LE(0) ?? 0;
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new ProtocolError(`message of ${length} bytes`);
      if (size < length) break;
      const all = Buffer.concat(chunks, size);
      messages.push(all.subarray(0, length));
      chunks = [all.subarray(length)];
      size -= length;
    }
    return messages;
  };
}

export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_QUERY) return parseLegacyQuery(message, id);
  if (opcode !== OP_MSG) throw new ProtocolError(`opcode ${opcode}`);
  const flags = message.readUInt32LE(HEADER_BYTES);
  const end = message.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  const payload: Record<string, Uint8Array[]> = {};
  let command: Doc | undefined;
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) command = parseBody(section, payload);
    else if (kind === 1) parseSequence(section, payload);
    else throw new ProtocolError(`section of kind ${kind}`);
    at += 1 + size;
  }
  if (!command) throw new ProtocolError("OP_MSG without a body");
  return { id, isLegacy: false, wantsReply: (flags & MORE_TO_COME) === 0, command, payload };
}

function parseLegacyQuery(message: Buffer, id: number): Request {
  const namespaceStart = HEADER_BYTES + 4;
  const namespaceEnd = message.indexOf(0, namespaceStart);
  const [database = ""] = message.toString("utf8", namespaceStart, namespaceEnd).split(".");
  // Two int32 (skip and limit) stand between the namespace and the query.
  const query = message.subarray(namespaceEnd + 1 + 8);
  const command = { ...deserialize(query.subarray(0, query.readInt32LE(0)), DECODE_OPTIONS), $db: database };
  return { id, isLegacy: true, wantsReply: true, command, payload: {} };
}

/** The first five bytes are the length and the type of the first element; its name follows. */
const FIRST_NAME_AT = 5;

function parseBody(section: Buffer, payload: Record<string, Uint8Array[]>): Doc {
  const isInsert = section.toString("latin1", FIRST_NAME_AT, FIRST_NAME_AT + 7) === "insert\0";
  if (!isInsert) return deserialize(section, DECODE_OPTIONS);
  // Only here: the option would reach into nested fields of that name.
  const command: Doc = deserialize(section, { ...DECODE_OPTIONS, fieldsAsRaw: { documents: true } });
  const { documents, ...rest } = command;
  if (!isArray(documents)) return command;
  payload.documents = documents.filter((document) => document instanceof Uint8Array);
  return rest;
}

function parseSequence(section: Buffer, payload: Record<string, Uint8Array[]>): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Uint8Array[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    if (size <= 0) throw new ProtocolError(`document of ${size} bytes`);
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  payload[section.toString("utf8", 4, nameEnd)] = documents;
}

/** The bytes of a reply, whose body is a document or its BSON. */
export function encodeReply(request: Request, id: number, body: Doc | Uint8Array): Buffer {
  const document = body instanceof Uint8Array ? body : serialize(body, { ignoreUndefined: true });
  const head = Buffer.alloc(request.isLegacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) {
    head.writeInt32LE(REPLY_AWAIT_CAPABLE, HEADER_BYTES);
    const numberReturned = 1;
    head.writeInt32LE(numberReturned, head.length - 4);
  }
  return Buffer.concat([head, document]);
}
