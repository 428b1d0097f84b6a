import { dropLinesOf } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { type Payment, PaymentsUnavailable } from "../payments/payments.ts";
import { openPayment } from "./open-payment.ts";
import { type SettleDeps, settleOrder } from "./settle-order.ts";

/** Cancels an order's payment, if it can still be. A checkout that was cut off may have opened one without noting it. */
const cancelPayment = async (deps: SettleDeps, order: OrderRecord): Promise<Payment> => {
  const id = order.paymentId ?? (await openPayment(deps, order)).id;
  return deps.payments.cancel(id);
};

/** How long an order is given once more: as long as its buyer had at first, from the moment it was written. */
const moreTime = ({ createdAt, expiresAt }: OrderRecord, now: number): Date =>
  new Date(now + Math.max(0, expiresAt.getTime() - createdAt.getTime()));

/**
 * Ends an order whose time is over, unless its buyer is just answering their bank: then it is given its time once more,
 * and its holds with it, but never twice.
 */
export const expireOrder = async (deps: SettleDeps, order: OrderRecord): Promise<OrderRecord> => {
  const extended = await extendOrder(deps, order);
  return extended ?? endOrder(deps, order, "expired");
};

const extendOrder = async (deps: SettleDeps, order: OrderRecord): Promise<OrderRecord | null> => {
  const { orders, holds, payments, recount, tell, clock, log } = deps;
  if (order.status !== "pending_payment" || order.extended || !order.paymentId) return null;
  try {
    const payment = await payments.read(order.paymentId);
    if (payment.status === "authorised") {
      // Its buyer was in time, and only the news of it is late: from here on it has the authorisation's time.
      await settleOrder(deps, order, payment);
      return orders.find(order.id);
    }
    if (!payment.asksBuyer) return null;
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    log.warn({ err: error, orderId: order.id }, "it is not known whether the buyer is paying");
    return null;
  }
  const expiresAt = moreTime(order, clock.now());
  // The holds first: should this be cut off in between, they end with the order all the same.
  for (const { source } of dropLinesOf(order)) {
    const { dropId, holdId, showId } = source;
    const hold = await recount.counted(dropId, () => holds.extend(dropId, holdId, expiresAt.getTime()));
    if (hold) tell.holdChanged(hold, { id: dropId, showId }, order.id);
  }
  const extended = await orders.extend(order.id, expiresAt);
  if (extended) await tell.orderChanged(extended);
  return extended;
};

/**
 * Ends an order that is not paid: because its time is over, or because its owner gives the units back. The units go
 * back on sale only when the provider says that the payment is cancelled. If it says that it succeeded, the order is
 * paid instead; if it cannot be reached or is still processing, the units are set aside and the order stays `expiring`
 * until a later call finds out.
 * @returns the order as it is then.
 */
export const endOrder = async (
  deps: SettleDeps,
  order: OrderRecord,
  to: "released" | "expired",
): Promise<OrderRecord> => {
  const { orders, holds, recount, log } = deps;
  // From here on nobody is given the payment's secret any more.
  const expiring = (await orders.move(order.id, "expiring")) ?? order;
  if (expiring.status !== "expiring") return (await orders.find(order.id)) ?? order;

  let payment: Payment | null = null;
  try {
    payment = await cancelPayment(deps, expiring);
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    log.warn({ err: error, orderId: order.id }, "payment state unknown: units set aside");
  }
  if (payment?.status === "succeeded" || payment?.status === "cancelled")
    await settleOrder(deps, expiring, payment, to);
  else
    for (const { source } of dropLinesOf(expiring))
      await recount.counted(source.dropId, () => holds.quarantine(source.dropId, source.holdId));
  return (await orders.find(order.id)) ?? expiring;
};

/**
 * Takes back an order that waits for its payment, because its buyer puts another in its place: its units from the shelf
 * return, its holds live on.
 * @returns the order as it is then: cancelled, or paid when the money came first.
 * @throws {PaymentsUnavailable} and the order waits as before.
 */
export const withdrawOrder = async (deps: SettleDeps, order: OrderRecord): Promise<OrderRecord> => {
  const { orders } = deps;
  // Noted first: the news that its payment is cancelled may come by webhook before the answer does.
  await orders.letGo(
    order.id,
    dropLinesOf(order).map(({ source }) => source.holdId),
  );
  await settleOrder(deps, order, await cancelPayment(deps, order));
  return (await orders.find(order.id)) ?? order;
};
