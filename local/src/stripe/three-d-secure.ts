import type Stripe from "stripe";
import type { Call } from "./call.ts";
import { record } from "./events.ts";
import { randomToken } from "./ids.ts";
import { schedule } from "./tasks.ts";

/** One question of the bank to the buyer. */
export interface Challenge {
  id: string;
  payment_intent: string;
  payment_method: string;
  return_url: string | null;
  state: "open" | "passed" | "failed";
}

/** How long a buyer may take; longer than any bank waits, so that a shop's own hold always ends first. */
const CHALLENGE_SECONDS = 3600;

/** Puts the PaymentIntent in `requires_action`, with the address of the bank's page. */
export function openChallenge(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): Stripe.PaymentIntent {
  const challenge = call.store.put("challenge", {
    id: randomToken(32),
    payment_intent: intent.id,
    payment_method: method.id,
    return_url: returnUrl,
    state: "open",
  });
  const waiting = call.store.put("payment_intent", {
    ...intent,
    status: "requires_action",
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { url: challengeUrl(call, challenge), return_url: returnUrl },
    },
  });
  record(call, "payment_intent.requires_action", waiting);
  schedule(call, { kind: "expire_challenge", challenge: challenge.id }, CHALLENGE_SECONDS);
  return waiting;
}

/** The PaymentIntent that this challenge still decides; undefined once it was answered, replaced or canceled. */
export function awaitedBy(call: Call, challenge: Challenge): Stripe.PaymentIntent | undefined {
  const intent = call.store.get("payment_intent", challenge.payment_intent);
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

function challengeUrl(call: Call, challenge: Challenge): string {
  return `${call.baseUrl}/3ds/${challenge.id}`;
}
