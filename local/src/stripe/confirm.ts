import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { DECLINES, type DeclineReason } from "./cards.ts";
import { AUTHORIZATION_SECONDS, writeCharge } from "./charges.ts";
import { docUrl, done, fail, invalid, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { toShipping } from "./fields.ts";
import { allows, refuseMove } from "./intent-states.ts";
import { boolean, clearable, expand, shipping, text } from "./params.ts";
import { createPaymentMethod, paymentMethodData, resolvePaymentMethod } from "./payment-methods.ts";
import { schedule } from "./tasks.ts";
import { openChallenge, wasAuthenticated } from "./three-d-secure.ts";
import { settleCharge } from "./transfers.ts";

/** What may come with a confirmation, and with a creation that confirms at once. */
export const confirmationParams = {
  payment_method: text.optional(),
  payment_method_data: z.strictObject(paymentMethodData).optional(),
  payment_method_options: z
    .strictObject({
      card: z
        .strictObject({ request_three_d_secure: z.enum(["any", "automatic", "challenge"]).optional() })
        .optional(),
    })
    .optional(),
  return_url: z.url({ protocol: /^https?$/, error: "Not a valid URL" }).optional(),
  off_session: boolean.optional(),
  error_on_requires_action: boolean.optional(),
  use_stripe_sdk: boolean.optional(),
};

export const confirmIntentParams = z.strictObject({
  ...confirmationParams,
  receipt_email: clearable.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  shipping: z.union([z.literal("").transform(() => null), shipping]).optional(),
  client_secret: text.optional(),
  expand,
});

type Confirmation = z.infer<z.ZodObject<typeof confirmationParams>> &
  Pick<z.infer<typeof confirmIntentParams>, "receipt_email" | "setup_future_usage" | "shipping">;

/** Tries to pay: ends in `succeeded`, `requires_capture`, `requires_action`, `processing`, or a decline (402). */
export function confirmIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  given: Confirmation,
): Outcome<Stripe.PaymentIntent> {
  if (!allows("confirm", intent)) return refuseMove("confirm", intent);
  const chosen = choosePaymentMethod(call, intent, given);
  if (!chosen.ok) return chosen;
  const method = chosen.value;
  const { receipt_email, setup_future_usage, shipping } = given;
  const confirmed: Stripe.PaymentIntent = {
    ...intent,
    ...(receipt_email === undefined ? {} : { receipt_email }),
    ...(setup_future_usage === undefined ? {} : { setup_future_usage }),
    ...(shipping === undefined ? {} : { shipping: shipping && toShipping(shipping) }),
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  };
  const authenticated = wasAuthenticated(call, intent, method);
  if (!authenticated && mustAuthenticate(call, method, given)) {
    if (given.off_session || given.error_on_requires_action) {
      return declineIntent(call, confirmed, method, "authentication_required");
    }
    return done(openChallenge(call, confirmed, method, given.return_url ?? null));
  }
  return chargeIntent(call, confirmed, method, authenticated);
}

/** Asks the issuer. A declined charge is a refusal that leaves its marks on the PaymentIntent. */
export function chargeIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Outcome<Stripe.PaymentIntent> {
  const behaviour = call.store.get("card", method.id)?.behaviour;
  if (behaviour?.kind === "decline") return declineIntent(call, intent, method, behaviour.reason);

  const seconds = call.faults.takeProcessing();
  if (seconds === null) return done(settleIntent(call, intent, method, authenticated));
  const processing = call.store.put("payment_intent", {
    ...intent,
    status: "processing",
    next_action: null,
    processing: { type: "card", card: {} },
  });
  record(call, "payment_intent.processing", processing);
  schedule(call, { kind: "settle", payment_intent: intent.id, authenticated }, seconds);
  return done(processing);
}

/** The money is authorised, and captured unless that waits for a call. */
export function settleIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.PaymentIntent {
  const captured = intent.capture_method !== "manual";
  const written = writeCharge(call, intent, method, { status: "succeeded", captured, authenticated });
  const charge = captured ? settleCharge(call, written, intent) : written;
  if (intent.setup_future_usage !== null && typeof intent.customer === "string") {
    call.store.put("payment_method", { ...method, customer: intent.customer });
  }
  const paid = call.store.put("payment_intent", {
    ...intent,
    amount_capturable: captured ? 0 : intent.amount,
    amount_received: captured ? intent.amount : 0,
    latest_charge: charge.id,
    next_action: null,
    processing: null,
    status: captured ? "succeeded" : "requires_capture",
  });
  record(call, "charge.succeeded", charge);
  record(call, captured ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated", paid);
  if (!captured) {
    schedule(call, { kind: "release", payment_intent: intent.id, charge: charge.id }, AUTHORIZATION_SECONDS);
  }
  return paid;
}

function declineIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  reason: DeclineReason,
): Outcome<Stripe.PaymentIntent> {
  const { code, message } = DECLINES[reason];
  const charge = writeCharge(call, intent, method, { status: "failed", reason });
  const error: Stripe.PaymentIntent.LastPaymentError = {
    type: "card_error",
    code,
    decline_code: reason,
    message,
    charge: charge.id,
    doc_url: docUrl(code),
    payment_method: method,
  };
  const declined = failIntent(call, { ...intent, latest_charge: charge.id }, error, () =>
    record(call, "charge.failed", charge),
  );
  return fail(402, {
    type: "card_error",
    code,
    decline_code: reason,
    message,
    charge: charge.id,
    payment_intent: declined,
    payment_method: method,
  });
}

/** Back to `requires_payment_method`, with the reason why. */
export function failIntent(
  call: Call,
  intent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
  recordCause: () => void = () => {},
): Stripe.PaymentIntent {
  const failed = call.store.put("payment_intent", {
    ...intent,
    last_payment_error: error,
    next_action: null,
    payment_method: null,
    processing: null,
    status: "requires_payment_method",
  });
  recordCause();
  record(call, "payment_intent.payment_failed", failed);
  return failed;
}

function choosePaymentMethod(
  call: Call,
  intent: Stripe.PaymentIntent,
  given: Confirmation,
): Outcome<Stripe.PaymentMethod> {
  if (given.payment_method_data) return createPaymentMethod(call, given.payment_method_data);
  const id = given.payment_method ?? intent.payment_method;
  if (typeof id === "string") {
    const method = resolvePaymentMethod(call, id);
    return method.ok ? checkOwner(intent, method.value) : method;
  }
  return missingPaymentMethod(intent);
}

/** A kept payment method pays for its own customer alone. */
function checkOwner(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Outcome<Stripe.PaymentMethod> {
  if (method.customer === null || method.customer === intent.customer) return done(method);
  return invalid(
    "The provided PaymentMethod cannot be used with this PaymentIntent because it belongs to another Customer.",
    { code: "payment_intent_invalid_parameter", param: "payment_method" },
  );
}

export function missingPaymentMethod(intent?: Stripe.PaymentIntent) {
  return invalid(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { code: "payment_intent_unexpected_state", ...(intent && { payment_intent: intent }) },
  );
}

function mustAuthenticate(call: Call, method: Stripe.PaymentMethod, given: Confirmation): boolean {
  const asked = given.payment_method_options?.card?.request_three_d_secure ?? "automatic";
  return asked !== "automatic" || call.store.get("card", method.id)?.behaviour.kind === "authenticate";
}
