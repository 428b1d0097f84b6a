import { Currency, type Money } from "@showdrop/shared";
import Stripe from "stripe";
import type { Config } from "../config.ts";
import { Fault } from "../kit/errors.ts";
import {
  type Payment,
  PaymentAttemptSpent,
  type PaymentEvent,
  type Payments,
  PaymentsUnavailable,
} from "./payments.ts";

/** Milliseconds to wait for Stripe: a buyer looks at a spinner meanwhile. */
const ANSWER_WITHIN_MS = 8_000;
/** Seconds a webhook's signature is good for, past or future; Stripe's own default (docs.stripe.com/webhooks#verify-events). */
const SIGNATURE_SECONDS = 300;
/** Seconds that Stripe's clock may be behind this one's: its list of payments is searched from that long before. */
const CLOCKS_DIFFER_SECONDS = 300;

const statuses: Partial<Record<string, Payment["status"]>> = {
  requires_payment_method: "open",
  requires_confirmation: "open",
  requires_action: "open",
  requires_capture: "open",
  processing: "processing",
  succeeded: "succeeded",
  canceled: "cancelled",
};

const currencyOf = (code: string): Money["currency"] => Currency.parse(code.toUpperCase());

const statusOf = (status: string): Payment["status"] => {
  const known = statuses[status];
  if (!known) throw new Fault(`Stripe speaks of an unknown status: ${status}`);
  return known;
};

const toPayment = (intent: Stripe.PaymentIntent): Payment => ({
  id: intent.id,
  status: statusOf(intent.status),
  orderId: intent.metadata.orderId ?? "",
  received: { amount: intent.amount_received, currency: currencyOf(intent.currency) },
  clientSecret: intent.client_secret ?? "",
  refunded: typeof intent.latest_charge === "object" && intent.latest_charge?.refunded === true,
});

/** Stripe's own "try later", or no answer at all; anything else is a bug of ours. */
const isPassing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  error instanceof Stripe.errors.StripeAPIError ||
  (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500) ||
  (error instanceof Stripe.errors.StripeError && error.code === "idempotency_key_in_use");

/** A 500 that Stripe gives again from its memory; the SDK has by then asked more than once under the same key. */
const isRemembered = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.statusCode ?? 0) >= 500 &&
  error.headers?.["idempotent-replayed"] === "true";

const reach = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw isPassing(error) ? new PaymentsUnavailable(error) : error;
  }
};

/** Payments by Stripe PaymentIntents, or by its simulator when `apiUrl` is set. */
export const createStripePayments = ({ secretKey, webhookSecrets, apiUrl }: Config["stripe"]): Payments => {
  const stripe = new Stripe(secretKey, {
    timeout: ANSWER_WITHIN_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(apiUrl
      ? {
          host: apiUrl.hostname,
          port: apiUrl.port,
          protocol: apiUrl.protocol === "https:" ? "https" : "http",
        }
      : {}),
  });
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
    async open({ id, holdId, number, total, paymentAttempt }, email) {
      const creation = stripe.paymentIntents.create(
        {
          amount: total.amount,
          currency: total.currency.toLowerCase(),
          automatic_payment_methods: { enabled: true },
          description: `Order ${number}`,
          receipt_email: email,
          metadata: { orderId: id, holdId },
        },
        { idempotencyKey: `order_${id}_${paymentAttempt}` },
      );
      try {
        return toPayment(await reach(creation));
      } catch (error) {
        if (error instanceof PaymentsUnavailable && isRemembered(error.cause))
          throw new PaymentAttemptSpent(error.cause);
        throw error;
      }
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
        if (error instanceof Stripe.errors.StripeError && error.code === "payment_intent_unexpected_state")
          return this.read(id);
        throw error;
      }
    },

    async refund(id) {
      try {
        await reach(stripe.refunds.create({ payment_intent: id }, { idempotencyKey: `refund_${id}` }));
      } catch (error) {
        if (error instanceof Stripe.errors.StripeError && error.code === "charge_already_refunded") return;
        throw error;
      }
    },

    readEvent(body, signature): PaymentEvent | null {
      const event = verify(body, signature);
      if (!event || event.livemode !== live || isFromFuture(signature)) return null;
      switch (event.type) {
        case "payment_intent.succeeded":
        case "payment_intent.canceled":
        case "payment_intent.payment_failed":
        case "payment_intent.processing":
          return { id: event.id, type: "payment-changed", payment: toPayment(event.data.object) };
        case "charge.refunded": {
          const { payment_intent: intent, refunded } = event.data.object;
          const paymentId = typeof intent === "string" ? intent : intent?.id;
          return refunded && paymentId
            ? { id: event.id, type: "refunded", paymentId }
            : { id: event.id, type: "other" };
        }
        default:
          return { id: event.id, type: "other" };
      }
    },
  };
};
