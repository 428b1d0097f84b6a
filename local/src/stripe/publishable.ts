import type Stripe from "stripe";
import type { Call } from "./call.ts";
import { type ApiError, done, invalid, type Outcome } from "./errors.ts";
import { retrieveIntent } from "./payment-intents.ts";
import { retrieveSetup } from "./setup-intents.ts";

/** What a browser may see of a PaymentIntent: nothing of the shop's own (customer, metadata, charges). */
const VISIBLE_OF_PAYMENT = [
  "id",
  "object",
  "amount",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
] as const satisfies readonly (keyof Stripe.PaymentIntent)[];

/** The same of a SetupIntent. */
const VISIBLE_OF_SETUP = [
  "id",
  "object",
  "automatic_payment_methods",
  "cancellation_reason",
  "client_secret",
  "created",
  "description",
  "last_setup_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_types",
  "status",
  "usage",
] as const satisfies readonly (keyof Stripe.SetupIntent)[];

/** The PaymentIntent, if the caller may touch it: with the secret key, or with its own client secret. */
export function admitToIntent(
  call: Call,
  id: string,
  clientSecret: string | undefined,
): Outcome<Stripe.PaymentIntent> {
  return admit(call, clientSecret, "PaymentIntent", () => retrieveIntent(call, id));
}

/** The SetupIntent, as above. */
export function admitToSetup(
  call: Call,
  id: string,
  clientSecret: string | undefined,
): Outcome<Stripe.SetupIntent> {
  return admit(call, clientSecret, "SetupIntent", () => retrieveSetup(call, id));
}

function admit<T extends { client_secret: string | null }>(
  call: Call,
  clientSecret: string | undefined,
  noun: "PaymentIntent" | "SetupIntent",
  retrieve: () => Outcome<T>,
): Outcome<T> {
  const param = "client_secret";
  if (call.caller === "publishable" && clientSecret === undefined) {
    return invalid("Missing required param: client_secret.", { code: "parameter_missing", param });
  }
  const found = retrieve();
  if (!found.ok) return found;
  if (clientSecret !== undefined && clientSecret !== found.value.client_secret) {
    const code = noun === "PaymentIntent" ? "payment_intent" : "setup_intent";
    return invalid(
      `The client_secret provided does not match the client_secret associated with the ${noun}.`,
      { code: `${code}_invalid_parameter`, param },
    );
  }
  return done(found.value);
}

/** An answer as a publishable key may see it. */
export function publicView(answer: object): object {
  const visible = "object" in answer ? visibleOf(answer.object) : null;
  return visible ? pick(answer, visible) : answer;
}

export function publicError(error: ApiError): ApiError {
  const { payment_intent, setup_intent, charge: _charge, ...body } = error.body;
  return {
    ...error,
    body: {
      ...body,
      ...(payment_intent && { payment_intent: pick(payment_intent, VISIBLE_OF_PAYMENT) }),
      ...(setup_intent && { setup_intent: pick(setup_intent, VISIBLE_OF_SETUP) }),
    },
  };
}

function visibleOf(object: unknown): readonly string[] | null {
  switch (object) {
    case "payment_intent":
      return VISIBLE_OF_PAYMENT;
    case "setup_intent":
      return VISIBLE_OF_SETUP;
    default:
      return null;
  }
}

function pick<T extends object>(answer: T, visible: readonly string[]): Partial<T> {
  const seen: Partial<T> = { ...answer };
  for (const field in answer) if (!visible.includes(field)) delete seen[field];
  return seen;
}
