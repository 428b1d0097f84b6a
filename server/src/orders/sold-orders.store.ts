import type { Money, OrderLine } from "@showdrop/shared";
import { Types, trusted } from "mongoose";
import type { Db } from "../kit/mongo.ts";
import { type OrderDocument, orderSchema } from "./order.schema.ts";

/** An order as far as reports count it. */
export interface SoldOrder {
  id: string;
  buyerId: string;
  showId: string | null;
  /** Null: it was not paid. */
  paidAt: Date | null;
  total: Money;
  /** In minor units of the same currency. */
  refunded: number;
  lines: Pick<OrderLine, "id" | "productId" | "title" | "imageUrl" | "quantity" | "source" | "totals">[];
}

type Row = Pick<OrderDocument, "_id" | "buyerId" | "showId" | "paidAt" | "totals" | "refunded" | "lines">;

const fields = { buyerId: 1, showId: 1, paidAt: 1, totals: 1, refunded: 1, lines: 1 } as const;

const toSold = ({ _id, buyerId, showId, paidAt, totals, refunded, lines }: Row): SoldOrder => ({
  id: _id.toHexString(),
  buyerId: buyerId.toHexString(),
  showId: showId?.toHexString() ?? null,
  paidAt,
  total: totals.total,
  refunded,
  lines,
});

export type SoldOrderStore = ReturnType<typeof createSoldOrderStore>;

/** The orders, for counting. */
export const createSoldOrderStore = (db: Db) => {
  const orders = db.model<OrderDocument>("Order", orderSchema);
  return {
    /** Every order of some shows, paid or not. */
    async ofShows(showIds: readonly string[]): Promise<SoldOrder[]> {
      const found = await orders
        .find({ showId: trusted({ $in: showIds.map((id) => new Types.ObjectId(id)) }) })
        .select(fields)
        .lean<Row[]>();
      return found.map(toSold);
    },

    /** Whether somebody ever began to buy. */
    async hasOrdered(buyerId: string): Promise<boolean> {
      return (await orders.exists({ buyerId })) !== null;
    },

    /** A shop's orders that were paid since a moment, refunded later or not. */
    async paidSince(shopId: string, since: Date): Promise<SoldOrder[]> {
      const found = await orders
        .find({ shopId, paidAt: trusted({ $gte: since }) })
        .select(fields)
        .lean<Row[]>();
      return found.map(toSold);
    },
  };
};
