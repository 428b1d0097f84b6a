import { Id } from "@showdrop/shared";
import type Stripe from "stripe";
import { Fault } from "../kit/errors.ts";
import type { DisputeRecord, Payment, PaymentEvent, PaymentStatus, Refund } from "./payments.ts";
import { currencyOf } from "./stripe-client.ts";

const statuses: Partial<Record<string, PaymentStatus>> = {
  requires_payment_method: "open",
  requires_confirmation: "open",
  requires_action: "open",
  requires_capture: "authorised",
  processing: "processing",
  succeeded: "succeeded",
  canceled: "cancelled",
};

const statusOf = (status: string): PaymentStatus => {
  const known = statuses[status];
  if (!known) throw new Fault(`Stripe speaks of an unknown status: ${status}`);
  return known;
};

/** Whether an order of ours is being paid: another application may use the same account, with currencies of its own. */
const isOurs = (intent: Stripe.PaymentIntent): boolean => Id.safeParse(intent.metadata.orderId).success;

/** A PaymentIntent in our words. */
export const toPayment = (intent: Stripe.PaymentIntent): Payment => {
  const currency = currencyOf(intent.currency);
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const captureBefore = charge?.payment_method_details?.card?.capture_before;
  return {
    id: intent.id,
    status: statusOf(intent.status),
    orderId: intent.metadata.orderId ?? "",
    received: { amount: intent.amount_received, currency },
    // A capture of less than was authorised shows as given back too; we capture all or nothing.
    returned: { amount: intent.amount_received === 0 ? 0 : (charge?.amount_refunded ?? 0), currency },
    captureBefore:
      intent.status === "requires_capture" && captureBefore ? new Date(captureBefore * 1000) : null,
    clientSecret: intent.client_secret ?? "",
    asksBuyer: intent.status === "requires_action",
  };
};

const refundStatuses: Partial<Record<string, Refund["status"]>> = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

/** A refund of a payment in our words. */
export const toRefund = (refund: Stripe.Refund, paymentId: string): Refund => ({
  id: refund.id,
  paymentId,
  amount: { amount: refund.amount, currency: currencyOf(refund.currency) },
  status: refundStatuses[refund.status ?? "pending"] ?? "pending",
});

const disputeStatuses: Partial<Record<string, DisputeRecord["status"]>> = {
  needs_response: "needs_response",
  warning_needs_response: "needs_response",
  under_review: "under_review",
  warning_under_review: "under_review",
  won: "won",
  warning_closed: "won",
  prevented: "won",
  lost: "lost",
};

/** A dispute in our words; null where it is about no payment of ours. */
export const toDispute = ({ payment_intent: intent, ...dispute }: Stripe.Dispute): DisputeRecord | null => {
  const paymentId = idOf(intent);
  if (!paymentId) return null;
  const status = disputeStatuses[dispute.status] ?? "under_review";
  const dueBy = status === "needs_response" ? dispute.evidence_details.due_by : null;
  return {
    id: dispute.id,
    paymentId,
    amount: { amount: dispute.amount, currency: currencyOf(dispute.currency) },
    reason: dispute.reason,
    status,
    respondBy: dueBy === null ? null : new Date(dueBy * 1000),
    openedAt: new Date(dispute.created * 1000),
  };
};

/** The events that something is done about; Stripe lists at most twenty types at a time. */
export const followed = [
  "payment_intent.succeeded",
  "payment_intent.canceled",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.amount_capturable_updated",
  "setup_intent.setup_failed",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
] as const;

const idOf = (linked: string | { id: string } | null): string | null =>
  typeof linked === "string" ? linked : (linked?.id ?? null);

/** What of an event matters here: of whom it speaks. What is true of them is read when it takes effect. */
export const toEvent = (event: Stripe.Event): PaymentEvent => {
  const { id } = event;
  const at = new Date(event.created * 1000);
  const other: PaymentEvent = { id, at, type: "other" };
  switch (event.type) {
    case "payment_intent.succeeded":
    case "payment_intent.canceled":
    case "payment_intent.payment_failed":
    case "payment_intent.processing":
    case "payment_intent.amount_capturable_updated": {
      const intent = event.data.object;
      const failed = event.type === "payment_intent.payment_failed";
      return isOurs(intent)
        ? { id, at, type: failed ? "payment-declined" : "payment-changed", payment: toPayment(intent) }
        : other;
    }
    case "setup_intent.setup_failed": {
      const { id: setupId, metadata, customer } = event.data.object;
      const userId = Id.safeParse(metadata?.userId);
      return userId.success
        ? { id, at, type: "card-declined", setupId, userId: userId.data, customerId: idOf(customer) }
        : other;
    }
    case "charge.refunded":
    case "refund.updated":
    case "refund.failed": {
      const paymentId = idOf(event.data.object.payment_intent);
      return paymentId ? { id, at, type: "refunded", paymentId } : other;
    }
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
      return { id, at, type: "disputed", disputeId: event.data.object.id };
    case "account.updated":
      return { id, at, type: "account-changed", accountId: event.data.object.id };
    default:
      return other;
  }
};
