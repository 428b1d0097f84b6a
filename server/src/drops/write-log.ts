import type { LineStore, LogEntry } from "../holds/line.store.ts";
import { createSharedReads } from "../kit/shared-reads.ts";
import type { PlaceStore } from "../line/places.store.ts";
import type { ReceiptStore } from "./receipts.store.ts";

/** Entries written down at a time: about a tenth of a second of a rush. */
const AT_ONCE = 500;

export interface WriteLogDeps {
  line: LineStore;
  receipts: ReceiptStore;
  places: PlaceStore;
  /** Told of each entry once, by the server that wrote it down. */
  onWritten(dropId: string, entries: readonly LogEntry[]): Promise<void>;
}

export type WriteLog = ReturnType<typeof createWriteLog>;

/**
 * Writes a drop's log from Redis, where its scripts keep it, into the record. It is the only road by which the record
 * hears of the line, so that whatever was written down is what Redis decided, in its order. Entries leave Redis only once
 * they are in the record: a server that dies in between leaves them to the next.
 */
export const createWriteLog = ({ line, receipts, places, onWritten }: WriteLogDeps) => {
  const write = async (dropId: string): Promise<void> => {
    for (let more = true; more; ) {
      const entries = await line.readLog(dropId, AT_ONCE);
      const last = entries.at(-1);
      if (!last) return;
      const fresh = await receipts.add(dropId, entries);
      // All of them, not only the fresh: whoever wrote the others may have died before this.
      await places.note(dropId, entries);
      await line.trimLog(dropId, last.seq);
      if (fresh.length > 0) await onWritten(dropId, fresh);
      more = entries.length === AT_ONCE;
    }
  };
  // Two at once would write the same entries, and one of them in vain.
  return createSharedReads(write, 0);
};
