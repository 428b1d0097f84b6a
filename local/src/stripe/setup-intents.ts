import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { requireCustomer } from "./customers.ts";
import { done, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata } from "./fields.ts";
import { newId, randomToken } from "./ids.ts";
import { boolean, clearable, expand, metadata, text } from "./params.ts";

export const createSetupParams = z.strictObject({
  automatic_payment_methods: z
    .strictObject({ enabled: boolean, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  allowed_payment_method_types: z.array(z.literal("card")).optional(),
  customer: text.optional(),
  description: clearable.optional(),
  metadata: metadata.optional(),
  usage: z.enum(["off_session", "on_session"]).optional(),
  expand,
});

export function createSetup(
  call: Call,
  params: z.infer<typeof createSetupParams>,
): Outcome<Stripe.SetupIntent> {
  const customer = params.customer === undefined ? null : requireCustomer(call, params.customer, "customer");
  if (customer && !customer.ok) return customer;
  const id = newId("seti");
  const { automatic_payment_methods: automatic, allowed_payment_method_types: allowed } = params;
  const intent = call.store.put("setup_intent", {
    id,
    object: "setup_intent",
    allowed_payment_method_types: allowed ?? null,
    application: null,
    automatic_payment_methods: automatic
      ? { enabled: automatic.enabled, allow_redirects: automatic.allow_redirects ?? "always" }
      : allowed
        ? null
        : { enabled: true, allow_redirects: "always" },
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomToken(25)}`,
    created: call.clock.now(),
    customer: customer ? customer.value.id : null,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: params.usage ?? "off_session",
  });
  record(call, "setup_intent.created", intent);
  return done(intent);
}

export function retrieveSetup(call: Call, id: string): Outcome<Stripe.SetupIntent> {
  const intent = call.store.get("setup_intent", id);
  return intent ? done(intent) : noSuch("setupintent", id, "intent");
}

export const cancelSetupParams = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "requested_by_customer"]).optional(),
  expand,
});

export function cancelSetup(
  call: Call,
  id: string,
  params: z.infer<typeof cancelSetupParams>,
): Outcome<Stripe.SetupIntent> {
  const found = retrieveSetup(call, id);
  if (!found.ok) return found;
  if (!isOpen(found.value)) return refuseSetupMove("cancel", found.value);
  const canceled = call.store.put("setup_intent", {
    ...found.value,
    cancellation_reason: params.cancellation_reason ?? null,
    next_action: null,
    status: "canceled",
  });
  record(call, "setup_intent.canceled", canceled);
  return done(canceled);
}

/** Whether a card can still be set up with it. */
export function isOpen({ status }: Stripe.SetupIntent): boolean {
  return ["requires_payment_method", "requires_confirmation", "requires_action"].includes(status);
}

/** Stripe's words for a move that the status forbids. */
export function refuseSetupMove(move: "confirm" | "cancel", intent: Stripe.SetupIntent) {
  const sentence =
    intent.status === "succeeded"
      ? `You cannot ${move} this SetupIntent because it has already succeeded.`
      : `You cannot ${move} this SetupIntent because it has a status of ${intent.status}.`;
  return invalid(sentence, { code: "setup_intent_unexpected_state", setup_intent: intent });
}
