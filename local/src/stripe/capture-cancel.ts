import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { done, invalid, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata } from "./fields.ts";
import { allows, refuseMove } from "./intent-states.ts";
import { formatMoney } from "./money.ts";
import { boolean, expand, integer, metadata, text } from "./params.ts";
import { retrieveIntent } from "./payment-intents.ts";
import { settleCharge } from "./transfers.ts";

export const captureIntentParams = z.strictObject({
  amount_to_capture: integer.optional(),
  final_capture: boolean.optional(),
  metadata: metadata.optional(),
  statement_descriptor: text.max(22).optional(),
  statement_descriptor_suffix: text.max(22).optional(),
  expand,
});

/** Takes all or part of what was authorised; the rest goes back to the buyer. */
export function captureIntent(
  call: Call,
  id: string,
  params: z.infer<typeof captureIntentParams>,
): Outcome<Stripe.PaymentIntent> {
  const found = retrieveIntent(call, id);
  if (!found.ok) return found;
  const intent = found.value;
  if (!allows("capture", intent)) return refuseMove("capture", intent);
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable) {
    const asked = formatMoney(amount, intent.currency);
    const most = formatMoney(intent.amount_capturable, intent.currency);
    return invalid(
      `The provided amount_to_capture (${asked}) must be positive and at most the capturable amount (${most}).`,
      { code: amount < 1 ? "parameter_invalid_integer" : "amount_too_large", param: "amount_to_capture" },
    );
  }
  const charge = chargeOf(call, intent);
  const taken = call.store.put("charge", {
    ...charge,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    captured: true,
  });
  const captured = settleCharge(call, taken, intent);
  const paid = call.store.put("payment_intent", {
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    statement_descriptor: params.statement_descriptor ?? intent.statement_descriptor,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
    status: "succeeded",
  });
  record(call, "charge.captured", captured);
  record(call, "payment_intent.succeeded", paid);
  return done(paid);
}

export const cancelIntentParams = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
  expand,
});

/** Ends the PaymentIntent for good; an authorisation is released. */
export function cancelIntent(
  call: Call,
  id: string,
  params: z.infer<typeof cancelIntentParams>,
): Outcome<Stripe.PaymentIntent> {
  const found = retrieveIntent(call, id);
  if (!found.ok) return found;
  const intent = found.value;
  if (!allows("cancel", intent)) return refuseMove("cancel", intent);
  return done(endIntent(call, intent, params.cancellation_reason ?? null));
}

/** A week went by without a capture: the issuer takes its authorisation back. */
export function expireAuthorization(call: Call, intentId: string, chargeId: string): void {
  const intent = call.store.get("payment_intent", intentId);
  if (intent?.status !== "requires_capture" || intent.latest_charge !== chargeId) return;
  endIntent(call, intent, "automatic");
}

function endIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const canceled = call.store.put("payment_intent", {
    ...intent,
    amount_capturable: 0,
    canceled_at: call.clock.now(),
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  });
  if (intent.status === "requires_capture") {
    const charge = chargeOf(call, intent);
    const released = call.store.put("charge", { ...charge, amount_refunded: charge.amount, refunded: true });
    record(call, reason === "automatic" ? "charge.expired" : "charge.refunded", released);
  }
  record(call, "payment_intent.canceled", canceled);
  return canceled;
}

function chargeOf(call: Call, intent: Stripe.PaymentIntent): Stripe.Charge {
  const charge = call.store.get("charge", String(intent.latest_charge));
  if (!charge) throw new Error(`${intent.id} is ${intent.status} without a charge`);
  return charge;
}
