import { ok, type Refusal, type Result, refuse } from "@showdrop/shared";
import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLanguage } from "../../i18n/index.ts";
import { Button, RefusalNotice, Skeleton } from "../../ui/index.ts";
import { declineOf } from "./decline.ts";
import { type CardOutcome, isToKeep } from "./test-card.ts";

interface StripeFormProps {
  publishableKey: string;
  clientSecret: string;
  /** What its button says. */
  action: string;
  onOutcome: (outcome: CardOutcome) => void;
}

interface Form {
  stripe: Stripe;
  elements: StripeElements;
}

/** Pays with a card that Stripe keeps; it shows the bank's page by itself where the bank asks. */
export const payWithStripeCard = async (
  stripe: Stripe,
  clientSecret: string,
  cardId: string,
): Promise<Result<CardOutcome>> => {
  const { error, paymentIntent } = await stripe.confirmCardPayment(clientSecret, { payment_method: cardId });
  if (error?.type === "api_connection_error") return refuse("PAYMENT_UNAVAILABLE");
  return ok(error ? { kind: "declined", decline: declineOf(error) } : outcomeOf(paymentIntent.status));
};

const outcomeOf = (status: string): CardOutcome => {
  switch (status) {
    case "succeeded":
    case "requires_capture":
      return { kind: "done" };
    case "processing":
      return { kind: "processing" };
    default:
      return { kind: "declined", decline: declineOf() };
  }
};

/** Asks the bank to pay, or to let the card be kept: the element speaks for whichever the secret is of. */
const confirm = async ({ stripe, elements }: Form, toKeep: boolean) => {
  const given = {
    elements,
    redirect: "if_required",
    confirmParams: { return_url: window.location.href },
  } as const;
  if (toKeep) {
    const { error, setupIntent } = await stripe.confirmSetup(given);
    return error ? { error } : { status: setupIntent.status };
  }
  // Whether the card is kept may have changed since the element asked.
  await elements.fetchUpdates();
  const { error, paymentIntent } = await stripe.confirmPayment(given);
  return error ? { error } : { status: paymentIntent.status };
};

/** Stripe's Payment Element: card data never touches this page. */
export const StripeForm = ({ publishableKey, clientSecret, action, onOutcome }: StripeFormProps) => {
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<Form | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const paying = useRef(false);

  useEffect(() => {
    let gone = false;
    let unmount = () => {};
    const mount = async () => {
      const stripe = await loadStripe(publishableKey);
      if (gone || !place.current) return;
      if (!stripe) throw new Error("the payment script did not load");
      const theme = getComputedStyle(place.current).colorScheme.includes("dark") ? "night" : "stripe";
      const elements = stripe.elements({ clientSecret, locale: language, appearance: { theme } });
      const element = elements.create("payment");
      element.on("ready", () => setForm({ stripe, elements }));
      element.on("loaderror", () => setRefusal(refuse("PAYMENT_UNAVAILABLE").error));
      element.mount(place.current);
      unmount = () => element.destroy();
    };
    mount().catch(() => setRefusal(refuse("PAYMENT_UNAVAILABLE").error));
    return () => {
      gone = true;
      unmount();
    };
  }, [publishableKey, clientSecret, language]);

  const pay = async (event: FormEvent) => {
    event.preventDefault();
    if (!form || paying.current) return;
    paying.current = true;
    setBusy(true);
    setRefusal(null);
    const { error, status } = await confirm(form, isToKeep(clientSecret));
    paying.current = false;
    setBusy(false);
    // The element itself says what is missing in its fields.
    if (error?.type === "validation_error") return;
    if (error?.type === "api_connection_error") setRefusal(refuse("PAYMENT_UNAVAILABLE").error);
    else if (error) onOutcome({ kind: "declined", decline: declineOf(error) });
    else onOutcome(outcomeOf(status));
  };

  return (
    <form onSubmit={(event) => void pay(event)} className="flex flex-col gap-4">
      {!form && !refusal && <Skeleton className="h-48" />}
      <div ref={place} />
      <RefusalNotice refusal={refusal} />
      <Button type="submit" variant="primary" size="lg" wide busy={busy} disabled={!form}>
        {action}
      </Button>
    </form>
  );
};
