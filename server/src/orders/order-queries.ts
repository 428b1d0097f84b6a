import { type OrderStatus, owingStatuses } from "@showdrop/shared";
import mongoose, { Types } from "mongoose";
import { batched } from "../kit/batched.ts";
import { byId } from "../kit/by-id.ts";
import { type DbSession, driverOf } from "../kit/mongo.ts";
import type { OrderAccountRow } from "../reconcile/find-differences.ts";
import type { OrderDocument } from "./order.schema.ts";
import { cartClaim, holdClaim, shelfLinesOf } from "./order-lines.ts";
import { type OrderRecord, toOrderRecord } from "./order-record.ts";

const openStatuses: readonly OrderStatus[] = ["pending_payment", "authorised", "expiring"];

/** Orders that wait for their payment, as a filter. */
export const openOrders = () => mongoose.trusted({ $in: [...openStatuses] });

/** What is asked of the orders. */
export const createOrderQueries = (orders: mongoose.Model<OrderDocument>) => {
  const read = byId(orders);
  const settledOnes = mongoose.trusted({
    $in: ["paid", "partly_refunded", "refunded"] satisfies OrderStatus[],
  });
  /** Whose buyers have done everything. */
  const shownOnes = mongoose.trusted({
    $in: ["authorised", "paid", "partly_refunded", "refunded"] satisfies OrderStatus[],
  });
  const accountsWhere = async (
    filter: mongoose.QueryFilter<OrderDocument>,
    session: DbSession | null = null,
  ): Promise<OrderAccountRow[]> => {
    const found = await orders
      .find(filter)
      .select({ status: 1, paidAt: 1, lines: 1 })
      .session(session)
      .lean<Pick<OrderDocument, "_id" | "status" | "paidAt" | "lines">[]>();
    return found.flatMap(({ _id, status, paidAt, lines }) =>
      lines.map(({ variantId, quantity, source }) => ({
        ...{ orderId: _id.toHexString(), variantId, quantity },
        dropId: source.kind === "drop" ? source.dropId : null,
        state: openStatuses.includes(status) ? "open" : paidAt ? "sold" : "over",
      })),
    );
  };
  const page = async (filter: { buyerId: string }, before: string | undefined, limit: number) => {
    const found = await orders
      .find({
        ...filter,
        status: shownOnes,
        ...(before ? { _id: mongoose.trusted({ $lt: new Types.ObjectId(before) }) } : {}),
      })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<OrderDocument[]>();
    return found.map(toOrderRecord);
  };

  const claiming = batched(async (asked: readonly (readonly string[])[]) => {
    const found = await driverOf(orders)
      .find({ claims: { $in: [...new Set(asked.flat())] } })
      .toArray();
    const byClaim = Map.groupBy(
      found.map(toOrderRecord).flatMap((order) => order.claims.map((claim) => ({ claim, order }))),
      ({ claim }) => claim,
    );
    return asked.map((claims) => [
      ...new Set(claims.flatMap((claim) => byClaim.get(claim)?.map(({ order }) => order) ?? [])),
    ]);
  });
  const unsentOf = batched(async (asked: readonly { shopId: string; buyerId: string }[]) => {
    const found = await driverOf(orders)
      .find({
        buyerId: { $in: asked.map(({ buyerId }) => new Types.ObjectId(buyerId)) },
        ...{ status: "paid", fulfilment: "unfulfilled" },
      })
      .sort({ _id: 1 })
      .toArray();
    const ofBuyer = Map.groupBy(found.map(toOrderRecord), ({ buyerId }) => buyerId);
    return asked.map(
      ({ shopId, buyerId }) => ofBuyer.get(buyerId)?.filter((order) => order.shopId === shopId) ?? [],
    );
  });

  return {
    async find(id: string): Promise<OrderRecord | null> {
      const found = await read(id);
      return found && toOrderRecord(found);
    },

    /** The order that stands for a hold: the one it is, or was, being paid by. */
    async findByHold(holdId: string): Promise<OrderRecord | null> {
      const found = await orders.findOne({ claims: holdClaim(holdId) }).lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** The orders that have one of these claims. */
    claiming: (claims: readonly string[]): Promise<OrderRecord[]> => claiming(claims),

    /** Units of each variant that a buyer's open order keeps for them from the shelf of a shop. */
    async keptFor(buyerId: string, shopId: string): Promise<Map<string, number>> {
      const order = await orders.findOne({ claims: cartClaim(buyerId, shopId) }).lean<OrderDocument>();
      const shelf = order ? shelfLinesOf(order) : [];
      return new Map(shelf.map(({ variantId, quantity }) => [variantId, quantity]));
    },

    async findByPayment(paymentId: string): Promise<OrderRecord | null> {
      const found = await orders.findOne({ paymentId }).lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** The orders with units of a drop. */
    async ofDrop(dropId: string): Promise<OrderRecord[]> {
      const found = await orders.find({ "lines.source.dropId": dropId }).lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** The units of every order. */
    accounts: (): Promise<OrderAccountRow[]> => accountsWhere({}),

    /** The units of a drop's orders. */
    accountsOfDrop: (dropId: string, session: DbSession | null): Promise<OrderAccountRow[]> =>
      accountsWhere({ "lines.source.dropId": dropId }, session),

    async ofShow(showId: string): Promise<OrderRecord[]> {
      const found = await orders.find({ showId, status: settledOnes }).lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** How many people are paying for something of a show now. */
    async payingIn(showId: string): Promise<number> {
      return (await orders.distinct("buyerId", { showId, status: "pending_payment" })).length;
    },

    /** Whether a person paid for something in a shop and kept it. */
    async hasBought(shopId: string, buyerId: string): Promise<boolean> {
      return (
        (await orders.exists({ buyerId, shopId, status: mongoose.trusted({ $in: [...owingStatuses] }) })) !==
        null
      );
    },

    /** A buyer's paid orders with a product in them, newest first. */
    async ofBuyerWith(buyerId: string, productId: string): Promise<OrderRecord[]> {
      const found = await orders
        .find({ buyerId, "lines.productId": productId, status: settledOnes })
        .sort({ _id: -1 })
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** What a buyer bought of these drops, refunded or not. */
    async boughtOf(dropIds: readonly string[], buyerId: string): Promise<OrderRecord[]> {
      const found = await orders
        .find({
          buyerId,
          "lines.source.dropId": mongoose.trusted({ $in: [...dropIds] }),
          status: settledOnes,
          paidAt: mongoose.trusted({ $ne: null }),
        })
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** What a buyer paid for in a shop of which nothing is packed or sent yet, oldest first. */
    unsentOf: (shopId: string, buyerId: string): Promise<OrderRecord[]> => unsentOf({ shopId, buyerId }),

    /** How many orders somebody paid for in a shop, refunded ones too. */
    countOf: (shopId: string, buyerId: string): Promise<number> =>
      orders.countDocuments({ buyerId, shopId, status: settledOnes }),

    /** A buyer's paid and refunded orders, newest first. */
    ofBuyer: (buyerId: string, before: string | undefined, limit: number) => page({ buyerId }, before, limit),

    /**
     * Orders that wait for a payment and whose time was over before `at`; those that were never tried come first, so that
     * many that cannot be ended do not stand in the others' way.
     */
    async overdue(at: Date): Promise<OrderRecord[]> {
      const found = await orders
        .find({
          status: openOrders(),
          expiresAt: mongoose.trusted({ $lt: at }),
          endAgainAt: mongoose.trusted({ $not: { $gt: at } }),
        })
        .sort({ endAgainAt: 1, expiresAt: 1 })
        .limit(100)
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** Orders that wait for a payment since before `at`. */
    async waitingSince(at: Date): Promise<OrderRecord[]> {
      const found = await orders
        .find({ status: "pending_payment", createdAt: mongoose.trusted({ $lt: at }) })
        .limit(100)
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** A buyer's orders that wait for their payment. */
    async pendingOf(buyerId: string): Promise<OrderRecord[]> {
      const found = await orders.find({ buyerId, status: "pending_payment" }).lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },
  };
};
