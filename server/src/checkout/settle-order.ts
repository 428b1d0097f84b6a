import type { CartStore } from "../carts/carts.store.ts";
import type { DiscountStore } from "../discounts/discounts.store.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { HoldStore, StoredHold } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import type { InTurn } from "../kit/turns.ts";
import { type DropLine, dropLinesOf, shelfLinesOf, standsFor } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { Payment, Payments, PaymentTerms } from "../payments/payments.ts";
import type { StockStore } from "../stock/stock.store.ts";
import { turnsOfOrder, unitsOfLine } from "./order-units.ts";
import type { createRecordNew } from "./record-new.ts";
import type { createRecordPaid } from "./record-paid.ts";
import type { Tell } from "./tell.ts";

export interface SettleDeps {
  db: Db;
  drops: DropStore;
  holds: HoldStore;
  orders: OrderStore;
  carts: Pick<CartStore, "take">;
  stock: Pick<StockStore, "putBack">;
  /** Writes an order down, and later that it is paid: those of many at once together. */
  recordNew: ReturnType<typeof createRecordNew>;
  recordPaid: ReturnType<typeof createRecordPaid>;
  /** Gives back the code that a cancelled order used. */
  giveCodeBack: DiscountStore["giveBack"];
  /** Lets the orders with one code, or with units of one drop or shelf, be written and settled one after the other. */
  inTurn: InTurn;
  payments: Payments;
  /** How an order's payment is taken: the same answer every time. */
  termsOf(order: OrderRecord): Promise<PaymentTerms>;
  recount: Recount;
  tell: Tell;
  clock: Clock;
  log: Logger;
}

/** Brings Redis in line with what the record has just decided. Should it fail, the sweep or the next count does it. */
const follow = async (
  { recount, tell, log }: SettleDeps,
  order: OrderRecord,
  step: (line: DropLine) => Promise<StoredHold | null>,
): Promise<void> => {
  for (const line of dropLinesOf(order)) {
    const { dropId, showId } = line.source;
    try {
      const hold = await recount.counted(dropId, () => step(line));
      const orderId = standsFor(order, hold?.id ?? "") ? order.id : null;
      if (hold) tell.holdChanged(hold, { id: dropId, showId }, orderId);
    } catch (error) {
      log.warn({ err: error, orderId: order.id }, "the hold could not follow its order yet");
    }
  }
};

/** Cancels an order whose payment can no longer succeed, and puts its units back on sale. */
const cancel = async (deps: SettleDeps, order: OrderRecord, to: "released" | "expired"): Promise<void> => {
  const { db, drops, holds, orders, stock, tell } = deps;
  const cancelled = await deps.inTurn(turnsOfOrder(order), () =>
    inTransaction(db, async (session) => {
      const moved = await orders.move(order.id, "cancelled", { session });
      if (!moved) return null;
      for (const { source, variantId, quantity } of dropLinesOf(moved))
        await drops.unreserve(source.dropId, variantId, quantity, session);
      for (const line of shelfLinesOf(moved)) await stock.putBack(unitsOfLine(moved, line), session);
      await deps.giveCodeBack(moved.id, session);
      return moved;
    }),
  );
  if (!cancelled) return;
  await follow(deps, cancelled, async ({ source: { dropId, holdId } }) => {
    if (cancelled.letsGo.includes(holdId)) return holds.find(dropId, holdId);
    const result = await holds.end(dropId, holdId, to, ["active", "paying", "quarantined"]);
    return result?.hold ?? null;
  });
  await tell.orderChanged(cancelled);
};

/** Money that belongs to no order goes back. */
const refund = async (
  { payments, log }: SettleDeps,
  order: OrderRecord,
  payment: Payment,
  why: string,
): Promise<void> => {
  const { received, returned } = payment;
  const amount = { ...received, amount: received.amount - returned.amount };
  if (amount.amount === 0) return;
  log.error({ orderId: order.id, paymentId: payment.id }, `refunding: ${why}`);
  await payments.refund(payment.id, { amount, key: "not-owed" });
};

const takeFromCart = ({ carts }: SettleDeps, order: OrderRecord, session: DbSession) =>
  carts.take(order.buyerId, order.shopId, shelfLinesOf(order), session);

/** Milliseconds before an authorisation ends at which an uncaptured order is given up, so that it ends here first. */
const BEFORE_RELEASE_MS = 3_600_000;
/** Card networks keep an authorisation for at least five days (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const SHORTEST_AUTHORISATION_MS = 4 * 24 * 3_600_000;

/**
 * The buyer did everything and the shop takes the money later: the order waits for that as long as the authorisation
 * lasts, and its units with it. One whose time was over before is ended as if nothing had come: nobody was charged.
 */
const authorise = async (deps: SettleDeps, order: OrderRecord, payment: Payment): Promise<void> => {
  const { db, orders, recount, tell, clock, log } = deps;
  const now = clock.now();
  const until = payment.captureBefore
    ? new Date(payment.captureBefore.getTime() - BEFORE_RELEASE_MS)
    : new Date(now + SHORTEST_AUTHORISATION_MS);
  const done = await inTransaction(db, async (session) => {
    const authorised = { at: new Date(now), until };
    const moved = await orders.move(order.id, "authorised", { authorised, session });
    return moved && { moved, cart: await takeFromCart(deps, moved, session) };
  });
  if (!done) return;
  // Redis learns from the record that these holds have until then.
  for (const { source } of dropLinesOf(done.moved))
    await recount
      .recount(source.dropId)
      .catch((error: unknown) => log.warn({ err: error, orderId: order.id }, "the hold keeps its old time"));
  if (done.cart) tell.cartChanged(done.cart);
  await tell.orderAuthorised(done.moved);
};

/** The payment succeeded: the order is paid and its units are sold, once. */
const pay = async (deps: SettleDeps, order: OrderRecord, payment: Payment): Promise<void> => {
  const { holds, orders, tell } = deps;
  const { received } = payment;
  const { total } = order.totals;
  if (received.amount !== total.amount || received.currency !== total.currency) {
    await refund(deps, order, payment, "the amount paid is not the order's total");
    return cancel(deps, order, "expired");
  }
  const done = await deps.recordPaid(order);
  if (done) {
    const { paid, cart } = done;
    await follow(deps, paid, ({ source }) => holds.commit(source.dropId, source.holdId));
    if (cart) tell.cartChanged(cart);
    await tell.orderPaid(paid);
    return;
  }
  const now = await orders.find(order.id);
  if (now?.status === "cancelled") await refund(deps, order, payment, "its order had been cancelled");
};

/**
 * Lets an order follow its payment. The one way an order is paid or cancelled, whoever brings the news: a webhook, the
 * buyer's page, the reconciler or the expiry. Any news in any order, any number of times, ends in the same state.
 * @param to how a cancelled order's holds end that it does not let go: given back by their owner, or expired.
 */
export const settleOrder = async (
  deps: SettleDeps,
  order: OrderRecord,
  payment: Payment,
  to: "released" | "expired" = "expired",
): Promise<void> => {
  switch (payment.status) {
    case "succeeded":
      return pay(deps, order, payment);
    case "cancelled":
      return cancel(deps, order, to);
    case "authorised":
      return authorise(deps, order, payment);
    case "open":
    case "processing":
      return;
  }
};
