import type Stripe from "stripe";
import { z } from "zod";
import { requireDestination } from "./accounts.ts";
import type { Call } from "./call.ts";
import { confirmationParams, confirmIntent, missingPaymentMethod } from "./confirm.ts";
import { requireCustomer } from "./customers.ts";
import { done, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata, toShipping } from "./fields.ts";
import { newId, randomToken } from "./ids.ts";
import { allows, refuseMove } from "./intent-states.ts";
import { listPage, type Page } from "./list.ts";
import { isCurrency, MAXIMUM_AMOUNT, tooSmall } from "./money.ts";
import { boolean, clearable, expand, integer, listParams, metadata, shipping, text } from "./params.ts";
import { createPaymentMethod, resolvePaymentMethod } from "./payment-methods.ts";

const currency = text.transform((code) => code.toLowerCase());

/** Fields that both creation and update may set. */
const settable = {
  customer: text.optional(),
  description: clearable.optional(),
  metadata: metadata.optional(),
  payment_method: text.optional(),
  receipt_email: clearable.optional(),
  setup_future_usage: z
    .union([z.literal("").transform(() => null), z.enum(["off_session", "on_session"])])
    .optional(),
  shipping: z.union([z.literal("").transform(() => null), shipping]).optional(),
  statement_descriptor: text.max(22).optional(),
  statement_descriptor_suffix: text.max(22).optional(),
  transfer_group: text.optional(),
  expand,
};

export const createIntentParams = z.strictObject({
  ...confirmationParams,
  ...settable,
  amount: integer,
  currency,
  automatic_payment_methods: z
    .strictObject({ enabled: boolean, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  allowed_payment_method_types: z.array(z.literal("card")).optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  confirm: boolean.optional(),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
  application_fee_amount: integer.optional(),
  transfer_data: z.strictObject({ destination: text }).optional(),
});

export function createIntent(
  call: Call,
  params: z.infer<typeof createIntentParams>,
): Outcome<Stripe.PaymentIntent> {
  const refused = checkAmount(params.amount, params.currency);
  if (refused) return refused;
  const { transfer_data, application_fee_amount, ...rest } = params;
  const shared = checkShares(call, params.amount, transfer_data?.destination, application_fee_amount);
  if (shared) return shared;
  const id = newId("pi");
  const automatic = params.automatic_payment_methods;
  const blank: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: application_fee_amount ?? null,
    automatic_payment_methods: automatic
      ? { enabled: automatic.enabled, allow_redirects: automatic.allow_redirects ?? "always" }
      : params.allowed_payment_method_types
        ? null
        : { enabled: true, allow_redirects: "always" },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${randomToken(25)}`,
    confirmation_method: params.confirmation_method ?? "automatic",
    created: call.clock.now(),
    currency: params.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    ...(transfer_data ? { transfer_data: { destination: transfer_data.destination } } : {}),
    transfer_group: null,
  };
  const { payment_method_data, setup_future_usage, ...given } = rest;
  blank.setup_future_usage = setup_future_usage ?? null;
  if (payment_method_data) {
    const method = createPaymentMethod(call, payment_method_data);
    if (!method.ok) return method;
    given.payment_method = method.value.id;
  }
  if (given.confirm && given.payment_method === undefined) return missingPaymentMethod();
  const filled = fill(call, blank, given);
  if (!filled.ok) return filled;
  const intent = call.store.put("payment_intent", filled.value);
  record(call, "payment_intent.created", intent);
  return given.confirm ? confirmIntent(call, intent, { ...given, payment_method: undefined }) : done(intent);
}

export const updateIntentParams = z.strictObject({
  ...settable,
  amount: integer.optional(),
  currency: currency.optional(),
});

export function updateIntent(
  call: Call,
  id: string,
  params: z.infer<typeof updateIntentParams>,
): Outcome<Stripe.PaymentIntent> {
  const found = retrieveIntent(call, id);
  if (!found.ok) return found;
  const intent = found.value;
  const { metadata: _metadata, description: _description, expand: _expand, ...decisive } = params;
  const [field] = Object.entries(decisive).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (field !== undefined && !allows("change", intent)) return refuseMove("change", intent, field);

  const amount = params.amount ?? intent.amount;
  const currency = params.currency ?? intent.currency;
  const refused = checkAmount(amount, currency);
  if (refused) return refused;
  const repriced = amount !== intent.amount || currency !== intent.currency;
  // What the buyer authenticated was another amount: the bank has to be asked again.
  const undone: Partial<Stripe.PaymentIntent> =
    repriced && intent.status === "requires_action"
      ? { status: "requires_confirmation", next_action: null }
      : {};
  const filled = fill(call, { ...intent, ...undone, amount, currency }, params);
  return filled.ok ? done(call.store.put("payment_intent", filled.value)) : filled;
}

export function retrieveIntent(call: Call, id: string): Outcome<Stripe.PaymentIntent> {
  const intent = call.store.get("payment_intent", id);
  return intent ? done(intent) : noSuch("payment_intent", id, "intent");
}

export const listIntentsParams = z.strictObject({ ...listParams, customer: text.optional() });

export function listIntents(
  call: Call,
  params: z.infer<typeof listIntentsParams>,
): Outcome<Page<"payment_intent">> {
  return listPage(
    call.store,
    "payment_intent",
    "/v1/payment_intents",
    params,
    (intent) => params.customer === undefined || intent.customer === params.customer,
  );
}

function fill(
  call: Call,
  intent: Stripe.PaymentIntent,
  params: z.infer<z.ZodObject<typeof settable>>,
): Outcome<Stripe.PaymentIntent> {
  const changes: Partial<Stripe.PaymentIntent> = {
    metadata: mergeMetadata(intent.metadata, params.metadata),
  };
  if (params.customer !== undefined) {
    const customer = requireCustomer(call, params.customer, "customer");
    if (!customer.ok) return customer;
    changes.customer = customer.value.id;
  }
  if (params.payment_method !== undefined) {
    const method = resolvePaymentMethod(call, params.payment_method);
    if (!method.ok) return method;
    changes.payment_method = method.value.id;
    changes.status = "requires_confirmation";
    changes.next_action = null;
  }
  if (params.description !== undefined) changes.description = params.description;
  if (params.receipt_email !== undefined) changes.receipt_email = params.receipt_email;
  if (params.setup_future_usage !== undefined) changes.setup_future_usage = params.setup_future_usage;
  if (params.shipping !== undefined) changes.shipping = params.shipping && toShipping(params.shipping);
  if (params.statement_descriptor !== undefined) changes.statement_descriptor = params.statement_descriptor;
  if (params.statement_descriptor_suffix !== undefined) {
    changes.statement_descriptor_suffix = params.statement_descriptor_suffix;
  }
  if (params.transfer_group !== undefined) changes.transfer_group = params.transfer_group;
  return done({ ...intent, ...changes });
}

/** The one refusal that sharing the money with another account can meet, or null. */
function checkShares(
  call: Call,
  amount: number,
  destination: string | undefined,
  fee: number | undefined,
): ReturnType<typeof invalid> | null {
  if (destination !== undefined) {
    const account = requireDestination(call, destination);
    if (!account.ok) return account;
  }
  if (fee === undefined) return null;
  const param = "application_fee_amount";
  if (destination === undefined) {
    return invalid(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      { param },
    );
  }
  return fee > amount
    ? invalid("The application_fee_amount must be less than or equal to the amount of the charge.", { param })
    : null;
}

function checkAmount(amount: number, currency: string) {
  if (!isCurrency(currency)) return invalid(`Invalid currency: ${currency}.`, { param: "currency" });
  if (amount < 1) {
    return invalid("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  const small = tooSmall(amount, currency);
  if (small) return invalid(small, { code: "amount_too_small", param: "amount" });
  if (amount > MAXIMUM_AMOUNT) {
    return invalid("Amount must be no more than 99999999.", { code: "amount_too_large", param: "amount" });
  }
  return null;
}
