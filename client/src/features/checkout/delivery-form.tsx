import { Address, type ChooseDelivery, Email, type Refusal } from "@showdrop/shared";
import { type SubmitEvent, useState } from "react";
import { Link, useLocation } from "react-router";
import { z } from "zod";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, Price, RefusalNotice, TextInput } from "../../ui/index.ts";
import { AddressFields, addressFields, emptyAddress } from "../addresses/address-fields.tsx";
import { takeCode } from "../coupons/taken-code.ts";
import { addressLines } from "../orders/address-lines.ts";
import { CodeField } from "../pricing/code-field.tsx";
import { DeliveryPicker } from "../pricing/delivery-picker.tsx";
import { TotalsLines } from "../pricing/totals-lines.tsx";
import type { Purchase } from "./purchase.ts";
import type { DeliveryWishes } from "./use-checkout.ts";
import { tryCode, useQuote } from "./use-quote.ts";

interface DeliveryFormProps {
  purchase: Purchase;
  /** What the fields begin with. */
  known: { address: Address | null; delivery: ChooseDelivery | null; code: string | null };
  busy: boolean;
  /** Sends it on; a "no" comes back to stand at its field. */
  onSubmit: (wishes: DeliveryWishes) => Promise<Refusal | null>;
}

const Guest = z.object({ email: Email });
const someCheapest: ChooseDelivery = { kind: "ship", rateId: null };

/** Where it goes and how, what it costs with that, and for a guest where the mails about it go. */
export const DeliveryForm = ({ purchase, known, busy, onSubmit }: DeliveryFormProps) => {
  const t = useTexts("checkout");
  const { language } = useLanguage();
  const { me } = useMe();
  const { pathname, search } = useLocation();
  const form = useForm(Address, addressFields);
  const guest = useForm(Guest, ["email"]);
  const { form: place, faulty } = useFocusFault();
  const [email, setEmail] = useState("");
  const [address, setAddress] = useState<Address>(known.address ?? emptyAddress(language));
  const [delivery, setDelivery] = useState(known.delivery);
  const [code, setCode] = useState(known.code);
  // A whole address that is kept is shown in two lines; it opens when it is to be another, or something in it is not right.
  const [editing, setEditing] = useState(!Address.safeParse(known.address).success);
  const fetched = delivery?.kind === "pickup";
  const wishes = { address: fetched ? null : address, delivery, code };
  const { quote, refusal } = useQuote(purchase, wishes);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const contact = me ? { email: null } : guest.check({ email: email.trim() });
    const checked = fetched ? null : form.check(address);
    if (!fetched && !checked) setEditing(true);
    if (contact && (fetched || checked)) {
      const sent = { address: checked, delivery: delivery ?? someCheapest, code, email: contact.email };
      const refused = await onSubmit(sent);
      // The address stands in the body under its name; its fields here stand alone.
      const path = refused?.path?.replace(/^address\./, "");
      if (refused?.path === "email") guest.refuse(refused);
      else form.refuse(refused && path ? { ...refused, path } : refused);
      if (refused) setEditing(true);
    }
    faulty();
  };
  return (
    <form ref={place} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {!me && (
        <>
          <p className="text-sm text-muted">
            {t("guest.text")}{" "}
            <Link
              to={signInPath(`${pathname}${search}`)}
              className="font-semibold text-accent-text hover:underline"
            >
              {t("guest.signIn")}
            </Link>
          </p>
          <Field label={t("guest.email")} hint={t("guest.emailHint")} error={guest.at("email")}>
            <TextInput
              type="email"
              autoComplete="email"
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          </Field>
        </>
      )}
      {!fetched && editing && <AddressFields address={address} onChange={setAddress} at={form.at} />}
      {!fetched && !editing && (
        <div className="flex items-start justify-between gap-3 rounded-md bg-raised p-4 text-sm">
          <p className="min-w-0">
            <span className="font-semibold">{address.name}</span>
            <br />
            <span className="text-muted">{addressLines(address, language).join(", ")}</span>
          </p>
          <Button variant="ghost" size="sm" onClick={() => setEditing(true)}>
            {t("changeAddress")}
          </Button>
        </div>
      )}
      {quote && quote.options.length > 1 && (
        <DeliveryPicker options={quote.options} chosen={quote.delivery} onChoose={setDelivery} />
      )}
      <CodeField
        applied={code === null ? null : (quote?.code ?? code)}
        onApply={async (entered) => {
          const refused = await tryCode(purchase, { ...wishes, code: entered });
          if (!refused) setCode(entered);
          return refused;
        }}
        onRemove={() => {
          takeCode(purchase.shopId, null);
          setCode(null);
        }}
      />
      {quote && (
        <div className="rounded-md bg-raised p-4">
          <TotalsLines
            totals={quote.totals}
            delivery={quote.delivery}
            bundle={quote.bundle}
            freeShippingFrom={quote.freeShippingFrom}
          />
        </div>
      )}
      <RefusalNotice refusal={form.rest ?? refusal} />
      {/* Within reach of a thumb, however long the form is; over the room that the panel leaves below it, too. */}
      <div className="sticky bottom-[calc(0px-max(var(--safe-room,0px),env(safe-area-inset-bottom)))] z-10 -mx-5 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-surface px-5 pt-3 pb-safe">
        {quote && (
          <p className="shrink-0">
            <span className="block text-xs text-muted">{t("total")}</span>
            <Price money={quote.totals.total} className="text-lg font-bold" />
          </p>
        )}
        <Button type="submit" variant="primary" size="lg" className="min-w-0 grow" busy={busy}>
          {t("toPayment")}
        </Button>
      </div>
    </form>
  );
};
