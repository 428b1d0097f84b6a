import { randomInt } from "node:crypto";
import {
  type Address,
  type Bundle,
  type Cancellation,
  type Delivery,
  type FulfilmentStatus,
  type LineTotals,
  type Locale,
  type OrderLine,
  type OrderStatus,
  orderStatusesBefore,
  owingStatuses,
  type Totals,
} from "@showdrop/shared";
import mongoose, { Types } from "mongoose";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";
import type { OrderAccountRow } from "../reconcile/find-differences.ts";
import { type OrderDocument, orderSchema } from "./order.schema.ts";
import { cartClaim, claimsOf, holdClaim, isCartClaim, shelfLinesOf } from "./order-lines.ts";

/** An order as the record has it. */
export interface OrderRecord {
  id: string;
  number: string;
  status: OrderStatus;
  shopId: string;
  showId: string | null;
  /** An account or a guest. */
  buyerId: string;
  email: string;
  lines: OrderLine[];
  /** What no other order may have meanwhile, and the order's own name; see `claimsOf`. */
  claims: string[];
  /** Holds that live on should the order be cancelled, because its buyer replaces it or gives others back. */
  letsGo: string[];
  totals: Totals;
  shippingTotals: LineTotals;
  bundle: Bundle | null;
  /** The discount code that counted. */
  code: string | null;
  delivery: Delivery;
  address: Address | null;
  /** Null until the payment provider has answered the first time. */
  paymentId: string | null;
  /** Counts the attempts to open the payment, from 1. */
  paymentAttempt: number;
  createdAt: Date;
  expiresAt: Date;
  /** Whether it was given more time already, as its payment was under way; it is once. */
  extended: boolean;
  paidAt: Date | null;
  /** When its buyer had done everything, and the money only waited to be taken; null when it was taken at once. */
  authorisedAt: Date | null;
  /** Tries to end it that came to nothing, and when the next one is due; null: at once. */
  endTries: number;
  endAgainAt: Date | null;
  /** The language in which its buyer is written to. */
  locale: Locale;
  fulfilment: FulfilmentStatus;
  /** What was given back, or is about to be: minor units of its currency, never more than was paid. */
  refunded: number;
  /** Grows with everything that is done with it once it is paid: whoever does something waits for the one before. */
  revision: number;
  /** The buyer's wish to cancel, and what the shop said. */
  cancellation: (Omit<Cancellation, "askedAt"> & { askedAt: Date }) | null;
  /** Which of its pickup codes is good, and who handed it over. */
  pickup: { serial: number; collectedAt: Date | null; collectedBy: string | null };
}

/** Milliseconds until an order that could not be ended is tried again, the first time, and at most. */
const END_AGAIN_MS = 1_000;
const END_AGAIN_AT_MOST_MS = 60_000;

/** An order as the database has it, as a record. */
export const toOrderRecord = ({ _id, shopId, showId, buyerId, ...rest }: OrderDocument): OrderRecord => ({
  ...rest,
  id: _id.toHexString(),
  shopId: shopId.toHexString(),
  showId: showId?.toHexString() ?? null,
  buyerId: buyerId.toHexString(),
});

const toDocument = ({ id, shopId, showId, buyerId, ...rest }: OrderRecord): OrderDocument => ({
  ...rest,
  _id: new Types.ObjectId(id),
  shopId: new Types.ObjectId(shopId),
  showId: showId === null ? null : new Types.ObjectId(showId),
  buyerId: new Types.ObjectId(buyerId),
});

/** Letters and digits that cannot be taken for one another when read aloud: no 0 O 1 I L. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const drawNumber = (): string => {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

export type NewOrder = Omit<
  OrderRecord,
  | ("number" | "status" | "claims" | "letsGo" | "paymentId" | "paymentAttempt" | "extended" | "paidAt")
  | ("authorisedAt" | "endTries" | "endAgainAt")
  | ("fulfilment" | "refunded" | "revision" | "cancellation" | "pickup")
>;
/** What may still change while the order waits for its payment: nothing that it costs. */
export type OrderChange = Pick<
  OrderRecord,
  "address" | "delivery" | "email" | "totals" | "shippingTotals" | "bundle"
>;
export type OrderStore = ReturnType<typeof createOrderStore>;

/** The orders. */
export const createOrderStore = (db: Db) => {
  const orders = db.model<OrderDocument>("Order", orderSchema);
  const settledOnes = mongoose.trusted({
    $in: ["paid", "partly_refunded", "refunded"] satisfies OrderStatus[],
  });
  /** Whose buyers have done everything. */
  const shownOnes = mongoose.trusted({
    $in: ["authorised", "paid", "partly_refunded", "refunded"] satisfies OrderStatus[],
  });
  const openStatuses: readonly OrderStatus[] = ["pending_payment", "authorised", "expiring"];
  const openOnes = mongoose.trusted({ $in: [...openStatuses] });
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

  return {
    newId: (): string => new Types.ObjectId().toHexString(),

    /** @throws when another order has one of its claims; see `isClaimed`. */
    async create(given: NewOrder, session: DbSession): Promise<OrderRecord> {
      const order: OrderRecord = {
        ...given,
        number: drawNumber(),
        status: "pending_payment",
        claims: [`order:${given.id}`, ...claimsOf(given)],
        letsGo: [],
        paymentId: null,
        paymentAttempt: 1,
        extended: false,
        paidAt: null,
        authorisedAt: null,
        endTries: 0,
        endAgainAt: null,
        fulfilment: "unfulfilled",
        refunded: 0,
        revision: 0,
        cancellation: null,
        pickup: { serial: 1, collectedAt: null, collectedBy: null },
      };
      await driverOf(orders).insertOne(toDocument(order), { session, ignoreUndefined: true });
      return order;
    },
    isClaimed: isDuplicateKey,

    async find(id: string): Promise<OrderRecord | null> {
      const found = await orders.findById(id).lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** The order that stands for a hold: the one it is, or was, being paid by. */
    async findByHold(holdId: string): Promise<OrderRecord | null> {
      const found = await orders.findOne({ claims: holdClaim(holdId) }).lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** The orders that have one of these claims. */
    async claiming(claims: readonly string[]): Promise<OrderRecord[]> {
      const found = await orders
        .find({ claims: mongoose.trusted({ $in: [...claims] }) })
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

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
    async unsentOf(shopId: string, buyerId: string): Promise<OrderRecord[]> {
      const found = await orders
        .find({ shopId, buyerId, status: "paid", fulfilment: "unfulfilled" })
        .sort({ _id: 1 })
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

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
          status: openOnes,
          expiresAt: mongoose.trusted({ $lt: at }),
          endAgainAt: mongoose.trusted({ $not: { $gt: at } }),
        })
        .sort({ endAgainAt: 1, expiresAt: 1 })
        .limit(100)
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** Lets an order rest that could not be ended, longer each time. */
    async endLater({ id, endTries }: OrderRecord, now: Date): Promise<void> {
      const wait = Math.min(END_AGAIN_MS * 2 ** endTries, END_AGAIN_AT_MOST_MS);
      await orders.updateOne(
        { _id: id, status: openOnes },
        { endTries: endTries + 1, endAgainAt: new Date(now.getTime() + wait) },
      );
    },

    /** Orders that wait for a payment since before `at`. */
    async waitingSince(at: Date): Promise<OrderRecord[]> {
      const found = await orders
        .find({ status: "pending_payment", createdAt: mongoose.trusted({ $lt: at }) })
        .limit(100)
        .lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /** Changes an order that waits for its payment. @returns it as it is then; null when it does not wait any more. */
    async change(id: string, change: OrderChange): Promise<OrderRecord | null> {
      const found = await orders
        .findOneAndUpdate({ _id: id, status: "pending_payment" }, change, { returnDocument: "after" })
        .lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    async setPayment(id: string, paymentId: string): Promise<void> {
      await orders.updateOne({ _id: id }, { paymentId });
    },

    /** Gives up an attempt to open the payment; whoever comes later with the same one changes nothing. */
    async endPaymentAttempt(id: string, attempt: number): Promise<void> {
      await orders.updateOne(
        { _id: id, paymentAttempt: attempt, paymentId: null },
        { $inc: { paymentAttempt: 1 } },
      );
    },

    /** Lets these holds live on, should the order be cancelled. */
    async letGo(id: string, holdIds: readonly string[]): Promise<void> {
      await orders.updateOne({ _id: id }, { letsGo: [...holdIds] });
    },

    /**
     * Lets a cancelled order stand again for a hold that it had let go, so that no other order can be written for it.
     * @returns false when another has it, or no order ever let it go.
     */
    async standAgain(holdId: string): Promise<boolean> {
      try {
        const found = await orders.updateOne(
          { letsGo: holdId, status: "cancelled" },
          { $addToSet: { claims: holdClaim(holdId) } },
        );
        return found.matchedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** Gives an order more time, once. @returns it as it is then; null when it had that before, or waits no more. */
    async extend(id: string, expiresAt: Date): Promise<OrderRecord | null> {
      const found = await orders
        .findOneAndUpdate(
          { _id: id, status: "pending_payment", extended: false },
          { expiresAt, extended: true },
          { returnDocument: "after" },
        )
        .lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    /** The orders of a guest are those of an account from now on. */
    async adopt(guestId: string, userId: string): Promise<void> {
      await orders.updateMany({ buyerId: guestId }, { buyerId: userId });
    },

    /** A buyer's orders that wait for their payment. */
    async pendingOf(buyerId: string): Promise<OrderRecord[]> {
      const found = await orders.find({ buyerId, status: "pending_payment" }).lean<OrderDocument[]>();
      return found.map(toOrderRecord);
    },

    /**
     * Moves an order on, if the table of moves lets it. Once it does not simply wait any more it lets go of its buyer's
     * cart, and cancelled also of the holds that outlive it.
     * @returns it as it is then, or null when it may not.
     */
    async move(
      id: string,
      to: OrderStatus,
      more: { paidAt?: Date; authorised?: { at: Date; until: Date }; session?: DbSession } = {},
    ): Promise<OrderRecord | null> {
      const options = { returnDocument: "after", session: more.session ?? null } as const;
      const moved = await orders
        .findOneAndUpdate(
          { _id: id, status: mongoose.trusted({ $in: orderStatusesBefore(to) }) },
          {
            status: to,
            ...(more.paidAt ? { paidAt: more.paidAt } : {}),
            ...(more.authorised
              ? { authorisedAt: more.authorised.at, expiresAt: more.authorised.until }
              : {}),
          },
          options,
        )
        .lean<OrderDocument>();
      if (!moved) return null;
      const record = toOrderRecord(moved);
      const dropped = [
        ...record.claims.filter(isCartClaim),
        ...(to === "cancelled" ? record.letsGo.map(holdClaim) : []),
      ];
      if (dropped.length === 0) return record;
      const after = await orders
        .findOneAndUpdate({ _id: id }, { $pull: { claims: { $in: dropped } } }, options)
        .lean<OrderDocument>();
      return after && toOrderRecord(after);
    },
  };
};
