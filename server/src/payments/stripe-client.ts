import { Currency, type Money } from "@showdrop/shared";
import Stripe from "stripe";
import type { Config } from "../config.ts";
import type { CallQueue } from "./call-queue.ts";
import { PaymentAttemptSpent, PaymentsUnavailable } from "./payments.ts";

/** Milliseconds to wait for Stripe: a buyer looks at a spinner meanwhile. */
const ANSWER_WITHIN_MS = 8_000;

/** `/v1/payment_intents/pi_1/confirm` is of the family `payment_intents`: Stripe limits each by itself. */
const familyOf = (path: string): string => path.split(/[/?]/)[2] ?? "";

/** Stripe's SDK, or its simulator's when `apiUrl` is set; every request, retries too, waits for its turn in the queue. */
export const createStripeClient = (
  { secretKey, apiUrl }: Pick<Config["stripe"], "secretKey" | "apiUrl">,
  queue: CallQueue,
): Stripe => {
  const http = Stripe.createNodeHttpClient();
  return new Stripe(secretKey, {
    timeout: ANSWER_WITHIN_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    httpClient: {
      getClientName: () => http.getClientName(),
      async makeRequest(host, port, path, ...rest) {
        const family = familyOf(path);
        const response = await queue.run(family, () => http.makeRequest(host, port, path, ...rest));
        if (response.getStatusCode() === 429) {
          const seconds = Number(response.getHeaders()["retry-after"]);
          await queue.rest(family, Number.isFinite(seconds) ? seconds : null);
        }
        return response;
      },
    },
    ...(apiUrl
      ? {
          host: apiUrl.hostname,
          port: apiUrl.port,
          protocol: apiUrl.protocol === "https:" ? "https" : "http",
        }
      : {}),
  });
};

export const currencyOf = (code: string): Money["currency"] => Currency.parse(code.toUpperCase());

export const isStripe = (error: unknown, code: string): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === code;

/** Stripe's own "try later", or no answer at all; anything else is a bug of ours. */
const isPassing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  error instanceof Stripe.errors.StripeAPIError ||
  (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500) ||
  isStripe(error, "idempotency_key_in_use");

/** @throws {PaymentsUnavailable} when Stripe did not answer, or asked for patience. */
export const reach = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw isPassing(error) ? new PaymentsUnavailable(error) : error;
  }
};

/** A 500 that Stripe gives again from its memory; the SDK has by then asked more than once under the same key. */
const isRemembered = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.statusCode ?? 0) >= 500 &&
  error.headers?.["idempotent-replayed"] === "true";

/**
 * As `reach`, for what is made under a key that names an attempt.
 * @throws {PaymentAttemptSpent} when this attempt can never give anything.
 */
export const reachAttempt = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await reach(call);
  } catch (error) {
    if (error instanceof PaymentsUnavailable && isRemembered(error.cause))
      throw new PaymentAttemptSpent(error.cause);
    throw error;
  }
};
