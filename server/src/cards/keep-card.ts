import { ok, type Result, refuse } from "@showdrop/shared";
import type { OrderRecord } from "../orders/order-record.ts";
import type { Payments } from "../payments/payments.ts";
import { MOST_CARDS, type RequireCustomerDeps, requireCustomer } from "./require-customer.ts";

export interface KeepCardDeps extends RequireCustomerDeps {
  payments: Payments;
}

/** Says whether the card that will pay an order is kept for its buyer. */
export const keepCard = async (
  deps: KeepCardDeps,
  order: OrderRecord,
  buyer: { id: string; email: string },
  keep: boolean,
): Promise<Result<{ done: true }>> => {
  if (order.status !== "pending_payment" || !order.paymentId) return refuse("ORDER_NOT_PAYABLE");
  const customerId = keep ? await requireCustomer(deps, buyer) : null;
  if (customerId && (await deps.cards.cardsOf(customerId)).length >= MOST_CARDS) return refuse("CARDS_FULL");
  return (await deps.payments.keepCard(order.paymentId, customerId))
    ? ok({ done: true })
    : refuse("ORDER_NOT_PAYABLE");
};
