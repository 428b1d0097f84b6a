import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { DECLINES, type DeclineReason } from "./cards.ts";
import { confirmationParams } from "./confirm.ts";
import { requireCustomer } from "./customers.ts";
import { docUrl, done, fail, invalid, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { expand, text } from "./params.ts";
import { createPaymentMethod, resolvePaymentMethod } from "./payment-methods.ts";
import { isOpen, refuseSetupMove } from "./setup-intents.ts";
import { askBank } from "./three-d-secure.ts";

const { payment_method, payment_method_data, payment_method_options, return_url, use_stripe_sdk } =
  confirmationParams;
export const confirmSetupParams = z.strictObject({
  ...{ payment_method, payment_method_data, payment_method_options, return_url, use_stripe_sdk },
  client_secret: text.optional(),
  expand,
});
type Confirmation = z.infer<typeof confirmSetupParams>;

/** Tries to keep a card without charging it: ends in `succeeded`, `requires_action`, or a decline (402). */
export function confirmSetup(
  call: Call,
  intent: Stripe.SetupIntent,
  given: Confirmation,
): Outcome<Stripe.SetupIntent> {
  if (!isOpen(intent)) return refuseSetupMove("confirm", intent);
  if (typeof intent.customer === "string") {
    // A customer that was deleted meanwhile keeps nothing.
    const customer = requireCustomer(call, intent.customer, "customer");
    if (!customer.ok) return customer;
  }
  const chosen = choosePaymentMethod(call, intent, given);
  if (!chosen.ok) return chosen;
  const method = chosen.value;
  const confirmed = { ...intent, payment_method: method.id, last_setup_error: null, next_action: null };
  const asked = given.payment_method_options?.card?.request_three_d_secure ?? "automatic";
  const cautious = call.store.get("card", method.id)?.behaviour.kind === "authenticate";
  if (asked === "automatic" && !cautious) return finishSetup(call, confirmed, method);
  const waiting = call.store.put("setup_intent", {
    ...confirmed,
    status: "requires_action",
    next_action: askBank(call, confirmed, method, given.return_url ?? null),
  });
  record(call, "setup_intent.requires_action", waiting);
  return done(waiting);
}

/** Asks the issuer, and lets the customer keep the card. A declined one leaves its marks on the SetupIntent. */
export function finishSetup(
  call: Call,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): Outcome<Stripe.SetupIntent> {
  const behaviour = call.store.get("card", method.id)?.behaviour;
  if (behaviour?.kind === "decline") return declineSetup(call, intent, method, behaviour.reason);
  const customer = typeof intent.customer === "string" ? intent.customer : null;
  const kept = call.store.put("payment_method", { ...method, customer });
  const succeeded = call.store.put("setup_intent", { ...intent, next_action: null, status: "succeeded" });
  if (customer !== null) record(call, "payment_method.attached", kept);
  record(call, "setup_intent.succeeded", succeeded);
  return done(succeeded);
}

function declineSetup(
  call: Call,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  reason: DeclineReason,
): Outcome<Stripe.SetupIntent> {
  const { code, message } = DECLINES[reason];
  const refusal = { type: "card_error", code, decline_code: reason, message } as const;
  const error = { ...refusal, doc_url: docUrl(code), payment_method: method };
  return fail(402, { ...refusal, payment_method: method, setup_intent: failSetup(call, intent, error) });
}

/** Back to `requires_payment_method`, with the reason why. */
export function failSetup(
  call: Call,
  intent: Stripe.SetupIntent,
  error: Stripe.SetupIntent.LastSetupError,
): Stripe.SetupIntent {
  const failed = call.store.put("setup_intent", {
    ...intent,
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  record(call, "setup_intent.setup_failed", failed);
  return failed;
}

function choosePaymentMethod(
  call: Call,
  intent: Stripe.SetupIntent,
  given: Confirmation,
): Outcome<Stripe.PaymentMethod> {
  if (given.payment_method_data) return createPaymentMethod(call, given.payment_method_data);
  const id = given.payment_method ?? intent.payment_method;
  if (typeof id !== "string") {
    return invalid(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
      { code: "setup_intent_unexpected_state", setup_intent: intent },
    );
  }
  const method = resolvePaymentMethod(call, id);
  if (!method.ok || method.value.customer === null || method.value.customer === intent.customer)
    return method;
  return invalid(
    "The provided PaymentMethod cannot be used with this SetupIntent because it belongs to another Customer.",
    { code: "setup_intent_invalid_parameter", param: "payment_method" },
  );
}
