import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import { type SettleDeps, settleOrder } from "../checkout/settle-order.ts";
import type { Transact } from "../kit/mongo.ts";
import type { OrderRecord } from "../orders/order-record.ts";

export interface CapturePaymentDeps extends SettleDeps {
  audit: AuditStore;
  transact: Transact;
}

/**
 * Takes the money that an order's buyer authorised; the order is paid by it, as by any payment. The authorisation may
 * have ended a moment before: then the provider says so, and the order ends instead.
 */
export const capturePayment = async (
  deps: CapturePaymentDeps,
  order: OrderRecord,
  actorId: string,
): Promise<Result<OrderRecord>> => {
  const { orders, payments, audit, transact } = deps;
  if (order.status === "paid") return ok(order);
  if (order.status !== "authorised" || !order.paymentId) return refuse("NOTHING_TO_CAPTURE");
  const payment = await payments.capture(order.paymentId);
  await settleOrder(deps, order, payment);
  if (payment.status !== "succeeded") return refuse("NOTHING_TO_CAPTURE");
  return transact(async (session) => {
    await audit.record(
      {
        actorId,
        action: "payment:capture",
        subject: `order:${order.id}`,
        shopId: order.shopId,
        after: payment.received,
      },
      session,
    );
    return ok((await orders.find(order.id)) ?? order);
  });
};
