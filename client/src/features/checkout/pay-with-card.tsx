import {
  type Checkout,
  type ClientConfig,
  formatMoney,
  type Refusal,
  type Result,
  refuse,
  type SavedCard,
} from "@showdrop/shared";
import { loadStripe } from "@stripe/stripe-js/pure";
import { useRef, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { RefusalNotice } from "../../ui/index.ts";
import { KeepCard } from "../cards/keep-card.tsx";
import { SavedCards } from "../cards/saved-cards.tsx";
import { CardForm, type CardProvider } from "./card-form.tsx";
import { RehearsalPayment } from "./rehearsal-payment.tsx";
import { payWithStripeCard } from "./stripe-form.tsx";
import { type CardOutcome, confirmTestCard } from "./test-card.ts";
import { useBank } from "./use-bank.tsx";

interface PayWithCardProps<P> {
  payments: P;
  checkout: Checkout;
  onOutcome: (outcome: CardOutcome) => void;
}

/** A card, or in a rehearsal a word. */
export const PayWithCard = ({ payments, ...rest }: PayWithCardProps<ClientConfig["payments"]>) =>
  payments.provider === "rehearsal" ? (
    <RehearsalPayment onOutcome={rest.onOutcome} />
  ) : (
    <PayWithAnyCard payments={payments} {...rest} />
  );

/** A kept card with one tap, or another one. Guests keep none. */
const PayWithAnyCard = ({ payments, checkout, onOutcome }: PayWithCardProps<CardProvider>) => {
  const t = useTexts("checkout");
  const { locale } = useLanguage();
  const { me } = useMe();
  const { ask, page } = useBank();
  const [paying, setPaying] = useState<SavedCard | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const underWay = useRef(false);
  const { clientSecret, order } = checkout;
  const { total } = order.totals;

  const charge = async (card: SavedCard): Promise<Result<CardOutcome>> => {
    if (payments.provider === "simulator") return confirmTestCard(payments, clientSecret, card.id, ask);
    const stripe = await loadStripe(payments.publishableKey);
    return stripe ? payWithStripeCard(stripe, clientSecret, card.id) : refuse("PAYMENT_UNAVAILABLE");
  };
  const pay = async (card: SavedCard) => {
    if (underWay.current) return;
    underWay.current = true;
    setPaying(card);
    setRefusal(null);
    const answer = await charge(card);
    underWay.current = false;
    setPaying(null);
    if (answer.ok) onOutcome(answer.data);
    else setRefusal(answer.error);
  };
  return (
    <div className="flex flex-col gap-4">
      {me && (
        <SavedCards total={total} paying={paying} busy={paying !== null} onPay={(card) => void pay(card)} />
      )}
      <RefusalNotice refusal={refusal} />
      <CardForm
        payments={payments}
        clientSecret={clientSecret}
        action={t("payAmount", { amount: formatMoney(total, locale) })}
        onOutcome={onOutcome}
      />
      {me && <KeepCard orderId={order.id} />}
      {page}
    </div>
  );
};
