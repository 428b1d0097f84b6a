import { MAX_STOCK, type StockEntry } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import { type Db, type DbSession, driverOf } from "../kit/mongo.ts";

export interface StockDocument {
  /** The variant's id. */
  _id: Types.ObjectId;
  available: number;
  /** Its variant was removed: nothing of it can be sold any more. */
  retired: boolean;
}

export interface EntryDocument {
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

/** An entry to be. */
type Posting = Pick<StockEntry, "variantId" | "move" | "change" | "quantity"> & {
  reason?: string;
  by?: string | null;
  reference: string;
};

/** An entry as the database has it, as the store gives it. */
export const toEntry = (entry: EntryDocument): LedgerEntry => ({
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

/**
 * The way into the ledger. A variant's available units change in the same transaction as the ledger grows, by a write
 * that cannot take more than there is: available is the ledger's sum.
 */
export const createLedger = (db: Db, clock: Clock) => {
  const stocks = db.model<StockDocument>("Stock", stockSchema);
  const entries = db.model<EntryDocument>("StockEntry", entrySchema);

  /** What must be true of the stock for a change to be possible. */
  const conditionFor = ({ move, change }: Posting) => {
    // What comes back is there, whatever became of its variant.
    if (move === "returned" || move === "refunded") return {};
    return {
      retired: false,
      available: change < 0 ? trusted({ $gte: -change }) : trusted({ $lte: MAX_STOCK - change }),
    };
  };

  /**
   * Adds an entry and what it does to the available units, once per reference; one that does nothing is for `note`.
   * @returns the entry and whether it is new, or null when the stock does not allow it.
   */
  const post = async (
    posting: Posting,
    session: DbSession,
  ): Promise<{ entry: LedgerEntry; fresh: boolean } | null> => {
    const { variantId, reference, change } = posting;
    const earlier = await entries.findOne({ variantId, reference }).session(session).lean<EntryDocument>();
    if (earlier) return { entry: toEntry(earlier), fresh: false };
    // Two transactions that post at the same time meet here: one is run again and then sees the other's entry.
    const stock = await stocks
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

  /**
   * Adds entries that change no available units, once per reference.
   * @returns how many of them are new
   * @throws {Fault} when one is of a variant that has no stock
   */
  const note = async (noted: readonly Omit<Posting, "change">[], session: DbSession): Promise<number> => {
    const keyOf = ({ variantId, reference }: { variantId: unknown; reference: string }) =>
      `${variantId} ${reference}`;
    const variantIds = [...new Set(noted.map(({ variantId }) => variantId))].map(
      (id) => new Types.ObjectId(id),
    );
    const references = noted.map(({ reference }) => reference);
    const earlier = await driverOf(entries)
      .find({ variantId: { $in: variantIds }, reference: { $in: references } }, { session })
      .toArray();
    const before = new Set(earlier.map(keyOf));
    const fresh = noted.filter((posting) => !before.has(keyOf(posting)));
    if (fresh.length === 0) return 0;
    const found = await driverOf(stocks)
      .find({ _id: { $in: variantIds } }, { session })
      .toArray();
    const available = new Map(found.map((stock) => [stock._id.toHexString(), stock.available]));
    const at = new Date(clock.now());
    await driverOf(entries).insertMany(
      fresh.map(({ variantId, ...posting }) => {
        const availableAfter = available.get(variantId);
        if (availableAfter === undefined) throw new Fault(`variant ${variantId} has no stock`);
        return {
          ...{ _id: new Types.ObjectId(), variantId: new Types.ObjectId(variantId) },
          ...{ ...posting, change: 0, availableAfter, reason: "", by: null, at },
        };
      }),
      { session },
    );
    return fresh.length;
  };

  return { stocks, entries, post, note };
};
