import { useTexts } from "../../i18n/index.ts";

/** What a buyer can do something about, or has to know, when a card is not taken. */
type DeclineReason = "declined" | "funds" | "expired" | "cvc" | "number" | "again" | "bank" | "testCard";

/** A "no" of the bank or the provider: a reason that we have words for, and what was said, empty where nothing was. */
export interface Decline {
  reason: DeclineReason | null;
  message: string;
}

/** By Stripe's codes for declines and errors: docs.stripe.com/declines/codes and docs.stripe.com/error-codes. */
const REASONS: Readonly<Record<string, DeclineReason>> = {
  card_declined: "declined",
  insufficient_funds: "funds",
  withdrawal_count_limit_exceeded: "funds",
  expired_card: "expired",
  invalid_expiry_month: "expired",
  invalid_expiry_year: "expired",
  incorrect_cvc: "cvc",
  invalid_cvc: "cvc",
  incorrect_number: "number",
  invalid_number: "number",
  processing_error: "again",
  issuer_not_available: "again",
  try_again_later: "again",
  authentication_required: "bank",
  payment_intent_authentication_failure: "bank",
  payment_intent_payment_attempt_expired: "bank",
  setup_intent_authentication_failure: "bank",
  setup_intent_setup_attempt_expired: "bank",
  live_mode_test_card: "testCard",
  test_mode_live_card: "testCard",
};

/** An error as the provider gives it. */
interface CardError {
  code?: string | undefined;
  decline_code?: string | undefined;
  message?: string | undefined;
}

/** Reads the provider's error; without one nobody said why. */
export const declineOf = (error?: CardError | null): Decline => {
  const { code = "", decline_code: declineCode = "", message = "" } = error ?? {};
  // The issuer's reason says more; those that a thief should not learn of stay a plain "declined".
  return { reason: REASONS[declineCode] ?? REASONS[code] ?? null, message };
};

/** What a person is told of a decline, in their language where we know the reason; null where nobody said why. */
export const useDeclineText = (): ((decline: Decline) => string | null) => {
  const t = useTexts("checkout");
  return ({ reason, message }) => (reason ? t(`declined.${reason}`) : message || null);
};
