import Stripe from "stripe";
import type { Config } from "../config.ts";
import { Fault } from "../kit/errors.ts";
import type { Payment, PaymentEvent, Payments } from "./payments.ts";
import { currencyOf, isStripe, reach, reachAttempt } from "./stripe-client.ts";
import { followed, toDispute, toEvent, toPayment, toRefund } from "./stripe-shapes.ts";

/** Seconds a webhook's signature is good for, past or future; Stripe's own default (docs.stripe.com/webhooks#verify-events). */
const SIGNATURE_SECONDS = 300;
/** Seconds that Stripe's clock may be behind this one's: its list of payments is searched from that long before. */
const CLOCKS_DIFFER_SECONDS = 300;

/** Stripe has no code for a refund of more than is left, only the parameter at fault. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.param === "amount";

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
      return toDispute(await reach(stripe.disputes.retrieve(id)));
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
