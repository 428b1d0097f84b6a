import { formatMoney, type Money, type Refusal, refuse } from "@showdrop/shared";
import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { Button, RefusalNotice, Skeleton } from "../../ui/index.ts";
import type { PaymentOutcome } from "./test-card.ts";

interface StripeFormProps {
  publishableKey: string;
  clientSecret: string;
  total: Money;
  onOutcome: (outcome: PaymentOutcome) => void;
}

interface Form {
  stripe: Stripe;
  elements: StripeElements;
}

/** Stripe's Payment Element: card data never touches this page. */
export const StripeForm = ({ publishableKey, clientSecret, total, onOutcome }: StripeFormProps) => {
  const t = useTexts("checkout");
  const { locale, language } = useLanguage();
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
    const { error, paymentIntent } = await form.stripe.confirmPayment({
      elements: form.elements,
      redirect: "if_required",
      confirmParams: { return_url: window.location.href },
    });
    paying.current = false;
    setBusy(false);
    // The element itself says what is missing in its fields.
    if (error?.type === "validation_error") return;
    if (error?.type === "api_connection_error") setRefusal(refuse("PAYMENT_UNAVAILABLE").error);
    else if (error) onOutcome({ kind: "declined", message: error.message ?? "" });
    else if (paymentIntent.status === "succeeded" || paymentIntent.status === "requires_capture")
      onOutcome({ kind: "paid" });
    else if (paymentIntent.status === "processing") onOutcome({ kind: "processing" });
    else onOutcome({ kind: "declined", message: "" });
  };

  return (
    <form onSubmit={(event) => void pay(event)} className="flex flex-col gap-4">
      {!form && !refusal && <Skeleton className="h-48" />}
      <div ref={place} />
      <RefusalNotice refusal={refusal} />
      <Button type="submit" variant="primary" size="lg" wide busy={busy} disabled={!form}>
        {t("payAmount", { amount: formatMoney(total, locale) })}
      </Button>
    </form>
  );
};
