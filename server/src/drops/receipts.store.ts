import type { DropStock, Receipt, ReceiptKind } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { LogEntry } from "../holds/line.store.ts";
import { type Db, type DbSession, driverOf, refusedOf } from "../kit/mongo.ts";

interface ReceiptDocument {
  _id: Types.ObjectId;
  dropId: Types.ObjectId;
  seq: number;
  kind: ReceiptKind;
  variantId: Types.ObjectId;
  quantity: number;
  entry: string | null;
  number: number | null;
  at: Date;
  after: DropStock;
  /** The hold that it is about; never published, as it says whose it is to those who have it. */
  holdId: string | null;
  /** Who it is about, for counting people; never published either. Absent for what is about nobody. */
  userId?: Types.ObjectId;
}

const objectId = { type: Schema.Types.ObjectId, required: true, immutable: true } as const;
const maybe = { type: String, default: null, immutable: true } as const;
const count = { type: Number, required: true, immutable: true } as const;
const receiptSchema = new Schema<ReceiptDocument>(
  {
    dropId: objectId,
    seq: count,
    kind: { type: String, required: true, immutable: true },
    variantId: objectId,
    quantity: count,
    entry: maybe,
    number: { type: Number, default: null, immutable: true },
    at: { type: Date, required: true, immutable: true },
    after: {
      type: new Schema<DropStock>(
        { allocated: count, available: count, held: count, sold: count },
        { _id: false },
      ),
      required: true,
      immutable: true,
    },
    holdId: maybe,
    userId: { type: Schema.Types.ObjectId },
  },
  { collection: "drop_receipts" },
);
// Several servers write the same log down: each entry is there once.
receiptSchema.index({ dropId: 1, seq: 1 }, { unique: true });
receiptSchema.index({ dropId: 1, variantId: 1, seq: -1 });
receiptSchema.index({ holdId: 1 });

const toReceipt = (found: ReceiptDocument): Receipt => ({
  seq: found.seq,
  kind: found.kind,
  variantId: found.variantId.toHexString(),
  quantity: found.quantity,
  entry: found.entry,
  number: found.number,
  at: found.at.toISOString(),
  after: found.after,
});

export type ReceiptStore = ReturnType<typeof createReceiptStore>;

/** The public log of every drop. Redis decides it; this is the record. */
export const createReceiptStore = (db: Db) => {
  const receipts = db.model<ReceiptDocument>("DropReceipt", receiptSchema);

  const toDocument = (dropId: string, entry: LogEntry): Omit<ReceiptDocument, "_id"> => ({
    ...{ dropId: new Types.ObjectId(dropId), seq: entry.seq, kind: entry.kind },
    ...{ variantId: new Types.ObjectId(entry.variant), quantity: entry.quantity, number: entry.number },
    ...{ entry: entry.entry || null, holdId: entry.hold || null, at: new Date(entry.at) },
    ...(entry.user ? { userId: new Types.ObjectId(entry.user) } : {}),
    after: {
      allocated: entry.available + entry.held + entry.sold,
      ...{ available: entry.available, held: entry.held, sold: entry.sold },
    },
  });

  return {
    /**
     * Writes down entries of a drop's log. Again, and on several servers at once, changes nothing.
     * @returns those that this call wrote
     */
    async add(dropId: string, entries: readonly LogEntry[]): Promise<LogEntry[]> {
      if (entries.length === 0) return [];
      const documents = entries.map((entry) => ({ _id: new Types.ObjectId(), ...toDocument(dropId, entry) }));
      const writing = driverOf(receipts).insertMany(documents, {
        ordered: false,
        writeConcern: { w: "majority" },
      });
      const refused = await refusedOf(writing);
      return entries.filter((_, index) => !refused.has(index));
    },

    /** The last entry that is written down; null for none. */
    async last(dropId: string, session?: DbSession): Promise<Receipt | null> {
      const found = await receipts
        .findOne({ dropId })
        .sort({ seq: -1 })
        .session(session ?? null)
        .lean<ReceiptDocument>();
      return found && toReceipt(found);
    },

    /** The last entry of each variant. */
    async latestOf(dropId: string, variantIds: readonly string[]): Promise<Receipt[]> {
      const found = await Promise.all(
        variantIds.map((variantId) =>
          receipts.findOne({ dropId, variantId }).sort({ seq: -1 }).lean<ReceiptDocument>(),
        ),
      );
      return found.flatMap((receipt) => (receipt ? [toReceipt(receipt)] : []));
    },

    /** Who was ever given units of drops, each person once a drop. */
    async holdersOf(dropIds: readonly string[]): Promise<{ dropId: string; userId: string }[]> {
      const found = await receipts.aggregate<{ _id: { dropId: Types.ObjectId; userId?: Types.ObjectId } }>([
        {
          $match: {
            dropId: { $in: dropIds.map((id) => new Types.ObjectId(id)) },
            kind: { $in: ["held", "offered"] satisfies ReceiptKind[] },
          },
        },
        { $group: { _id: { dropId: "$dropId", userId: "$userId" } } },
      ]);
      return found.flatMap(({ _id: { dropId, userId } }) =>
        userId ? [{ dropId: dropId.toHexString(), userId: userId.toHexString() }] : [],
      );
    },

    /**
     * Puts somebody who was erased under another number, so that what they held still counts as one person's. It reads every
     * receipt: an index for a thing this rare would cost every hold.
     */
    async forgetHolder(userId: string, as: string): Promise<void> {
      await receipts.updateMany({ userId }, { $set: { userId: as } });
    },

    async page(dropId: string, after: number, limit: number): Promise<Receipt[]> {
      const found = await receipts
        .find({ dropId, seq: trusted({ $gt: after }) })
        .sort({ seq: 1 })
        .limit(limit)
        .lean<ReceiptDocument[]>();
      return found.map(toReceipt);
    },

    /** Notes, in a settled drop's own transaction, what returned to the variants' stock. */
    async addReturned(
      dropId: string,
      pools: readonly { variantId: string; quantity: number; sold: number }[],
      at: Date,
      session: DbSession,
    ): Promise<void> {
      const last = await receipts
        .findOne({ dropId })
        .sort({ seq: -1 })
        .session(session)
        .lean<ReceiptDocument>();
      let seq = last?.seq ?? 0;
      for (const { variantId, quantity, sold } of pools) {
        seq += 1;
        const after = { allocated: sold, available: 0, held: 0, sold };
        await receipts.create(
          [{ dropId, seq, kind: "returned", variantId, quantity, at, after, entry: null, number: null }],
          { session },
        );
      }
    },

    /** What the log knows holds by, and whether they were offered by turn. */
    async ofHolds(holdIds: readonly string[]): Promise<Map<string, { entry: string; offered: boolean }>> {
      if (holdIds.length === 0) return new Map();
      const found = await receipts
        .find({
          holdId: trusted({ $in: [...holdIds] }),
          kind: trusted({ $in: ["held", "offered"] satisfies ReceiptKind[] }),
        })
        .lean<ReceiptDocument[]>();
      return new Map(
        found.flatMap(({ holdId, entry, kind }) =>
          holdId && entry ? [[holdId, { entry, offered: kind === "offered" }] as const] : [],
        ),
      );
    },
  };
};
