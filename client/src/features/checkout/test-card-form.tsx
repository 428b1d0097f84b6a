import type { Refusal } from "@showdrop/shared";
import { type FormEvent, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { Button, Field, RefusalNotice, TextInput } from "../../ui/index.ts";
import {
  type CardOutcome,
  formatCardNumber,
  handInTestCard,
  readExpiry,
  type TestProvider,
} from "./test-card.ts";
import { useBank } from "./use-bank.tsx";

interface TestCardFormProps {
  provider: TestProvider;
  clientSecret: string;
  /** What its button says. */
  action: string;
  onOutcome: (outcome: CardOutcome) => void;
}

/** The card form of a platform without a real provider: test cards only, no money moves. */
export const TestCardForm = ({ provider, clientSecret, action, onOutcome }: TestCardFormProps) => {
  const t = useTexts("checkout");
  const [number, setNumber] = useState("");
  const [expiry, setExpiry] = useState("");
  const [cvc, setCvc] = useState("");
  const [wrong, setWrong] = useState<{ number?: string; expiry?: string; cvc?: string }>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const { ask, page } = useBank();
  const paying = useRef(false);
  const { form: place, faulty } = useFocusFault();

  const pay = async (event: FormEvent) => {
    event.preventDefault();
    if (paying.current) return;
    const date = readExpiry(expiry);
    const faults = {
      ...(number.replaceAll(/\s/g, "").length < 12 && { number: t("card.numberWrong") }),
      ...(!date && { expiry: t("card.expiryWrong") }),
      ...(!/^\d{3,4}$/.test(cvc) && { cvc: t("card.cvcWrong") }),
    };
    setWrong(faults);
    if (!date || Object.keys(faults).length > 0) return faulty();
    paying.current = true;
    setBusy(true);
    setRefusal(null);
    const answer = await handInTestCard(provider, clientSecret, { number, ...date, cvc }, ask);
    paying.current = false;
    setBusy(false);
    if (answer.ok) onOutcome(answer.data);
    else setRefusal(answer.error);
  };

  return (
    <form ref={place} onSubmit={(event) => void pay(event)} noValidate className="flex flex-col gap-4">
      <Field label={t("card.number")} error={wrong.number} hint={t("card.hint")}>
        <TextInput
          value={number}
          onChange={({ target }) => setNumber(formatCardNumber(target.value))}
          inputMode="numeric"
          autoComplete="cc-number"
          placeholder="4242 4242 4242 4242"
          className="tabular-nums"
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("card.expiry")} error={wrong.expiry}>
          <TextInput
            value={expiry}
            onChange={({ target }) => setExpiry(target.value)}
            inputMode="numeric"
            autoComplete="cc-exp"
            placeholder="12 / 34"
            maxLength={9}
            className="tabular-nums"
          />
        </Field>
        <Field label={t("card.cvc")} error={wrong.cvc}>
          <TextInput
            value={cvc}
            onChange={({ target }) => setCvc(target.value.replaceAll(/\D/g, ""))}
            inputMode="numeric"
            autoComplete="cc-csc"
            placeholder="123"
            maxLength={4}
            className="tabular-nums"
          />
        </Field>
      </div>
      <RefusalNotice refusal={refusal} />
      <Button type="submit" variant="primary" size="lg" wide busy={busy}>
        {action}
      </Button>
      {page}
    </form>
  );
};
