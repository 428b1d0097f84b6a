import { Id } from "@showdrop/shared";
import Stripe from "stripe";
import type { Config } from "../config.ts";
import { Fault } from "../kit/errors.ts";
import type { DisputeRecord, Payment, PaymentEvent, PaymentStatus, Payments, Refund } from "./payments.ts";
import { currencyOf, isStripe, reach, reachAttempt } from "./stripe-client.ts";

/** Seconds a webhook's signature is good for, past or future; Stripe's own default (docs.stripe.com/webhooks#verify-events). */
const SIGNATURE_SECONDS = 300;
/** Seconds that Stripe's clock may be behind this one's: its list of payments is searched from that long before. */
const CLOCKS_DIFFER_SECONDS = 300;

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

const toPayment = (intent: Stripe.PaymentIntent): Payment => {
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

const toRefund = (refund: Stripe.Refund, paymentId: string): Refund => ({
  id: refund.id,
  paymentId,
  amount: { amount: refund.amount, currency: currencyOf(refund.currency) },
  status: refundStatuses[refund.status ?? "pending"] ?? "pending",
});

/** Stripe has no code for a refund of more than is left, only the parameter at fault. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.param === "amount";

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

/** The events that something is done about; Stripe lists at most twenty types at a time. */
const followed = [
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
const toEvent = (event: Stripe.Event): PaymentEvent => {
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

/** Payments by Stripe PaymentIntents, or by its simulator when `apiUrl` is set. */
export const createStripePayments = (
  stripe: Stripe,
  { secretKey, webhookSecrets }: Pick<Config["stripe"], "secretKey" | "webhookSecrets">,
): Payments => {
  const live = /^(sk|rk)_live_/.test(secretKey);

  const verify = (body: Buffer, signature: string): Stripe.Event | null => {
    for (const secret of webhookSecrets)
      try {
        return stripe.webhooks.constructEvent(body, signature, secret, SIGNATURE_SECONDS);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    return null;
  };
  const isFromFuture = (signature: string): boolean => {
    const at = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
    return at > Date.now() / 1000 + SIGNATURE_SECONDS;
  };

  return {
    async open({ id, number, total, paymentAttempt }, { capture, destination, customerId }, email) {
      const creation = stripe.paymentIntents.create(
        {
          amount: total.amount,
          currency: total.currency.toLowerCase(),
          automatic_payment_methods: { enabled: true },
          ...(capture === "manual" ? { capture_method: "manual" } : {}),
          ...(customerId ? { customer: customerId } : {}),
          ...(destination
            ? {
                transfer_data: { destination: destination.accountId },
                ...(destination.fee > 0 ? { application_fee_amount: destination.fee } : {}),
              }
            : {}),
          description: `Order ${number}`,
          receipt_email: email,
          metadata: { orderId: id },
        },
        { idempotencyKey: `order_${id}_${paymentAttempt}` },
      );
      return toPayment(await reachAttempt(creation));
    },

    async findOf({ id, createdAt }) {
      const since = Math.floor(createdAt.getTime() / 1000) - CLOCKS_DIFFER_SECONDS;
      const search = async (): Promise<Payment | null> => {
        for await (const intent of stripe.paymentIntents.list({ created: { gte: since }, limit: 100 }))
          if (intent.metadata.orderId === id) return toPayment(intent);
        return null;
      };
      return reach(search());
    },

    async read(id) {
      return toPayment(await reach(stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] })));
    },

    async cancel(id) {
      try {
        return toPayment(await reach(stripe.paymentIntents.cancel(id, { cancellation_reason: "abandoned" })));
      } catch (error) {
        // It moved on before we came: what it is now decides.
        if (isStripe(error, "payment_intent_unexpected_state")) return this.read(id);
        throw error;
      }
    },

    async capture(id) {
      try {
        const captured = stripe.paymentIntents.capture(
          id,
          { expand: ["latest_charge"] },
          { idempotencyKey: `capture_${id}` },
        );
        return toPayment(await reach(captured));
      } catch (error) {
        if (isStripe(error, "payment_intent_unexpected_state")) return this.read(id);
        throw error;
      }
    },

    async refund(id, { amount, key, reason }) {
      const intent = await reach(stripe.paymentIntents.retrieve(id));
      if (currencyOf(intent.currency) !== amount.currency)
        throw new Fault(`payment ${id} is not in ${amount.currency}`);
      const params: Stripe.RefundCreateParams = {
        payment_intent: id,
        amount: amount.amount,
        ...(reason ? { reason } : {}),
        // Stripe's defaults would leave the shop its share and the operator the fee of a sale that is undone.
        ...(intent.transfer_data ? { reverse_transfer: true, refund_application_fee: true } : {}),
      };
      try {
        return toRefund(
          await reach(stripe.refunds.create(params, { idempotencyKey: `refund_${id}_${key}` })),
          id,
        );
      } catch (error) {
        if (isStripe(error, "charge_already_refunded") || isTooMuch(error)) return null;
        throw error;
      }
    },

    async keepCard(id, customerId) {
      const params: Stripe.PaymentIntentUpdateParams =
        customerId === null
          ? { setup_future_usage: "" }
          : { customer: customerId, setup_future_usage: "on_session" };
      try {
        await reach(stripe.paymentIntents.update(id, params));
        return true;
      } catch (error) {
        if (isStripe(error, "payment_intent_unexpected_state")) return false;
        throw error;
      }
    },

    async accountOf(id) {
      const intent = await reach(
        stripe.paymentIntents.retrieve(id, {
          expand: ["latest_charge.transfer", "latest_charge.application_fee"],
        }),
      );
      const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
      const transfer = typeof charge?.transfer === "object" ? charge.transfer : null;
      const fee = typeof charge?.application_fee === "object" ? charge.application_fee : null;
      const { received, returned } = toPayment(intent);
      const destination = intent.transfer_data?.destination;
      return {
        currency: received.currency,
        destination: typeof destination === "string" ? destination : (destination?.id ?? null),
        captured: received.amount,
        returned: returned.amount,
        fee: fee?.amount ?? 0,
        feeReturned: fee?.amount_refunded ?? 0,
        transferred: transfer?.amount ?? 0,
        reversed: transfer?.amount_reversed ?? 0,
      };
    },

    async readDispute(id) {
      const { payment_intent: intent, ...dispute } = await reach(stripe.disputes.retrieve(id));
      const paymentId = typeof intent === "string" ? intent : intent?.id;
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
    },

    readEvent(body, signature) {
      const event = verify(body, signature);
      return event && event.livemode === live && !isFromFuture(signature) ? toEvent(event) : null;
    },

    async eventsSince(since) {
      const list = async (): Promise<PaymentEvent[]> => {
        const found: PaymentEvent[] = [];
        const created = { gte: Math.floor(since.getTime() / 1000) };
        for await (const event of stripe.events.list({ created, types: [...followed], limit: 100 }))
          if (event.livemode === live) found.push(toEvent(event));
        // Stripe lists the newest first.
        return found.reverse();
      };
      return reach(list());
    },
  };
};
