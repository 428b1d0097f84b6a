import { type NoteDeclinedCardDeps, noteDeclinedCard } from "../cards/note-declined-card.ts";
import { endOrder } from "../checkout/end-order.ts";
import { type SettleDeps, settleOrder } from "../checkout/settle-order.ts";
import { type NoteDisputeDeps, noteDispute } from "../disputes/note-dispute.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { type LookAtAccountDeps, lookAtAccount } from "../payouts/look-at-account.ts";
import type { PaymentEventStore } from "./payment-events.store.ts";
import { addsUp, type PaymentRecordStore } from "./payment-records.store.ts";
import type { PaymentEvent } from "./payments.ts";

export interface TakeEffectDeps extends SettleDeps, NoteDisputeDeps, LookAtAccountDeps, NoteDeclinedCardDeps {
  events: PaymentEventStore;
  records: PaymentRecordStore;
  clock: SettleDeps["clock"];
  log: SettleDeps["log"];
  orders: SettleDeps["orders"];
  payments: SettleDeps["payments"];
  /** Brings a paid order's refunds in line with what went back of its payment, in minor units. */
  noteReturned(order: OrderRecord, returned: number): Promise<void>;
  /** Tells the buyer and the team that an order was refunded. */
  refunded(order: OrderRecord): Promise<void>;
}

/** Writes down where the money of an order's payment is now. */
const noteMoney = async (
  { payments, records, clock, log }: TakeEffectDeps,
  order: OrderRecord,
  paymentId: string,
): Promise<void> => {
  const askedAt = new Date(clock.now());
  const account = await payments.accountOf(paymentId);
  if (!addsUp(account))
    log.error({ orderId: order.id, paymentId, account }, "a payment's money does not add up");
  await records.note({ ...account, id: paymentId, orderId: order.id, shopId: order.shopId }, askedAt);
};

const follow = async (deps: TakeEffectDeps, event: PaymentEvent): Promise<void> => {
  const { orders, payments } = deps;
  switch (event.type) {
    case "payment-changed":
    case "payment-declined": {
      const order = await orders.find(event.payment.orderId);
      // Not the payment of one of our orders: nobody could pay it from here.
      if (!order || (order.paymentId !== null && order.paymentId !== event.payment.id)) return;
      if (event.type === "payment-declined" && (await deps.tooManyDeclined(order.buyerId))) {
        // Somebody tries one card after the other: this payment takes no more of them.
        await endOrder(deps, order, "released");
        return;
      }
      // Events arrive late and in any order: what counts is how the payment stands now.
      const payment = await payments.read(event.payment.id);
      await settleOrder(deps, order, payment);
      if (payment.status !== "succeeded") return;
      await noteMoney(deps, order, payment.id);
      // The news of a refund may have come before this: to an order that was not paid yet.
      const paid = payment.returned.amount > 0 ? await orders.find(order.id) : null;
      if (paid?.paidAt) await deps.noteReturned(paid, payment.returned.amount);
      return;
    }
    case "card-declined":
      return noteDeclinedCard(deps, event);
    case "refunded": {
      const order = await orders.findByPayment(event.paymentId);
      if (!order) return;
      await noteMoney(deps, order, event.paymentId);
      const { received, returned } = await payments.read(event.paymentId);
      if (order.paidAt) return deps.noteReturned(order, returned.amount);
      if (received.amount === 0 || returned.amount < received.amount) return;
      const moved = await orders.move(order.id, "refunded");
      if (moved) await deps.refunded(moved);
      return;
    }
    case "disputed":
      return noteDispute(deps, event.disputeId);
    case "account-changed":
      return lookAtAccount(deps, event.accountId);
    case "other":
      return;
  }
};

/**
 * Lets an event of the provider take effect, once, whoever brought it: the webhook or the reconciler. An event says only
 * whom it is about; what is true of them is asked for, so that any order of arrival ends in the same state.
 * @returns whether it was news.
 */
export const takeEffect = async (deps: TakeEffectDeps, event: PaymentEvent): Promise<boolean> => {
  const { events, clock } = deps;
  if (await events.has(event.id)) return false;
  await follow(deps, event);
  await events.add(event.id, event.type, new Date(clock.now()));
  return true;
};
