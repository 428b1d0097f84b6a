import { trusted } from "mongoose";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import { type Db, type DbSession, driverOf } from "../kit/mongo.ts";
import { type LedgerSums, poolKey } from "../reconcile/find-differences.ts";
import { createLedger, type EntryDocument, type LedgerEntry, type StockDocument, toEntry } from "./ledger.ts";

/** Units of one line of an order. */
export interface LineUnits {
  variantId: string;
  quantity: number;
  orderId: string;
  lineId: string;
}

export type StockStore = ReturnType<typeof createStockStore>;

/** The stock of every variant, from which every channel sells: one append-only ledger each. */
export const createStockStore = (db: Db, clock: Clock) => {
  const { stocks, entries, post, note } = createLedger(db, clock);

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

    /** Puts more units into a drop, once per attempt. @returns false, and nothing happened, when there are too few. */
    async allocateMore(
      {
        variantId,
        quantity,
        dropId,
        by,
        attempt,
      }: { variantId: string; quantity: number; dropId: string; by: string; attempt: string },
      session: DbSession,
    ): Promise<boolean> {
      const reference = `drop:${dropId}:restocked:${attempt}`;
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

    /** Sets units aside for an order's line, once per line. @returns false, and nothing happened, when there are too few. */
    async setAside(
      { variantId, quantity, orderId, lineId }: LineUnits,
      session: DbSession,
    ): Promise<boolean> {
      const reference = `order:${orderId}:${lineId}:ordered`;
      const posted = await post(
        { variantId, move: "ordered", change: -quantity, quantity, reference },
        session,
      );
      return posted !== null;
    },

    /** The order was cancelled: its units are for sale again. @returns whether they came back now, and not before. */
    async putBack({ variantId, quantity, orderId, lineId }: LineUnits, session: DbSession): Promise<boolean> {
      const reference = `order:${orderId}:${lineId}:returned`;
      const posted = await post(
        { variantId, move: "returned", change: quantity, quantity, reference },
        session,
      );
      if (!posted) throw new Fault(`variant ${variantId} has no stock`);
      return posted.fresh;
    },

    /**
     * Notes that lines of orders were sold, once per line; their units left the available ones when they were set aside
     * for the order or put into the drop.
     * @returns how many were noted now, and not before.
     */
    commit: (sold: readonly LineUnits[], session: DbSession): Promise<number> =>
      note(
        sold.map(({ variantId, quantity, orderId, lineId }) => ({
          ...{ variantId, move: "committed", quantity, reference: `order:${orderId}:${lineId}:committed` },
        })),
        session,
      ),

    /** Puts units of an order back on the shelf whose money went back or which came back, once per reference. */
    async restock(
      given: { variantId: string; quantity: number; by: string | null; reference: string },
      session: DbSession,
    ): Promise<void> {
      const posted = await post({ ...given, move: "refunded", change: given.quantity }, session);
      if (!posted) throw new Fault(`variant ${given.variantId} has no stock`);
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

    /** The whole ledger summed up, read without a pause; entries that come meanwhile may or may not be in it. */
    async sums(): Promise<LedgerSums> {
      const found = await stocks.find().lean<StockDocument[]>();
      const variants = new Map(found.map(({ _id, available }) => [_id.toHexString(), { available, sum: 0 }]));
      const [allocated, committed] = [new Map<string, number>(), new Map<string, number>()];
      const add = (sums: Map<string, number>, key: string, units: number): void => {
        sums.set(key, (sums.get(key) ?? 0) + units);
      };
      let count = 0;
      const cursor = driverOf(entries)
        .find()
        .project<Pick<EntryDocument, "variantId" | "move" | "change" | "quantity" | "reference">>({
          ...{ variantId: 1, move: 1, change: 1, quantity: 1, reference: 1 },
        });
      for await (const entry of cursor) {
        count += 1;
        const variantId = entry.variantId.toHexString();
        const variant = variants.get(variantId);
        if (variant) variant.sum += entry.change;
        const [noun, id = ""] = entry.reference.split(":");
        if (noun === "drop") add(allocated, poolKey(id, variantId), -entry.change);
        if (entry.move === "committed") add(committed, poolKey(id, variantId), entry.quantity);
      }
      return { entries: count, variants, allocated, committed };
    },

    /** Sets a variant's available units to what its ledger adds up to. @returns the units before and after */
    async recount(variantId: string, session: DbSession): Promise<{ before: number; after: number } | null> {
      // Before the ledger is read: a posting at the same moment meets this write, and one of the two is run again.
      const stock = await stocks
        .findOneAndUpdate({ _id: variantId }, { $inc: { available: 0 } }, { session })
        .lean<StockDocument>();
      if (!stock) return null;
      const all = await entries.find({ variantId }).session(session).lean<EntryDocument[]>();
      const after = all.reduce((sum, { change }) => sum + change, 0);
      await stocks.updateOne({ _id: variantId }, { $set: { available: after } }, { session });
      return { before: stock.available, after };
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
