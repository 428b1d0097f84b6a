import type Stripe from "stripe";

/** The body of `{"error": …}` as Stripe sends it. */
export interface ErrorBody {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  param?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: Partial<Stripe.PaymentIntent>;
  setup_intent?: Partial<Stripe.SetupIntent>;
  payment_method?: Stripe.PaymentMethod;
}

export interface ApiError {
  status: number;
  body: ErrorBody;
}

/** What a verb answers: a value, or a refusal in Stripe's words. Faults are thrown. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ApiError };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(status: number, body: ErrorBody): { ok: false; error: ApiError } {
  return { ok: false, error: { status, body: withDocUrl(body) } };
}

/** A refused parameter or a wrong move: 400 with Stripe's code. */
export function invalid(message: string, detail: Omit<Partial<ErrorBody>, "type" | "message"> = {}) {
  return fail(400, { type: "invalid_request_error", message, ...detail });
}

export function noSuch(noun: string, id: string, param = "id") {
  return fail(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param,
  });
}

/** For `Stripe-Account`: another platform's account answers like none. */
export function noSuchAccount(id: string) {
  return fail(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
  });
}

export function unknownRoute(method: string, path: string) {
  return fail(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}

export function internalError() {
  return fail(500, {
    type: "api_error",
    message: "An unknown error occurred while handling the request. Retry it under the same idempotency key.",
  });
}

function withDocUrl(body: ErrorBody): ErrorBody {
  if (body.code === undefined) return body;
  return { ...body, doc_url: docUrl(body.code) };
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}
