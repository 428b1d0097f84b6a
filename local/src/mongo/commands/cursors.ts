import { Long, serialize } from "bson";
import { toCount } from "../bson/numbers.ts";
import { type Doc, isArray, isDoc } from "../bson/values.ts";
import { mongoError } from "../errors.ts";
import { encodeCursorReply } from "../wire/cursor-reply.ts";
import type { Commands } from "./command.ts";

/** How many documents MongoDB sends first when nobody says how many. */
const DEFAULT_BATCH = 101;
/** A batch never exceeds the size of one largest document. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** MongoDB closes a cursor that nobody has read for ten minutes. */
const IDLE_MILLISECONDS = 600_000;

/** A result: documents that are encoded when they are sent. */
export interface Rows {
  length: number;
  at(index: number): Uint8Array;
}

export const rowsOfDocs = (docs: readonly Doc[]): Rows => ({
  length: docs.length,
  at: (index) => serialize(docs[index] ?? {}, { ignoreUndefined: true }),
});

interface OpenCursor {
  namespace: string;
  next(most: number): Uint8Array[];
  isExhausted(): boolean;
  usedAt: number;
}

export interface Cursors {
  /** A reply with the first batch; the rest stays behind a cursor id. */
  open(namespace: string, rows: Rows, options: { batchSize?: unknown; isSingleBatch?: boolean }): Uint8Array;
  /** A reply with the next batch. */
  more(id: bigint, batchSize: unknown): Uint8Array;
  /** Answers whether the cursor was there. */
  kill(id: bigint): boolean;
  /** Forgets cursors that nobody has used for long; `now` in milliseconds since the epoch. */
  killIdle(now: number): void;
}

export function createCursors(): Cursors {
  const cursors = new Map<bigint, OpenCursor>();
  let lastId = 0n;

  return {
    open(namespace, rows, { batchSize, isSingleBatch = false }) {
      const cursor = openCursor(namespace, rows);
      const documents = cursor.next(batchSize === undefined ? DEFAULT_BATCH : toCount(batchSize));
      let cursorId = 0n;
      if (!isSingleBatch && !cursor.isExhausted()) {
        lastId += 1n;
        cursorId = lastId;
        cursors.set(cursorId, cursor);
      }
      return encodeCursorReply({ field: "firstBatch", documents, cursorId, namespace });
    },
    more(id, batchSize) {
      const cursor = cursors.get(id);
      if (!cursor) throw mongoError("CursorNotFound", `cursor id ${id} not found`);
      cursor.usedAt = Date.now();
      const documents = cursor.next(toCount(batchSize) || Number.POSITIVE_INFINITY);
      const isExhausted = cursor.isExhausted();
      if (isExhausted) cursors.delete(id);
      const cursorId = isExhausted ? 0n : id;
      return encodeCursorReply({ field: "nextBatch", documents, cursorId, namespace: cursor.namespace });
    },
    kill: (id) => cursors.delete(id),
    killIdle(now) {
      for (const [id, { usedAt }] of cursors) if (now - usedAt > IDLE_MILLISECONDS) cursors.delete(id);
    },
  };
}

function openCursor(namespace: string, rows: Rows): OpenCursor {
  let at = 0;
  return {
    namespace,
    usedAt: Date.now(),
    isExhausted: () => at >= rows.length,
    next(most) {
      const batch: Uint8Array[] = [];
      for (let bytes = 0; at < rows.length && batch.length < most; at++) {
        const row = rows.at(at);
        if (batch.length > 0 && bytes + row.length > MAX_BATCH_BYTES) break;
        bytes += row.length;
        batch.push(row);
      }
      return batch;
    },
  };
}

const cursorId = (value: unknown): bigint => BigInt(String(value));

export const cursorCommands: Commands = {
  getMore: {
    isAllowedInTransaction: true,
    run: (request, { cursors }) => cursors.more(cursorId(request.getMore), request.batchSize),
  },
  killCursors: {
    isAllowedInTransaction: true,
    run(request, { cursors }) {
      const ids = isArray(request.cursors) ? request.cursors.map(cursorId) : [];
      const killed = ids.filter((id) => cursors.kill(id));
      const asLongs = (list: bigint[]): Long[] => list.map((id) => Long.fromBigInt(id));
      return {
        cursorsKilled: asLongs(killed),
        cursorsNotFound: asLongs(ids.filter((id) => !killed.includes(id))),
        cursorsAlive: [],
        cursorsUnknown: [],
        ok: 1,
      };
    },
  },
};

/** The batch size that a command asks for in its `cursor` document. */
export const batchSizeOf = (request: Doc): unknown =>
  isDoc(request.cursor) ? request.cursor.batchSize : undefined;
