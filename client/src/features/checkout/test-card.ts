import { ok, type Result, refuse } from "@showdrop/shared";
import { z } from "zod";
import { type Decline, declineOf } from "./decline.ts";

/** What a card's form ends with. A decline is an answer of the bank; another card may follow. */
export type CardOutcome =
  /** It paid, or is kept. */
  | { kind: "done" }
  /** Accepted, and not yet settled. */
  | { kind: "processing" }
  | { kind: "declined"; decline: Decline };

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
const CardError = z.object({
  code: z.string().optional(),
  decline_code: z.string().optional(),
  message: z.string().optional(),
});
const Complaint = CardError.nullable().optional();
/** Of a payment, or of a card that is to be kept. */
const Intent = z.object({
  id: z.string(),
  status: z.string(),
  next_action: z
    .object({ redirect_to_url: z.object({ url: z.url({ protocol: /^https?$/ }) }).optional() })
    .nullable()
    .optional(),
  last_payment_error: Complaint,
  last_setup_error: Complaint,
});
type Intent = z.infer<typeof Intent>;
const Fault = z.object({ error: CardError });

/** Whether a secret is for keeping a card, and not for a payment: the provider's ids begin with what they are of. */
export const isToKeep = (clientSecret: string): boolean => clientSecret.startsWith("seti_");

/** A client secret is the intent's id, `_secret_` and a random part. */
const pathOf = (clientSecret: string): string =>
  `/v1/${isToKeep(clientSecret) ? "setup_intents" : "payment_intents"}/${clientSecret.split("_secret_")[0]}`;

/** What the provider says to a call; "nothing" where it does not answer, or answers with a fault of its own. */
type Spoken<T> = { said: "yes"; data: T } | { said: "no"; decline: Decline } | { said: "nothing" };

/** One call to the provider's API, as its own script makes them. */
const speak = async <T>(
  { apiUrl, publishableKey }: TestProvider,
  path: string,
  answer: z.ZodType<T>,
  form: Record<string, string> | null,
): Promise<Spoken<T>> => {
  try {
    const response = await fetch(new URL(path, apiUrl), {
      method: form ? "POST" : "GET",
      headers: { authorization: `Bearer ${publishableKey}` },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const body: unknown = await response.json();
    if (response.ok) return { said: "yes", data: answer.parse(body) };
    // Cards are refused with a 4xx that says why; anything else is the provider's own trouble.
    const fault = Fault.safeParse(body);
    if (response.status >= 500 || !fault.success) return { said: "nothing" };
    return { said: "no", decline: declineOf(fault.data.error) };
  } catch {
    return { said: "nothing" };
  }
};

const refused = (spoken: Exclude<Spoken<unknown>, { said: "yes" }>): Result<CardOutcome> =>
  spoken.said === "no" ? ok({ kind: "declined", decline: spoken.decline }) : refuse("PAYMENT_UNAVAILABLE");

const outcomeOf = (intent: Intent): CardOutcome => {
  switch (intent.status) {
    case "succeeded":
    case "requires_capture":
      return { kind: "done" };
    case "processing":
      return { kind: "processing" };
    default:
      return {
        kind: "declined",
        decline: declineOf(intent.last_payment_error ?? intent.last_setup_error),
      };
  }
};

const readIntent = (provider: TestProvider, clientSecret: string) =>
  speak(
    provider,
    `${pathOf(clientSecret)}?${new URLSearchParams({ client_secret: clientSecret })}`,
    Intent,
    null,
  );

/**
 * Pays with a test card, or has it kept, as the secret says: makes a payment method of it, confirms, and lets its owner
 * answer the bank where it asks.
 * @param challenge shows the bank's page at this address and settles when they are through
 */
export async function handInTestCard(
  provider: TestProvider,
  clientSecret: string,
  card: TestCard,
  challenge: (url: string) => Promise<void>,
): Promise<Result<CardOutcome>> {
  const method = await speak(provider, "/v1/payment_methods", PaymentMethod, {
    type: "card",
    "card[number]": card.number.replaceAll(/\s/g, ""),
    "card[exp_month]": card.expMonth,
    "card[exp_year]": card.expYear,
    "card[cvc]": card.cvc,
  });
  if (method.said !== "yes") return refused(method);

  return confirmTestCard(provider, clientSecret, method.data.id, challenge);
}

/** The same with a card that the provider knows already. */
export async function confirmTestCard(
  provider: TestProvider,
  clientSecret: string,
  cardId: string,
  challenge: (url: string) => Promise<void>,
): Promise<Result<CardOutcome>> {
  const confirmed = await speak(provider, `${pathOf(clientSecret)}/confirm`, Intent, {
    payment_method: cardId,
    client_secret: clientSecret,
  });
  if (confirmed.said !== "yes") {
    // The answer to this press or an earlier one may have been lost: money that went through is not tried again.
    const intent = await readIntent(provider, clientSecret);
    const outcome = intent.said === "yes" ? outcomeOf(intent.data) : null;
    return outcome && outcome.kind !== "declined" ? ok(outcome) : refused(confirmed);
  }

  const bank = confirmed.data.next_action?.redirect_to_url?.url;
  if (confirmed.data.status !== "requires_action" || !bank) return ok(outcomeOf(confirmed.data));
  await challenge(bank);
  const after = await readIntent(provider, clientSecret);
  return after.said === "yes" ? ok(outcomeOf(after.data)) : refused(after);
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
