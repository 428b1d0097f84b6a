import { type Address, addressFormat, type Refusal } from "@showdrop/shared";
import { useMemo } from "react";
import { type Language, useLanguage, useTexts } from "../../i18n/index.ts";
import { Field, Select, TextInput } from "../../ui/index.ts";
import { countriesIn } from "./countries.ts";

/** The fields of an address, for those who check one. */
export const addressFields = [
  "name",
  "phone",
  "country",
  "postalCode",
  "region",
  "city",
  "line1",
  "line2",
] as const satisfies (keyof Address)[];

/** An address with nothing in it, in the country where most who read this language live. */
export const emptyAddress = (language: Language): Address => ({
  name: "",
  phone: "",
  country: language === "ko" ? "KR" : "US",
  postalCode: "",
  region: "",
  city: "",
  line1: "",
  line2: "",
});

interface AddressFieldsProps {
  address: Address;
  onChange: (address: Address) => void;
  /** What is wrong at a field. */
  at: (field: string) => Refusal | undefined;
}

/** The fields that a country's addresses have, in the order in which they are written there. */
export const AddressFields = ({ address, onChange, at }: AddressFieldsProps) => {
  const t = useTexts("addresses");
  const { locale } = useLanguage();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const { postalCode, city, region } = addressFormat(address.country);
  const korean = address.country === "KR";

  const text = (
    field: (typeof addressFields)[number],
    autoComplete: string,
    { label = t(`fields.${field}`), optional = false, hint = "" } = {},
  ) => (
    <Field label={label} error={at(field)} optional={optional} {...(hint && { hint })}>
      <TextInput
        value={address[field]}
        onChange={({ target }) => onChange({ ...address, [field]: target.value })}
        autoComplete={autoComplete}
        {...(field === "phone" ? { type: "tel" } : {})}
        {...(field === "postalCode" && korean ? { inputMode: "numeric" as const, maxLength: 5 } : {})}
      />
    </Field>
  );
  /** What another country does not write is not carried over to it unseen. */
  const chooseCountry = (country: string) => {
    const next = addressFormat(country);
    onChange({
      ...address,
      country,
      ...(next.postalCode === null ? { postalCode: "" } : {}),
      ...(next.city === "none" ? { city: "" } : {}),
      ...(next.region === "none" ? { region: "" } : {}),
    });
  };
  const code =
    postalCode && text("postalCode", "postal-code", { hint: t("example", { example: postalCode.example }) });
  return (
    <>
      {text("name", "name")}
      {text("phone", "tel")}
      <Field label={t("fields.country")} error={at("country")}>
        <Select value={address.country} onChange={chooseCountry} options={countries} autoComplete="country" />
      </Field>
      {korean ? (
        <>
          {code}
          {text("line1", "address-line1", { label: t("fields.roadAddress") })}
          {text("line2", "address-line2", { label: t("fields.detail"), optional: true })}
        </>
      ) : (
        <>
          {text("line1", "address-line1")}
          {text("line2", "address-line2", { optional: true })}
          <div className="grid grid-cols-2 items-start gap-3">
            {city === "required" && text("city", "address-level2")}
            {region !== "none" && text("region", "address-level1", { optional: region === "optional" })}
            {code}
          </div>
        </>
      )}
    </>
  );
};
