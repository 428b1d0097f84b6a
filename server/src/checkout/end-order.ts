import type { OrderRecord } from "../orders/orders.store.ts";
import { type Payment, PaymentsUnavailable } from "../payments/payments.ts";
import { openPayment } from "./open-payment.ts";
import { type SettleDeps, settleOrder } from "./settle-order.ts";

export interface EndOrderDeps extends SettleDeps {
  emailOf(userId: string): Promise<string>;
}

/**
 * Ends an order that is not paid: because its time is over, or because its owner gives the units back. The units go
 * back on sale only when the provider says that the payment is cancelled. If it says that it succeeded, the order is
 * paid instead; if it cannot be reached or is still processing, the units are set aside and the order stays `expiring`
 * until a later call finds out.
 * @returns the order as it is then.
 */
export const endOrder = async (
  deps: EndOrderDeps,
  order: OrderRecord,
  to: "released" | "expired",
): Promise<OrderRecord> => {
  const { orders, holds, payments, recount, log } = deps;
  // From here on nobody is given the payment's secret any more.
  const expiring = (await orders.move(order.id, "expiring")) ?? order;
  if (expiring.status !== "expiring") return (await orders.find(order.id)) ?? order;

  let payment: Payment | null = null;
  try {
    // A checkout that was cut off may have opened a payment without noting it; the order's key finds it again.
    const id =
      expiring.paymentId ?? (await openPayment(deps, expiring, await deps.emailOf(expiring.buyerId))).id;
    payment = await payments.cancel(id);
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    log.warn({ err: error, orderId: order.id }, "payment state unknown: units set aside");
  }
  if (payment?.status === "succeeded" || payment?.status === "cancelled")
    await settleOrder(deps, expiring, payment, to);
  else await recount.counted(order.dropId, () => holds.quarantine(order.dropId, order.holdId));
  return (await orders.find(order.id)) ?? expiring;
};
