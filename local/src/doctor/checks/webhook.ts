import { RefusalBody } from "@showdrop/shared";
import { ask } from "../ask.ts";
import { bad, type Check, good } from "../check.ts";

export const webhook: Check = {
  name: "Webhook",
  after: ["Server"],
  look: async ({ PUBLIC_URL }) => {
    const url = new URL("/webhooks/stripe", PUBLIC_URL);
    const headers = { "content-type": "application/json" };
    const answer = await ask(url, { method: "POST", headers, body: "{}" });
    const body: unknown = await answer.json().catch(() => undefined);
    const refusal = RefusalBody.safeParse(body);
    if (answer.status === 400 && refusal.success && refusal.data.error.code === "SIGNATURE_INVALID")
      return [good(`${url.href} is ours, and refuses what Stripe did not sign`)];
    return [
      bad(
        `${url.href} answers ${answer.status} to an unsigned event, where Showdrop answers 400`,
        answer.status === 404 || (answer.status >= 300 && answer.status < 400)
          ? "The proxy must pass /webhooks/ on to the servers, without a redirect: orders are paid and nobody hears of it."
          : "Something in front of the servers answers for them: let POST /webhooks/stripe through as it is.",
      ),
    ];
  },
};
