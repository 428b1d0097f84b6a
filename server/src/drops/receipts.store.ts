import type { DropStock, Receipt, ReceiptKind } from "@showdrop/shared";
import { mongo, Schema, Types, trusted } from "mongoose";
import type { LogEntry, StoredWaiter } from "../holds/line.store.ts";
import { type Db, type DbSession, DUPLICATE_KEY, driverOf, isDuplicateKey } from "../kit/mongo.ts";

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

/** `waiting`: in line. `offered`: units are held for them, or they are paying. `over`: they left, bought or let it pass. */
type PlaceState = "waiting" | "offered" | "over";

/** Somebody's place in a drop's line. */
interface PlaceDocument {
  /** The number under which the public log knows them. */
  _id: string;
  dropId: Types.ObjectId;
  userId: Types.ObjectId;
  variantId: Types.ObjectId;
  quantity: number;
  holdId: string;
  number: number;
  lobby: boolean;
  state: PlaceState;
  /** The last entry of the log about them that was written down. */
  seq: number;
}

/** Everybody who takes part in a fair start, settled once. */
interface ListDocument {
  /** The drop's id. */
  _id: Types.ObjectId;
  entrants: string[];
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

const placeSchema = new Schema<PlaceDocument>(
  {
    _id: String,
    dropId: objectId,
    userId: objectId,
    variantId: objectId,
    quantity: { type: Number, required: true },
    holdId: { type: String, required: true },
    number: { type: Number, required: true },
    lobby: { type: Boolean, required: true },
    state: { type: String, required: true },
    seq: { type: Number, required: true },
  },
  { collection: "drop_places" },
);
placeSchema.index({ dropId: 1, state: 1 });
placeSchema.index({ dropId: 1, number: -1 });

const listSchema = new Schema<ListDocument>(
  { entrants: { type: [String], required: true } },
  { collection: "drop_lists" },
);

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

/** A place in line as the record has it. */
export interface PlaceRecord extends StoredWaiter {
  dropId: string;
  state: PlaceState;
}

const toPlace = (found: PlaceDocument): PlaceRecord => ({
  dropId: found.dropId.toHexString(),
  user: found.userId.toHexString(),
  variant: found.variantId.toHexString(),
  quantity: found.quantity,
  hold: found.holdId,
  entry: found._id,
  number: found.number,
  lobby: found.lobby,
  state: found.state,
});

const stateAfter = (kind: ReceiptKind): PlaceState => {
  switch (kind) {
    case "queued":
    case "drawn":
      return "waiting";
    case "offered":
      return "offered";
    default:
      return "over";
  }
};

export type ReceiptStore = ReturnType<typeof createReceiptStore>;

/** The public log of every drop, and what follows from it: who stands in line. Redis decides both; this is the record. */
export const createReceiptStore = (db: Db) => {
  const receipts = db.model<ReceiptDocument>("DropReceipt", receiptSchema);
  const places = db.model<PlaceDocument>("DropPlace", placeSchema);
  const lists = db.model<ListDocument>("DropList", listSchema);

  const listOf = async (dropId: string): Promise<string[] | null> =>
    (await lists.findById(dropId).lean<ListDocument>())?.entrants ?? null;

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

  /** Adds entries that are not there yet. @returns those that this call added */
  const add = async (dropId: string, entries: readonly LogEntry[]): Promise<LogEntry[]> => {
    const documents = entries.map((entry) => ({ _id: new Types.ObjectId(), ...toDocument(dropId, entry) }));
    try {
      await driverOf(receipts).insertMany(documents, { ordered: false, writeConcern: { w: "majority" } });
      return [...entries];
    } catch (error) {
      if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
      const failed = [error.writeErrors].flat();
      if (failed.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      const there = new Set(failed.map(({ index }) => index));
      return entries.filter((_, index) => !there.has(index));
    }
  };

  /** Notes what an entry says of a place in line, unless a later one said more. */
  const place = async (dropId: string, entry: LogEntry): Promise<void> => {
    const { seq, kind, user, variant, quantity, hold, number, lobby } = entry;
    try {
      await places.updateOne(
        { _id: entry.entry, seq: trusted({ $lt: seq }) },
        {
          $set: { state: stateAfter(kind), seq, lobby, ...(number === null ? {} : { number }) },
          $setOnInsert: {
            ...{ dropId, userId: user, variantId: variant, quantity, holdId: hold },
            ...(number === null ? { number: 1 } : {}),
          },
        },
        { upsert: true },
      );
    } catch (error) {
      // A later entry was written down before this one.
      if (!isDuplicateKey(error)) throw error;
    }
  };

  return {
    listOf,

    /**
     * Writes down entries of a drop's log. Again, and on several servers at once, changes nothing.
     * @returns those that this call wrote
     */
    async write(dropId: string, entries: readonly LogEntry[]): Promise<LogEntry[]> {
      if (entries.length === 0) return [];
      const fresh = await add(dropId, entries);
      // All of them, not only the fresh: whoever wrote the others may have died before this.
      await Promise.all(entries.filter(({ line }) => line).map((entry) => place(dropId, entry)));
      return fresh;
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

    /** Who stands in a drop's line or was offered units there and has not ended it, in their order. */
    async places(dropId: string): Promise<PlaceRecord[]> {
      const found = await places
        .find({ dropId, state: trusted({ $ne: "over" satisfies PlaceState }) })
        .sort({ number: 1 })
        .lean<PlaceDocument[]>();
      return found.map(toPlace);
    },

    /** The last place that was given in a drop's line; 0 for none. */
    async lastNumber(dropId: string): Promise<number> {
      const found = await places.findOne({ dropId }).sort({ number: -1 }).lean<PlaceDocument>();
      return found?.number ?? 0;
    },

    /** The users behind these entries of a fair start, in the order given. */
    async usersOf(entries: readonly string[]): Promise<string[]> {
      const found = await places.find({ _id: trusted({ $in: [...entries] }) }).lean<PlaceDocument[]>();
      const users = new Map(found.map(({ _id, userId }) => [_id, userId.toHexString()]));
      return entries.flatMap((entry) => users.get(entry) ?? []);
    },

    /** Settles who takes part in a fair start. @returns the list that was settled first, whoever tries */
    async settleList(dropId: string, entrants: readonly string[]): Promise<string[]> {
      try {
        await lists.create({ _id: new Types.ObjectId(dropId), entrants: entrants.toSorted() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const settled = await listOf(dropId);
      if (!settled) throw new Error("a list just settled is gone");
      return settled;
    },
  };
};
