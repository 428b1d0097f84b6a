import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { DECLINES, type DeclineReason } from "./cards.ts";
import { done, noSuch, type Outcome } from "./errors.ts";
import { newId } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { listParams, text } from "./params.ts";

/** An issuer keeps an uncaptured authorisation for a week (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
export const AUTHORIZATION_SECONDS = 7 * 24 * 3600;

type Result =
  | { status: "succeeded"; captured: boolean; authenticated: boolean }
  | { status: "failed"; reason: DeclineReason };

/** Writes the charge of one attempt to pay `intent` with `method`. */
export function writeCharge(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  result: Result,
): Stripe.Charge {
  const failed = result.status === "failed";
  const captured = !failed && result.captured;
  const decline = failed ? DECLINES[result.reason] : null;
  const now = call.clock.now();
  const charge: Stripe.Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: failed ? null : (intent.statement_descriptor ?? "SHOWDROP TEST"),
    captured,
    created: now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(result),
    paid: !failed,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: {
      type: "card",
      ...(method.card && { card: cardDetails(method.card, result, intent.amount, now) }),
    },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: result.status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  return call.store.put("charge", charge);
}

function outcomeOf(result: Result): Stripe.Charge.Outcome {
  const common = { advice_code: null, network_advice_code: null, risk_level: "normal", risk_score: 20 };
  if (result.status === "succeeded") {
    return {
      ...common,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  return {
    ...common,
    network_decline_code: "05",
    network_status: "declined_by_network",
    reason: result.reason,
    seller_message: "The bank did not approve the payment.",
    type: "issuer_declined",
  };
}

function cardDetails(
  card: Stripe.PaymentMethod.Card,
  result: Result,
  amount: number,
  now: number,
): Stripe.Charge.PaymentMethodDetails.Card {
  const succeeded = result.status === "succeeded";
  const authenticated = succeeded && result.authenticated;
  const cvcFailed = !succeeded && result.reason === "incorrect_cvc";
  return {
    amount_authorized: succeeded ? amount : null,
    authorization_code: succeeded ? "123456" : null,
    brand: card.brand,
    ...(succeeded && !result.captured ? { capture_before: now + AUTHORIZATION_SECONDS } : {}),
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: card.checks?.cvc_check == null ? null : cvcFailed ? "fail" : "pass",
    },
    country: card.country,
    electronic_commerce_indicator: authenticated ? "05" : null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: succeeded ? "104102978678771" : null,
    regulated_status: card.regulated_status,
    three_d_secure: authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: null,
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}

export const listChargesParams = z.strictObject({
  ...listParams,
  customer: text.optional(),
  payment_intent: text.optional(),
});

export function listCharges(call: Call, params: z.infer<typeof listChargesParams>): Outcome<Page<"charge">> {
  return listPage(
    call.store,
    "charge",
    "/v1/charges",
    params,
    (charge) =>
      (params.customer === undefined || charge.customer === params.customer) &&
      (params.payment_intent === undefined || charge.payment_intent === params.payment_intent),
  );
}

export function retrieveCharge(call: Call, id: string): Outcome<Stripe.Charge> {
  const charge = call.store.get("charge", id);
  return charge ? done(charge) : noSuch("charge", id);
}
