import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { HoldStore, StoredHold } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import type { OrderRecord, OrderStore } from "../orders/orders.store.ts";
import type { Payment, Payments } from "../payments/payments.ts";
import type { Tell } from "./tell.ts";

export interface SettleDeps {
  db: Db;
  drops: DropStore;
  holds: HoldStore;
  orders: OrderStore;
  payments: Payments;
  recount: Recount;
  tell: Tell;
  clock: Clock;
  log: Logger;
  commitStock(
    move: { variantId: string; quantity: number; orderId: string },
    session: DbSession,
  ): Promise<unknown>;
}

/** Brings Redis in line with what the record has just decided. Should it fail, the sweep or the next count does it. */
const follow = async (
  { recount, tell, log }: SettleDeps,
  order: OrderRecord,
  step: () => Promise<StoredHold | null>,
): Promise<void> => {
  try {
    const hold = await recount.counted(order.dropId, step);
    if (hold) tell.holdChanged(hold, { id: order.dropId, showId: order.showId }, order.id);
  } catch (error) {
    log.warn({ err: error, orderId: order.id }, "the hold could not follow its order yet");
  }
};

/** Cancels an order whose payment can no longer succeed, and puts its units back on sale. */
const cancel = async (deps: SettleDeps, order: OrderRecord, to: "released" | "expired"): Promise<void> => {
  const { db, drops, holds, orders, tell } = deps;
  const cancelled = await inTransaction(db, async (session) => {
    const moved = await orders.move(order.id, "cancelled", { session });
    if (moved) await drops.unreserve(order.dropId, order.quantity, session);
    return moved;
  });
  if (!cancelled) return;
  await follow(deps, cancelled, async () => {
    const result = await holds.end(order.dropId, order.holdId, to, ["active", "paying", "quarantined"]);
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
  if (payment.refunded) return;
  log.error({ orderId: order.id, paymentId: payment.id }, `refunding: ${why}`);
  await payments.refund(payment.id);
};

/** The payment succeeded: the order is paid and its units are sold, once. */
const pay = async (deps: SettleDeps, order: OrderRecord, payment: Payment): Promise<void> => {
  const { db, drops, holds, orders, tell, clock, commitStock } = deps;
  const { received } = payment;
  if (received.amount !== order.total.amount || received.currency !== order.total.currency) {
    await refund(deps, order, payment, "the amount paid is not the order's total");
    return cancel(deps, order, "expired");
  }
  const drop = await drops.find(order.dropId);
  if (!drop) throw new Error(`order ${order.id} has no drop`);
  const paid = await inTransaction(db, async (session) => {
    const moved = await orders.move(order.id, "paid", { paidAt: new Date(clock.now()), session });
    if (!moved) return null;
    await drops.commit(order.dropId, order.quantity, session);
    await commitStock({ variantId: drop.variantId, quantity: order.quantity, orderId: order.id }, session);
    return moved;
  });
  if (paid) {
    await follow(deps, paid, () => holds.commit(order.dropId, order.holdId));
    await tell.orderPaid(paid);
    return;
  }
  const now = await orders.find(order.id);
  if (now?.status === "cancelled") await refund(deps, order, payment, "its order had been cancelled");
};

/**
 * Lets an order follow its payment. The one way an order is paid or cancelled, whoever brings the news: a webhook, the
 * buyer's page, the reconciler or the expiry. Any news in any order, any number of times, ends in the same state.
 * @param to how a cancelled order's hold ends: given back by its owner, or expired.
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
    case "open":
    case "processing":
      return;
  }
};
