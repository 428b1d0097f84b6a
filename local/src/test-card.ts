import type { ClientConfig } from "@showdrop/shared";
import { z } from "zod";

type Simulator = Extract<ClientConfig["payments"], { provider: "simulator" }>;

const Intent = z.object({ status: z.string() });
const Fault = z.object({ error: z.object({ message: z.string() }) });

/** The card that always pays, until the year's end after next. */
const PAYING_CARD = "4242424242424242";
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Pays an order at the payment simulator, as the page's test-card form does.
 * @param clientSecret of the order's checkout
 * @returns the payment's status, such as `succeeded` or `requires_action`
 * @throws with the simulator's words when it refuses
 */
export const payWithTestCard = async (
  { apiUrl, publishableKey }: Simulator,
  clientSecret: string,
  number: string = PAYING_CARD,
): Promise<string> => {
  const [intentId = ""] = clientSecret.split("_secret_");
  const response = await fetch(new URL(`/v1/payment_intents/${intentId}/confirm`, apiUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${publishableKey}` },
    body: new URLSearchParams({
      client_secret: clientSecret,
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": "12",
      "payment_method_data[card][exp_year]": String(new Date().getUTCFullYear() + 2),
      "payment_method_data[card][cvc]": "123",
    }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  const said: unknown = await response.json();
  if (response.ok) return Intent.parse(said).status;
  const fault = Fault.safeParse(said);
  throw new Error(fault.success ? fault.data.error.message : `the simulator answered ${response.status}`);
};
