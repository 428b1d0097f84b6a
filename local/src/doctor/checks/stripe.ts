import { isThisMachine } from "../addresses.ts";
import { ask } from "../ask.ts";
import { bad, type Check, type Finding, good, note, reasonOf, skipped } from "../check.ts";
import type { Settings } from "../settings.ts";

const STRIPE = new URL("https://api.stripe.com");
/** Stripe's own are longer than 32 characters; a shorter one was cut off while copying. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/=]{24,}$/;

type Mode = "test" | "live";
const modeOf = (key: string): Mode | undefined => {
  const mode = /^(?:sk|rk|pk)_(test|live)_/.exec(key)?.[1];
  return mode === "test" || mode === "live" ? mode : undefined;
};

const lookAtModes = (secretKey: string, publishableKey: string | undefined): Finding => {
  if (publishableKey === undefined)
    return bad(
      "STRIPE_PUBLISHABLE_KEY is not set",
      "Copy it from Stripe's dashboard, beside the secret key.",
    );
  const [secret, publishable] = [modeOf(secretKey), modeOf(publishableKey)];
  const advice =
    "Copy both anew from Stripe's dashboard, Developers, API keys, with the same mode chosen there.";
  if (secret === undefined || publishable === undefined)
    return bad("a key is not of Stripe's form (sk_test_…, sk_live_…, rk_…; pk_…)", advice);
  return secret === publishable
    ? good(`both keys are of ${secret} mode`)
    : bad(`the secret key is of ${secret} mode and the publishable key of ${publishable} mode`, advice);
};

const lookAtKey = async ({ STRIPE_API_URL = STRIPE }: Settings, secretKey: string): Promise<Finding> => {
  const where =
    STRIPE_API_URL.origin === STRIPE.origin ? "Stripe" : `the simulator at ${STRIPE_API_URL.origin}`;
  let status: number;
  try {
    const headers = { authorization: `Bearer ${secretKey}` };
    ({ status } = await ask(new URL("/v1/payment_intents?limit=1", STRIPE_API_URL), { headers }));
  } catch (error) {
    return bad(
      `${where} does not answer: ${reasonOf(error)}`,
      "See the network, proxy and firewall of the servers.",
    );
  }
  switch (status) {
    case 200:
      return good(`${where} accepts the secret key`);
    case 401:
      return bad(`${where} does not know the secret key`, "Copy it anew; it may have been rolled.");
    case 403:
      return bad(
        `the restricted key may not read payments at ${where}`,
        "Give it write access to PaymentIntents, SetupIntents, Customers, PaymentMethods and Refunds in Stripe's dashboard.",
      );
    default:
      return note(`${where} answered ${status}`, "Try again in a minute; see status.stripe.com.");
  }
};

const lookAtWebhookSecrets = ({ STRIPE_WEBHOOK_SECRET: secrets, STRIPE_API_URL }: Settings): Finding => {
  const advice =
    "Copy it from Stripe's dashboard, Webhooks, the endpoint PUBLIC_URL/webhooks/stripe, Signing secret.";
  if (secrets.length === 0) return bad("STRIPE_WEBHOOK_SECRET is not set", advice);
  if (!secrets.every((secret) => WEBHOOK_SECRET.test(secret)))
    return bad("STRIPE_WEBHOOK_SECRET is not of Stripe's form (whsec_…, more than 24 characters)", advice);
  if (secrets.length > 1 && !STRIPE_API_URL)
    return note(`${secrets.length} webhook secrets are set`, "Remove the old one when the rotation is over.");
  return good("the webhook's secret is of Stripe's form");
};

export const stripe: Check = {
  name: "Stripe",
  after: [],
  look: async (settings) => {
    const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY, PUBLIC_URL } = settings;
    if (secretKey === undefined) return [skipped("STRIPE_SECRET_KEY is not set here")];
    return [
      lookAtModes(secretKey, STRIPE_PUBLISHABLE_KEY),
      await lookAtKey(settings, secretKey),
      lookAtWebhookSecrets(settings),
      ...(modeOf(secretKey) === "live" && isThisMachine(PUBLIC_URL.hostname)
        ? [
            note(
              "live keys on a platform that only this machine reaches: real money moves",
              "Use test keys here.",
            ),
          ]
        : []),
    ];
  },
};
