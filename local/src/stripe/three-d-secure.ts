import type Stripe from "stripe";
import type { Call } from "./call.ts";
import { record } from "./events.ts";
import { randomToken } from "./ids.ts";
import { schedule } from "./tasks.ts";

/** One question of the bank to the buyer, about a payment or about a card that is to be kept. */
export interface Challenge {
  id: string;
  payment_intent: string | null;
  setup_intent: string | null;
  payment_method: string;
  return_url: string | null;
  state: "open" | "passed" | "failed";
}

/** How long a buyer may take; longer than any bank waits, so that a shop's own hold always ends first. */
const CHALLENGE_SECONDS = 3600;

export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** What the buyer has to do now: open the bank's page. */
interface Action {
  type: "redirect_to_url";
  redirect_to_url: { url: string; return_url: string | null };
}

/** Asks the bank to ask the buyer. @returns where, as `next_action` says it. */
export function askBank(
  call: Call,
  intent: Intent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): Action {
  const challenge = call.store.put("challenge", {
    id: randomToken(32),
    payment_intent: intent.object === "payment_intent" ? intent.id : null,
    setup_intent: intent.object === "setup_intent" ? intent.id : null,
    payment_method: method.id,
    return_url: returnUrl,
    state: "open",
  });
  schedule(call, { kind: "expire_challenge", challenge: challenge.id }, CHALLENGE_SECONDS);
  return {
    type: "redirect_to_url",
    redirect_to_url: { url: `${call.baseUrl}/3ds/${challenge.id}`, return_url: returnUrl },
  };
}

/** Puts the PaymentIntent in `requires_action`, with the address of the bank's page. */
export function openChallenge(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): Stripe.PaymentIntent {
  const next_action = askBank(call, intent, method, returnUrl);
  const waiting = call.store.put("payment_intent", { ...intent, status: "requires_action", next_action });
  record(call, "payment_intent.requires_action", waiting);
  return waiting;
}

/** What a challenge is about, however it stands now. */
export function aboutWhat(call: Call, challenge: Challenge): Intent | undefined {
  if (challenge.payment_intent !== null) return call.store.get("payment_intent", challenge.payment_intent);
  return challenge.setup_intent === null ? undefined : call.store.get("setup_intent", challenge.setup_intent);
}

/** What this challenge still decides; undefined once it was answered, replaced or canceled. */
export function awaitedBy(call: Call, challenge: Challenge): Intent | undefined {
  const intent = aboutWhat(call, challenge);
  const isCurrent = intent?.next_action?.redirect_to_url?.url?.endsWith(`/${challenge.id}`) ?? false;
  return challenge.state === "open" && intent?.status === "requires_action" && isCurrent ? intent : undefined;
}

/** Under manual confirmation the shop confirms once more after the bank said yes. */
export function wasAuthenticated(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): boolean {
  if (intent.confirmation_method !== "manual") return false;
  for (const challenge of call.store.walk("challenge", "newest")) {
    if (challenge.payment_intent === intent.id && challenge.payment_method === method.id) {
      return challenge.state === "passed";
    }
  }
  return false;
}
