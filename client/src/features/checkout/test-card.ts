import { type Result, refuse } from "@showdrop/shared";
import { z } from "zod";

/** What a payment form ends with. A decline is an answer of the bank, in its own words; the buyer may try again. */
export type PaymentOutcome =
  | { kind: "paid" }
  /** Accepted, and not yet settled. */
  | { kind: "processing" }
  | { kind: "declined"; message: string };

export interface TestCard {
  number: string;
  expMonth: string;
  expYear: string;
  cvc: string;
}

/** The local stand-in for the payment provider: where it is, and the key that a page may know. */
export interface TestProvider {
  apiUrl: string;
  publishableKey: string;
}

const PaymentMethod = z.object({ id: z.string() });
const Intent = z.object({
  id: z.string(),
  status: z.string(),
  next_action: z
    .object({ redirect_to_url: z.object({ url: z.url({ protocol: /^https?$/ }) }).optional() })
    .nullable()
    .optional(),
  last_payment_error: z.object({ message: z.string().optional() }).nullable().optional(),
});
type Intent = z.infer<typeof Intent>;
const Fault = z.object({ error: z.object({ message: z.string().optional() }) });

/** A client secret is the intent's id, `_secret_` and a random part. */
const intentId = (clientSecret: string): string => clientSecret.split("_secret_")[0] ?? "";

type Spoken<T> = { said: "yes"; data: T } | { said: "no"; message: string };

/** One call to the provider's API, as its own script makes them. Only a provider that does not answer is a refusal. */
const speak = async <T>(
  { apiUrl, publishableKey }: TestProvider,
  path: string,
  answer: z.ZodType<T>,
  form: Record<string, string> | null,
): Promise<Result<Spoken<T>>> => {
  try {
    const response = await fetch(new URL(path, apiUrl), {
      method: form ? "POST" : "GET",
      headers: { authorization: `Bearer ${publishableKey}` },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, data: { said: "yes", data: answer.parse(body) } };
    const fault = Fault.safeParse(body);
    // Cards are refused with a 4xx that says why; anything else is the provider's own trouble.
    if (response.status >= 500 || !fault.success) return refuse("PAYMENT_UNAVAILABLE");
    return { ok: true, data: { said: "no", message: fault.data.error.message ?? "" } };
  } catch {
    return refuse("PAYMENT_UNAVAILABLE");
  }
};

const outcomeOf = (intent: Intent): PaymentOutcome => {
  switch (intent.status) {
    case "succeeded":
    case "requires_capture":
      return { kind: "paid" };
    case "processing":
      return { kind: "processing" };
    default:
      return { kind: "declined", message: intent.last_payment_error?.message ?? "" };
  }
};

/**
 * Pays with a test card: makes a payment method of it, confirms, and lets the buyer answer the bank where it asks.
 * @param challenge shows the bank's page at this address and settles when the buyer is through
 */
export async function payWithTestCard(
  provider: TestProvider,
  clientSecret: string,
  card: TestCard,
  challenge: (url: string) => Promise<void>,
): Promise<Result<PaymentOutcome>> {
  const method = await speak(provider, "/v1/payment_methods", PaymentMethod, {
    type: "card",
    "card[number]": card.number.replaceAll(/\s/g, ""),
    "card[exp_month]": card.expMonth,
    "card[exp_year]": card.expYear,
    "card[cvc]": card.cvc,
  });
  if (!method.ok) return method;
  if (method.data.said === "no")
    return { ok: true, data: { kind: "declined", message: method.data.message } };

  const path = `/v1/payment_intents/${intentId(clientSecret)}`;
  const confirmed = await speak(provider, `${path}/confirm`, Intent, {
    payment_method: method.data.data.id,
    client_secret: clientSecret,
  });
  if (!confirmed.ok) return confirmed;
  if (confirmed.data.said === "no")
    return { ok: true, data: { kind: "declined", message: confirmed.data.message } };

  const intent = confirmed.data.data;
  const bank = intent.next_action?.redirect_to_url?.url;
  if (intent.status !== "requires_action" || !bank) return { ok: true, data: outcomeOf(intent) };
  await challenge(bank);
  const query = new URLSearchParams({ client_secret: clientSecret });
  const after = await speak(provider, `${path}?${query}`, Intent, null);
  if (!after.ok) return after;
  if (after.data.said === "no") return { ok: true, data: { kind: "declined", message: after.data.message } };
  return { ok: true, data: outcomeOf(after.data.data) };
}

/** `12 / 30` or `1230` as month and year; null where it is no month. */
export const readExpiry = (text: string): { expMonth: string; expYear: string } | null => {
  const match = /^(0?[1-9]|1[0-2])\s*\/?\s*(\d{2}|20\d{2})$/.exec(text.trim());
  return match?.[1] && match[2] ? { expMonth: match[1], expYear: match[2] } : null;
};

/** Groups of four, as on the card. */
export const formatCardNumber = (text: string): string =>
  text
    .replaceAll(/\D/g, "")
    .slice(0, 19)
    .replaceAll(/(\d{4})(?=\d)/g, "$1 ");
