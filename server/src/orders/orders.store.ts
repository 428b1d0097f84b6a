import { randomInt } from "node:crypto";
import { type OrderStatus, orderStatusesBefore } from "@showdrop/shared";
import mongoose, { Types } from "mongoose";
import { batched } from "../kit/batched.ts";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";
import { type OrderDocument, orderSchema } from "./order.schema.ts";
import { claimsOf, holdClaim, isCartClaim } from "./order-lines.ts";
import { createOrderQueries, openOrders } from "./order-queries.ts";
import {
  type NewOrder,
  type OrderChange,
  type OrderRecord,
  toOrderDocument,
  toOrderRecord,
} from "./order-record.ts";

/** Milliseconds until an order that could not be ended is tried again, the first time, and at most. */
const END_AGAIN_MS = 1_000;
const END_AGAIN_AT_MOST_MS = 60_000;

/** Letters and digits that cannot be taken for one another when read aloud: no 0 O 1 I L. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const drawNumber = (): string => {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

export type OrderStore = ReturnType<typeof createOrderStore>;

/** The orders. */
export const createOrderStore = (db: Db) => {
  const orders = db.model<OrderDocument>("Order", orderSchema);
  const setPayment = batched(async (given: readonly { id: string; paymentId: string }[]) => {
    await driverOf(orders).bulkWrite(
      given.map(({ id, paymentId }) => ({
        updateOne: { filter: { _id: new Types.ObjectId(id) }, update: { $set: { paymentId } } },
      })),
    );
    return given.map(() => undefined);
  });
  return {
    ...createOrderQueries(orders),

    newId: (): string => new Types.ObjectId().toHexString(),

    /** @throws when another order has one of their claims; see `isClaimed`. */
    async create(given: readonly NewOrder[], session: DbSession): Promise<OrderRecord[]> {
      const created = given.map(
        (order): OrderRecord => ({
          ...order,
          number: drawNumber(),
          status: "pending_payment",
          claims: [`order:${order.id}`, ...claimsOf(order)],
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
        }),
      );
      await driverOf(orders).insertMany(created.map(toOrderDocument), { session, ignoreUndefined: true });
      return created;
    },
    isClaimed: isDuplicateKey,

    /** Lets an order rest that could not be ended, longer each time. */
    async endLater({ id, endTries }: OrderRecord, now: Date): Promise<void> {
      const wait = Math.min(END_AGAIN_MS * 2 ** endTries, END_AGAIN_AT_MOST_MS);
      await orders.updateOne(
        { _id: id, status: openOrders() },
        { endTries: endTries + 1, endAgainAt: new Date(now.getTime() + wait) },
      );
    },

    /** Changes an order that waits for its payment. @returns it as it is then; null when it does not wait any more. */
    async change(id: string, change: OrderChange): Promise<OrderRecord | null> {
      const found = await orders
        .findOneAndUpdate({ _id: id, status: "pending_payment" }, change, { returnDocument: "after" })
        .lean<OrderDocument>();
      return found && toOrderRecord(found);
    },

    setPayment: (id: string, paymentId: string): Promise<void> => setPayment({ id, paymentId }),

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

    /**
     * Moves these orders to paid, each if the table of moves lets it; they let go of their buyers' carts.
     * @returns those that moved, as they are then.
     */
    async pay(ids: readonly string[], paidAt: Date, session: DbSession): Promise<OrderRecord[]> {
      const status = { $in: orderStatusesBefore("paid") };
      const found = await driverOf(orders)
        .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, status }, { session })
        .toArray();
      if (found.length === 0) return [];
      const carts = found.flatMap(({ claims }) => claims.filter(isCartClaim));
      // Whoever changes one of them meanwhile meets this write, and one of the two is run again.
      await driverOf(orders).updateMany(
        { _id: { $in: found.map(({ _id }) => _id) } },
        {
          $set: { status: "paid" as const, paidAt },
          ...(carts.length > 0 ? { $pull: { claims: { $in: carts } } } : {}),
        },
        { session },
      );
      return found.map((order) =>
        toOrderRecord({
          ...order,
          ...{ status: "paid", paidAt, claims: order.claims.filter((claim) => !isCartClaim(claim)) },
        }),
      );
    },

    /**
     * Moves an order on, if the table of moves lets it; to paid it goes by `pay`. Once it does not simply wait any more it lets go of its buyer's
     * cart, and cancelled also of the holds that outlive it.
     * @returns it as it is then, or null when it may not.
     */
    async move(
      id: string,
      to: OrderStatus,
      more: { authorised?: { at: Date; until: Date }; session?: DbSession } = {},
    ): Promise<OrderRecord | null> {
      const options = { returnDocument: "after", session: more.session ?? null } as const;
      const moved = await orders
        .findOneAndUpdate(
          { _id: id, status: mongoose.trusted({ $in: orderStatusesBefore(to) }) },
          {
            status: to,
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
