import type { Hub } from "../hub/hub.ts";
import type { Logger } from "../kit/logger.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { Payments } from "../payments/payments.ts";
import { toWireDispute } from "./dispute-view.ts";
import type { DisputeStore } from "./disputes.store.ts";

export interface NoteDisputeDeps {
  payments: Payments;
  orders: OrderStore;
  disputes: DisputeStore;
  hub: Hub;
  log: Logger;
}

/**
 * Keeps how a dispute stands with its order and tells the team. The order stays paid and its units stay sold: the money
 * may come back, and the goods are with the buyer.
 */
export const noteDispute = async (
  { payments, orders, disputes, hub, log }: NoteDisputeDeps,
  disputeId: string,
): Promise<void> => {
  const dispute = await payments.readDispute(disputeId);
  const order = dispute && (await orders.findByPayment(dispute.paymentId));
  if (!dispute || !order) return;
  const noted = { ...dispute, orderId: order.id, orderNumber: order.number, shopId: order.shopId };
  if (!(await disputes.keep(noted))) return;
  log.warn({ orderId: order.id, disputeId, status: dispute.status }, "a payment is disputed");
  hub.toTeam(order.shopId, "dispute:changed", toWireDispute(noted));
};
