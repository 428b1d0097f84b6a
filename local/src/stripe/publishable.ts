import type Stripe from "stripe";
import type { Call } from "./call.ts";
import { type ApiError, done, invalid, type Outcome } from "./errors.ts";
import { retrieveIntent } from "./payment-intents.ts";

/** What a browser may see of a PaymentIntent: nothing of the shop's own (customer, metadata, charges). */
const VISIBLE = [
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

/** The PaymentIntent, if the caller may touch it: with the secret key, or with its own client secret. */
export function admitToIntent(
  call: Call,
  id: string,
  clientSecret: string | undefined,
): Outcome<Stripe.PaymentIntent> {
  if (call.caller === "publishable" && clientSecret === undefined) {
    return invalid("Missing required param: client_secret.", {
      code: "parameter_missing",
      param: "client_secret",
    });
  }
  const found = retrieveIntent(call, id);
  if (!found.ok) return found;
  if (clientSecret !== undefined && clientSecret !== found.value.client_secret) {
    return invalid(
      "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
      { code: "payment_intent_invalid_parameter", param: "client_secret" },
    );
  }
  return done(found.value);
}

/** An answer as a publishable key may see it. */
export function publicView(answer: object): object {
  return isIntent(answer) ? pick(answer) : answer;
}

export function publicError(error: ApiError): ApiError {
  const { payment_intent, charge: _charge, ...body } = error.body;
  return payment_intent === undefined
    ? error
    : { ...error, body: { ...body, payment_intent: pick(payment_intent) } };
}

function isIntent(answer: object): answer is Partial<Stripe.PaymentIntent> {
  return "object" in answer && answer.object === "payment_intent";
}

function pick(intent: Partial<Stripe.PaymentIntent>): Partial<Stripe.PaymentIntent> {
  const visible: readonly string[] = VISIBLE;
  return Object.fromEntries(Object.entries(intent).filter(([field]) => visible.includes(field)));
}
