import { MAX_STOCK, type StockEntry } from "@showdrop/shared";
import { Schema, type Types, trusted } from "mongoose";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

interface StockDocument {
  /** The variant's id. */
  _id: Types.ObjectId;
  available: number;
  /** Its variant was removed: nothing of it can be sold any more. */
  retired: boolean;
}

interface EntryDocument {
  _id: Types.ObjectId;
  variantId: Types.ObjectId;
  move: StockEntry["move"];
  change: number;
  quantity: number;
  /** Available units after this entry, as its transaction saw them. */
  availableAfter: number;
  reason: string;
  by: Types.ObjectId | null;
  /** The business fact that this entry records, once: a drop's allocation, an order, a person's attempt. */
  reference: string;
  at: Date;
}

const stockSchema = new Schema<StockDocument>({
  available: { type: Number, required: true },
  retired: { type: Boolean, required: true },
});

const entrySchema = new Schema<EntryDocument>(
  {
    variantId: { type: Schema.Types.ObjectId, required: true, immutable: true },
    move: { type: String, required: true, immutable: true },
    change: { type: Number, required: true, immutable: true },
    quantity: { type: Number, required: true, immutable: true },
    availableAfter: { type: Number, required: true, immutable: true },
    reason: { type: String, default: "", immutable: true },
    by: { type: Schema.Types.ObjectId, default: null, immutable: true },
    reference: { type: String, required: true, immutable: true },
    at: { type: Date, required: true, immutable: true },
  },
  { collection: "stock_entries" },
);
entrySchema.index({ variantId: 1, reference: 1 }, { unique: true });
entrySchema.index({ variantId: 1, _id: -1 });

/** An entry as the store gives it; the edge puts a person in the place of `by`. */
export interface LedgerEntry extends Omit<StockEntry, "by" | "at"> {
  by: string | null;
  availableAfter: number;
  at: Date;
}

type Posting = Pick<StockEntry, "variantId" | "move" | "change" | "quantity"> & {
  reason?: string;
  by?: string | null;
  reference: string;
};

const toEntry = (entry: EntryDocument): LedgerEntry => ({
  id: entry._id.toHexString(),
  variantId: entry.variantId.toHexString(),
  move: entry.move,
  change: entry.change,
  quantity: entry.quantity,
  availableAfter: entry.availableAfter,
  reason: entry.reason,
  by: entry.by?.toHexString() ?? null,
  at: entry.at,
});

export type StockStore = ReturnType<typeof createStockStore>;

/**
 * One append-only ledger per variant, for every channel that sells it. A variant's available units change in the same
 * transaction as the ledger grows, by a write that cannot take more than there is: available is the ledger's sum.
 */
export const createStockStore = (db: Db, clock: Clock) => {
  const stocks = db.model<StockDocument>("Stock", stockSchema);
  const entries = db.model<EntryDocument>("StockEntry", entrySchema);

  /** What must be true of the stock for a change to be possible. */
  const conditionFor = ({ move, change }: Posting) => {
    if (move === "returned") return {};
    return {
      retired: false,
      available: change < 0 ? trusted({ $gte: -change }) : trusted({ $lte: MAX_STOCK - change }),
    };
  };

  /**
   * Adds an entry and what it does to the available units, once per reference.
   * @returns the entry and whether it is new, or null when the stock does not allow it.
   */
  const post = async (
    posting: Posting,
    session: DbSession,
  ): Promise<{ entry: LedgerEntry; fresh: boolean } | null> => {
    const { variantId, reference, change } = posting;
    const earlier = await entries.findOne({ variantId, reference }).session(session).lean<EntryDocument>();
    if (earlier) return { entry: toEntry(earlier), fresh: false };
    const stock =
      change === 0
        ? await stocks.findById(variantId).session(session).lean<StockDocument>()
        : // Two transactions that post at the same time meet here: one is run again and then sees the other's entry.
          await stocks
            .findOneAndUpdate(
              { _id: variantId, ...conditionFor(posting) },
              { $inc: { available: change } },
              { session, returnDocument: "after" },
            )
            .lean<StockDocument>();
    if (!stock) return null;
    const [entry] = await entries.create(
      [{ ...posting, availableAfter: stock.available, at: new Date(clock.now()) }],
      { session },
    );
    if (!entry) throw new Fault("the ledger gave no entry");
    return { entry: toEntry(entry), fresh: true };
  };

  return {
    /** Begins a variant's ledger with its first units. */
    async open(
      { variantId, quantity, by }: { variantId: string; quantity: number; by: string },
      session: DbSession,
    ): Promise<void> {
      await stocks.create([{ _id: variantId, available: 0, retired: false }], { session });
      if (quantity > 0)
        await post(
          { variantId, move: "received", change: quantity, quantity, by, reference: "first" },
          session,
        );
    },

    /**
     * Adds or takes away units by hand, once per `key`.
     * @returns the entry under that key and whether it is new; null when there are too few or would be too many.
     */
    move(
      {
        change,
        key,
        ...given
      }: { variantId: string; change: number; reason: string; by: string; key: string },
      session: DbSession,
    ): Promise<{ entry: LedgerEntry; fresh: boolean } | null> {
      const move = change > 0 ? "received" : "adjusted";
      return post({ ...given, move, change, quantity: Math.abs(change), reference: `key:${key}` }, session);
    },

    /** Puts units into a drop, once per drop. @returns false, and nothing happened, when there are too few. */
    async allocate(
      {
        variantId,
        quantity,
        dropId,
        by,
      }: { variantId: string; quantity: number; dropId: string; by: string },
      session: DbSession,
    ): Promise<boolean> {
      const reference = `drop:${dropId}:allocated`;
      const posted = await post(
        { variantId, move: "allocated", change: -quantity, quantity, by, reference },
        session,
      );
      return posted !== null;
    },

    /**
     * Takes unsold units back from a drop, once per drop.
     * @returns whether they came back now, and not before.
     */
    async giveBack(
      { variantId, quantity, dropId }: { variantId: string; quantity: number; dropId: string },
      session: DbSession,
    ): Promise<boolean> {
      const reference = `drop:${dropId}:returned`;
      const posted = await post(
        { variantId, move: "returned", change: quantity, quantity, reference },
        session,
      );
      if (!posted) throw new Fault(`variant ${variantId} has no stock`);
      return posted.fresh;
    },

    /**
     * Notes that units of a drop were sold, once per order; they left the available ones when they were allocated.
     * @returns whether it was noted now, and not before.
     */
    async commit(
      { variantId, quantity, orderId }: { variantId: string; quantity: number; orderId: string },
      session: DbSession,
    ): Promise<boolean> {
      const reference = `order:${orderId}:committed`;
      const posted = await post({ variantId, move: "committed", change: 0, quantity, reference }, session);
      if (!posted) throw new Fault(`variant ${variantId} has no stock`);
      return posted.fresh;
    },

    /** Ends the sale of a variant that is being removed; an allocation at the same moment waits, then fails. */
    async retire(variantId: string, session: DbSession): Promise<void> {
      await stocks.updateOne({ _id: variantId }, { $set: { retired: true } }, { session });
    },

    /** Available units per variant. */
    async availableOf(variantIds: readonly string[], session?: DbSession): Promise<Map<string, number>> {
      const found = await stocks
        .find({ _id: trusted({ $in: [...variantIds] }) })
        .session(session ?? null)
        .lean<StockDocument[]>();
      return new Map(found.map(({ _id, available }) => [_id.toHexString(), available]));
    },

    /** A variant's ledger, newest first; `before` is the last entry of the page before. */
    async entriesOf(
      variantId: string,
      { before, limit }: { before?: string | undefined; limit: number },
    ): Promise<LedgerEntry[]> {
      const found = await entries
        .find({ variantId, ...(before ? { _id: trusted({ $lt: before }) } : {}) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<EntryDocument[]>();
      return found.map(toEntry);
    },
  };
};
