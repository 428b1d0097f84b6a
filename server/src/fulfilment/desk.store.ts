import {
  type OrderStatus,
  orderStatusesBefore,
  owingStatuses,
  type ShopOrdersFilter,
} from "@showdrop/shared";
import { type QueryFilter, Types, trusted } from "mongoose";
import { type Db, type DbSession, literally } from "../kit/mongo.ts";
import type { OrderDocument } from "../orders/order.schema.ts";
import { type OrderRecord, toOrderRecord } from "../orders/order-record.ts";

/** What of an order changes after it was paid. */
export type DeskChange = Partial<Pick<OrderRecord, "fulfilment" | "refunded" | "cancellation" | "pickup">>;

/** Which of a shop's paid orders, and how many of those that follow `before`. */
export interface OrderSearch extends Omit<ShopOrdersFilter, "text"> {
  /** Words in the order itself, or people whose name has them; null for any. */
  words: { text: string; buyerIds: readonly string[] } | null;
  before?: string | undefined;
  limit: number;
}

const conditionsOf = (shopId: string, search: OrderSearch): QueryFilter<OrderDocument> => {
  const { words, status, fulfilment, delivery, asked, showId, from, until, before } = search;
  const pattern = words && trusted({ $regex: literally(words.text) });
  return {
    shopId,
    paidAt: trusted({
      $ne: null,
      ...(from === undefined ? {} : { $gte: new Date(from) }),
      ...(until === undefined ? {} : { $lt: new Date(until) }),
    }),
    ...(status === undefined ? {} : { status }),
    ...(fulfilment === undefined ? {} : { fulfilment }),
    ...(delivery === undefined ? {} : { "delivery.kind": delivery }),
    ...(asked === undefined ? {} : { "cancellation.answer": "waiting" }),
    ...(showId === undefined ? {} : { showId }),
    ...(before === undefined ? {} : { _id: trusted({ $lt: new Types.ObjectId(before) }) }),
    ...(words
      ? {
          $or: [
            { number: pattern },
            { email: pattern },
            { "address.name": pattern },
            { "lines.title": pattern },
            { buyerId: trusted({ $in: [...words.buyerIds] }) },
          ],
        }
      : {}),
  };
};

export type DeskStore = ReturnType<typeof createDeskStore>;

/** The orders, for those who work on paid ones. */
export const createDeskStore = (db: Db) => {
  const orders = db.model<OrderDocument>("Order");
  return {
    /**
     * Takes a paid order into the hand: whoever else wants it waits until this transaction is over, and then sees what it did.
     * @returns null when it was never paid
     */
    async take(id: string, session: DbSession): Promise<OrderRecord | null> {
      const found = await orders
        .findOneAndUpdate(
          { _id: id, paidAt: trusted({ $ne: null }) },
          { $inc: { revision: 1 } },
          { returnDocument: "after", session },
        )
        .lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** A shop's paid orders that fit, newest first. */
    async search(shopId: string, search: OrderSearch): Promise<OrderRecord[]> {
      const found = await orders
        .find(conditionsOf(shopId, search))
        .sort({ _id: -1 })
        .limit(search.limit)
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    async findByNumber(shopId: string, number: string): Promise<OrderRecord | null> {
      const found = await orders.findOne({ shopId, number }).lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** The shop's own among these orders that were paid, oldest first. */
    async ofShop(ids: readonly string[], shopId: string): Promise<OrderRecord[]> {
      const found = await orders
        .find({ _id: trusted({ $in: [...ids] }), shopId, paidAt: trusted({ $ne: null }) })
        .sort({ _id: 1 })
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** The shop's paid orders that travel in the parcels of these bundles, oldest first. */
    async inBundles(bundleIds: readonly string[], shopId: string): Promise<OrderRecord[]> {
      const ids = trusted({ $in: [...bundleIds] });
      const found = await orders
        .find({
          shopId,
          status: trusted({ $in: [...owingStatuses] }),
          $or: [{ _id: ids }, { "bundle.id": ids }],
        })
        .sort({ _id: 1 })
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    async change(id: string, change: DeskChange, session: DbSession): Promise<void> {
      await orders.updateOne({ _id: id }, { $set: change }, { session });
    },

    /** Moves an order on, if the table of moves lets it. */
    async move(id: string, to: OrderStatus, session: DbSession): Promise<void> {
      await orders.updateOne(
        { _id: id, status: trusted({ $in: orderStatusesBefore(to) }) },
        { $set: { status: to } },
        { session },
      );
    },
  };
};
