import type { OrderRecord } from "../orders/order-record.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import { type Payment, PaymentAttemptSpent, type Payments, type PaymentTerms } from "../payments/payments.ts";

interface OpenPaymentDeps {
  orders: OrderStore;
  payments: Payments;
  /** How the order's payment is taken: the same answer every time. */
  termsOf(order: OrderRecord): Promise<PaymentTerms>;
}

/**
 * The one payment of an order that may be paid: the one noted, else the one that its attempt gives. An attempt that
 * the provider will answer with the same failure for a day is given up, but only once the provider was asked whether a
 * payment came of it all the same: two payments of one order could both be paid.
 * @throws {PaymentsUnavailable} to be tried again: the same attempt, or the next.
 */
export const openPayment = async (
  { orders, payments, termsOf }: OpenPaymentDeps,
  order: OrderRecord,
): Promise<Payment> => {
  const payable = { ...order, total: order.totals.total };
  if (order.paymentId) return payments.read(order.paymentId);
  const note = async (payment: Payment): Promise<Payment> => {
    await orders.setPayment(order.id, payment.id);
    return payment;
  };
  try {
    return await note(await payments.open(payable, await termsOf(order), order.email));
  } catch (error) {
    if (!(error instanceof PaymentAttemptSpent)) throw error;
    const opened = await payments.findOf(payable);
    if (opened) return note(opened);
    await orders.endPaymentAttempt(order.id, order.paymentAttempt);
    throw error;
  }
};
