import type Stripe from "stripe";
import type { Call } from "./call.ts";
import { chargeIntent, failIntent } from "./confirm.ts";
import { failSetup, finishSetup } from "./confirm-setup.ts";
import { docUrl } from "./errors.ts";
import { awaitedBy, type Challenge, type Intent } from "./three-d-secure.ts";

/** The buyer answered the bank, or (`passed` false) refused or let the time run out. */
export function finishChallenge(
  call: Call,
  challenge: Challenge,
  answer: "passed" | "failed" | "expired",
): Intent | undefined {
  const intent = awaitedBy(call, challenge);
  const method = call.store.get("payment_method", challenge.payment_method);
  if (!intent || !method) return undefined;
  call.store.put("challenge", { ...challenge, state: answer === "passed" ? "passed" : "failed" });

  if (intent.object === "setup_intent") {
    if (answer !== "passed") return failSetup(call, intent, setupError(answer, method));
    finishSetup(call, intent, method);
    return call.store.get("setup_intent", intent.id);
  }
  if (answer !== "passed") return failIntent(call, intent, authenticationError(answer, method));
  if (intent.confirmation_method === "manual") {
    return call.store.put("payment_intent", {
      ...intent,
      status: "requires_confirmation",
      next_action: null,
    });
  }
  chargeIntent(call, intent, method, true);
  return call.store.get("payment_intent", intent.id);
}

function authenticationError(
  answer: "failed" | "expired",
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent.LastPaymentError {
  const expired = answer === "expired";
  const code = expired ? "payment_intent_payment_attempt_expired" : "payment_intent_authentication_failure";
  return {
    type: "invalid_request_error",
    code,
    message: expired
      ? "The latest payment attempt for the PaymentIntent has expired. Provide a new PaymentMethod to attempt to fulfill this PaymentIntent again."
      : "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    doc_url: docUrl(code),
    payment_method: method,
  };
}

function setupError(
  answer: "failed" | "expired",
  method: Stripe.PaymentMethod,
): Stripe.SetupIntent.LastSetupError {
  const expired = answer === "expired";
  const code = expired ? "setup_intent_setup_attempt_expired" : "setup_intent_authentication_failure";
  return {
    type: "invalid_request_error",
    code,
    message: expired
      ? "The latest attempt to set up the payment method has expired. Provide a new payment method to attempt to fulfill this SetupIntent again."
      : "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    doc_url: docUrl(code),
    payment_method: method,
  };
}
