import type Stripe from "stripe";
import { invalid } from "./errors.ts";

/** From which statuses each move may start. */
const MOVES = {
  confirm: ["requires_payment_method", "requires_confirmation", "requires_action"],
  cancel: ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action"],
  capture: ["requires_capture"],
  change: ["requires_payment_method", "requires_confirmation", "requires_action"],
} as const satisfies Record<string, readonly Stripe.PaymentIntent.Status[]>;

export type Move = keyof typeof MOVES;

export function allows(move: Move, intent: Stripe.PaymentIntent): boolean {
  const from: readonly string[] = MOVES[move];
  return from.includes(intent.status);
}

/** Stripe's words for a move that the status forbids. `field` names what a `change` would have changed. */
export function refuseMove(move: Move, intent: Stripe.PaymentIntent, field = "") {
  return invalid(sentence(move, intent.status, field), {
    code: "payment_intent_unexpected_state",
    payment_intent: intent,
    ...(field && { param: field }),
  });
}

function sentence(move: Move, status: string, field: string): string {
  const from = MOVES[move].join(", ");
  switch (move) {
    case "confirm":
      return status === "succeeded"
        ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
        : `You cannot confirm this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be confirmed: ${from}.`;
    case "cancel":
      return `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: ${from}.`;
    case "capture":
      return status === "succeeded"
        ? "This PaymentIntent could not be captured because it has already been captured."
        : `This PaymentIntent could not be captured because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be captured: ${from}.`;
    case "change":
      return `This PaymentIntent's ${field} could not be updated because it has a status of ${status}. You may only update the ${field} of a PaymentIntent with one of the following statuses: ${from}.`;
  }
}
