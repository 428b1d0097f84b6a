/** What a test card does when it is charged. */
export type Behaviour =
  | { kind: "approve" }
  | { kind: "authenticate" }
  | { kind: "decline"; reason: DeclineReason };

export type DeclineReason = keyof typeof DECLINES;

/** Stripe's answers to a declined card, by what the issuer said. */
export const DECLINES = {
  generic_decline: { code: "card_declined", message: "Your card was declined." },
  insufficient_funds: { code: "card_declined", message: "Your card has insufficient funds." },
  expired_card: { code: "expired_card", message: "Your card has expired." },
  incorrect_cvc: { code: "incorrect_cvc", message: "Your card's security code is incorrect." },
  processing_error: {
    code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
  },
  authentication_required: {
    code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  },
} as const;

export interface TestCard {
  number: string;
  brand: "visa" | "mastercard" | "amex";
  behaviour: Behaviour;
  /** Ready-made payment methods that stand for this card. */
  paymentMethods: readonly string[];
}

const approve: Behaviour = { kind: "approve" };
const authenticate: Behaviour = { kind: "authenticate" };
const decline = (reason: DeclineReason): Behaviour => ({ kind: "decline", reason });

/** The numbers and ids of docs.stripe.com/testing that the simulator knows. */
export const TEST_CARDS: readonly TestCard[] = [
  card("4242424242424242", "visa", approve, "pm_card_visa"),
  card("5555555555554444", "mastercard", approve, "pm_card_mastercard"),
  card("4000056655665556", "visa", approve, "pm_card_visa_debit"),
  card("2223003122003222", "mastercard", approve),
  card("5200828282828210", "mastercard", approve, "pm_card_mastercard_debit"),
  card("5105105105105100", "mastercard", approve, "pm_card_mastercard_prepaid"),
  card("378282246310005", "amex", approve, "pm_card_amex"),
  card("371449635398431", "amex", approve),
  card("4000000000000002", "visa", decline("generic_decline"), "pm_card_chargeDeclined"),
  card(
    "4000000000009995",
    "visa",
    decline("insufficient_funds"),
    "pm_card_chargeDeclinedInsufficientFunds",
    "pm_card_visa_chargeDeclinedInsufficientFunds",
  ),
  card("4000000000000069", "visa", decline("expired_card"), "pm_card_chargeDeclinedExpiredCard"),
  card("4000000000000127", "visa", decline("incorrect_cvc"), "pm_card_chargeDeclinedIncorrectCvc"),
  card("4000000000000119", "visa", decline("processing_error"), "pm_card_chargeDeclinedProcessingError"),
  card("4000002760003184", "visa", authenticate, "pm_card_authenticationRequired"),
  card(
    "4000002500003155",
    "visa",
    authenticate,
    "pm_card_authenticationRequiredOnSetup",
    "pm_card_threeDSecure2Required",
    "pm_card_threeDSecureRequired",
  ),
];

function card(
  number: string,
  brand: TestCard["brand"],
  behaviour: Behaviour,
  ...paymentMethods: string[]
): TestCard {
  return { number, brand, behaviour, paymentMethods };
}

export function cardByNumber(number: string): TestCard | undefined {
  return TEST_CARDS.find((candidate) => candidate.number === number);
}

export function cardByPaymentMethod(id: string): TestCard | undefined {
  return TEST_CARDS.find((candidate) => candidate.paymentMethods.includes(id));
}

/** The check digit that tells a mistyped number from a real one. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].toReversed().reduce((total, char, index) => {
    const doubled = Number(char) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
