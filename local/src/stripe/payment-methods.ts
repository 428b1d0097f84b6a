import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { cardByNumber, cardByPaymentMethod, DECLINES, passesLuhn, type TestCard } from "./cards.ts";
import { requireCustomer } from "./customers.ts";
import { done, fail, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata, toAddress } from "./fields.ts";
import { newId } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { address, clearable, expand, integer, listParams, metadata, text } from "./params.ts";

const billingDetails = z.strictObject({
  address: z.union([z.literal("").transform(() => null), address]).optional(),
  email: clearable.optional(),
  name: clearable.optional(),
  phone: clearable.optional(),
});

/** What a card form sends: `card[number]` and so on, with the buyer's details. */
export const paymentMethodData = {
  type: z.literal("card"),
  card: z.strictObject({
    number: text.transform((number) => number.replaceAll(/[\s-]/g, "")),
    exp_month: integer,
    exp_year: integer,
    cvc: text.optional(),
  }),
  billing_details: billingDetails.optional(),
  metadata: metadata.optional(),
};

export const createPaymentMethodParams = z.strictObject({ ...paymentMethodData, expand });
const anyPaymentMethodData = z.strictObject(paymentMethodData);
export type PaymentMethodData = z.infer<typeof anyPaymentMethodData>;

export function createPaymentMethod(call: Call, data: PaymentMethodData): Outcome<Stripe.PaymentMethod> {
  const checked = checkCard(data.card, call.clock.now());
  if (!checked.ok) return checked;
  const card = checked.value;
  const year = fullYear(data.card.exp_year);
  const details = data.billing_details;
  return done(
    save(call, card, {
      exp_month: data.card.exp_month,
      exp_year: year,
      cvc: data.card.cvc !== undefined,
      metadata: mergeMetadata({}, data.metadata),
      billing_details: {
        address: details?.address ? toAddress(details.address) : null,
        email: details?.email ?? null,
        name: details?.name ?? null,
        phone: details?.phone ?? null,
        tax_id: null,
      },
    }),
  );
}

export function retrievePaymentMethod(call: Call, id: string): Outcome<Stripe.PaymentMethod> {
  const method = call.store.get("payment_method", id);
  return method ? done(method) : noSuch("PaymentMethod", id, "payment_method");
}

/** A payment method by id; a ready-made one (`pm_card_visa`) becomes a payment method of its own, as at Stripe. */
export function resolvePaymentMethod(call: Call, id: string): Outcome<Stripe.PaymentMethod> {
  const card = cardByPaymentMethod(id);
  if (!card) return retrievePaymentMethod(call, id);
  return done(
    save(call, card, {
      exp_month: 12,
      exp_year: new Date(call.clock.now() * 1000).getUTCFullYear() + 1,
      cvc: true,
      metadata: {},
      billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    }),
  );
}

export const listCustomerMethodsParams = z.strictObject({
  ...listParams,
  type: z.literal("card").optional(),
});

export function listCustomerMethods(
  call: Call,
  customer: string,
  params: z.infer<typeof listCustomerMethodsParams>,
): Outcome<Page<"payment_method">> {
  const owner = requireCustomer(call, customer, "customer");
  if (!owner.ok) return owner;
  const url = `/v1/customers/${customer}/payment_methods`;
  return listPage(call.store, "payment_method", url, params, (method) => method.customer === customer);
}

/** The customer keeps it no longer, and it pays for nobody any more. */
export function detachPaymentMethod(call: Call, id: string): Outcome<Stripe.PaymentMethod> {
  const found = retrievePaymentMethod(call, id);
  if (!found.ok) return found;
  if (found.value.customer === null) {
    return invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
    );
  }
  const detached = call.store.put("payment_method", { ...found.value, customer: null });
  record(call, "payment_method.detached", detached, { customer: found.value.customer });
  return done(detached);
}

interface Given {
  exp_month: number;
  exp_year: number;
  cvc: boolean;
  metadata: Stripe.Metadata;
  billing_details: Stripe.PaymentMethod.BillingDetails;
}

function save(call: Call, card: TestCard, given: Given): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: given.billing_details,
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: given.cvc ? "unchecked" : null,
      },
      country: "US",
      display_brand: card.brand,
      exp_month: given.exp_month,
      exp_year: given.exp_year,
      fingerprint: `simulated${card.number.slice(-7)}`,
      funding: "credit",
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: call.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: given.metadata,
    type: "card",
  };
  call.store.put("card", { id: method.id, behaviour: card.behaviour });
  return call.store.put("payment_method", method);
}

function checkCard(card: PaymentMethodData["card"], now: number): Outcome<TestCard> {
  if (!passesLuhn(card.number))
    return cardFault("incorrect_number", "Your card number is incorrect.", "number");
  if (card.exp_month < 1 || card.exp_month > 12) {
    return cardFault("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  }
  const today = new Date(now * 1000);
  const year = fullYear(card.exp_year);
  if (year < today.getUTCFullYear() || year > today.getUTCFullYear() + 50) {
    return cardFault("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  }
  if (year === today.getUTCFullYear() && card.exp_month < today.getUTCMonth() + 1) {
    return cardFault("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  }
  if (card.cvc !== undefined && !/^\d{3,4}$/.test(card.cvc)) {
    return cardFault("invalid_cvc", "Your card's security code is invalid.", "cvc");
  }
  const known = cardByNumber(card.number);
  if (known) return done(known);
  return fail(402, {
    type: "card_error",
    code: DECLINES.generic_decline.code,
    decline_code: "test_mode_live_card",
    message: "Your card was declined. Only the test cards of the simulator can be used here.",
    param: "card[number]",
  });
}

function cardFault(code: string, message: string, field: string) {
  return fail(402, { type: "card_error", code, message, param: `card[${field}]` });
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}
