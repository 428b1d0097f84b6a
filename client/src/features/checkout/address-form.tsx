import { Address, type Refusal } from "@showdrop/shared";
import { type FormEvent, useMemo, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, RefusalNotice, Select, TextInput } from "../../ui/index.ts";
import { countriesIn } from "./countries.ts";

const fields = ["name", "phone", "country", "postalCode", "region", "city", "line1", "line2"] as const;

interface AddressFormProps {
  /** What the fields begin with. */
  known: Address | null;
  busy: boolean;
  /** Sends it on; a "no" comes back to stand at its field. */
  onSubmit: (address: Address) => Promise<Refusal | null>;
}

/** Where the parcel goes. */
export const AddressForm = ({ known, busy, onSubmit }: AddressFormProps) => {
  const t = useTexts("checkout");
  const { language, locale } = useLanguage();
  const form = useForm(Address, fields);
  const { form: place, faulty } = useFocusFault();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const [address, setAddress] = useState<Address>(
    known ?? {
      name: "",
      phone: "",
      country: language === "ko" ? "KR" : "US",
      postalCode: "",
      region: "",
      city: "",
      line1: "",
      line2: "",
    },
  );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = form.check(address);
    if (checked) form.refuse(await onSubmit(checked));
    faulty();
  };
  const text = (field: (typeof fields)[number], autoComplete: string, optional = false) => (
    <Field label={t(`address.${field}`)} error={form.at(field)} optional={optional}>
      <TextInput
        value={address[field]}
        onChange={({ target }) => setAddress({ ...address, [field]: target.value })}
        autoComplete={autoComplete}
        {...(field === "phone" ? { type: "tel" } : {})}
      />
    </Field>
  );

  return (
    <form ref={place} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {text("name", "name")}
      {text("phone", "tel")}
      <Field label={t("address.country")} error={form.at("country")}>
        <Select
          value={address.country}
          onChange={(country) => setAddress({ ...address, country })}
          options={countries}
          autoComplete="country"
        />
      </Field>
      {text("line1", "address-line1")}
      {text("line2", "address-line2", true)}
      <div className="grid grid-cols-2 gap-3">
        {text("city", "address-level2")}
        {text("postalCode", "postal-code")}
      </div>
      {text("region", "address-level1", true)}
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" size="lg" wide busy={busy}>
        {t("toPayment")}
      </Button>
    </form>
  );
};
