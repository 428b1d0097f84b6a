import type { ClientConfig } from "@showdrop/shared";
import { StripeForm } from "./stripe-form.tsx";
import type { CardOutcome } from "./test-card.ts";
import { TestCardForm } from "./test-card-form.tsx";

/** A provider to whom a card can be given: not a rehearsal's, where nothing is charged and nothing kept. */
export type CardProvider = Exclude<ClientConfig["payments"], { provider: "rehearsal" }>;

interface CardFormProps {
  payments: CardProvider;
  /** Of the payment, or of the setup with which the card is kept. */
  clientSecret: string;
  /** What its button says. */
  action: string;
  onOutcome: (outcome: CardOutcome) => void;
}

/** Where a card is typed in, as the platform's payment provider has it. */
export const CardForm = ({ payments, ...rest }: CardFormProps) =>
  payments.provider === "stripe" ? (
    <StripeForm publishableKey={payments.publishableKey} {...rest} />
  ) : (
    <TestCardForm provider={payments} {...rest} />
  );
