import { type Currency, currencies, type Refusal, type ShippingRate } from "@showdrop/shared";
import { Plus, Trash2 } from "lucide-react";
import { type Language, useTexts } from "../../i18n/index.ts";
import { Button, Field, IconButton, MoneyInput, Select, TextInput } from "../../ui/index.ts";

/** A rate while it is written: amounts may be missing. */
export interface RateDraft {
  /** Names it among the others of the form. */
  key: string;
  id?: string;
  name: string;
  currency: Currency;
  first: number | null;
  extra: number | null;
  freeOver: number | null;
}

export const draftOf = (rate: ShippingRate): RateDraft => ({ ...rate, key: rate.id });

export const newRate = (language: Language): RateDraft => ({
  key: crypto.randomUUID(),
  name: "",
  currency: language === "ko" ? "KRW" : "USD",
  first: null,
  extra: 0,
  freeOver: null,
});

/** What is sent of a draft. */
export const rateOf = ({ key: _, ...rate }: RateDraft) => ({ ...rate, extra: rate.extra ?? 0 });

interface RatesInputProps {
  rates: readonly RateDraft[];
  onChange: (rates: RateDraft[]) => void;
  /** What is wrong at a path such as `0.name`. */
  at: (path: string) => Refusal | undefined;
}

/** The ways of sending in a zone, one card each. */
export const RatesInput = ({ rates, onChange, at }: RatesInputProps) => {
  const t = useTexts("shipping");
  const change = (key: string, step: Partial<RateDraft>) =>
    onChange(rates.map((rate) => (rate.key === key ? { ...rate, ...step } : rate)));
  const add = () => onChange([...rates, { ...newRate("en"), currency: rates.at(-1)?.currency ?? "KRW" }]);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">{t("rate.title")}</legend>
      {rates.map((rate, index) => {
        const amount = (field: "first" | "extra" | "freeOver", optional = false) => (
          <Field label={t(`rate.${field}`)} error={at(`${index}.${field}`)} optional={optional}>
            <MoneyInput
              // Another currency has other decimals: what was typed is written anew.
              key={rate.currency}
              currency={rate.currency}
              amount={rate[field]}
              onChange={(value) => change(rate.key, { [field]: value })}
            />
          </Field>
        );
        return (
          <div
            key={rate.key}
            className="grid grid-cols-2 items-start gap-3 rounded-md border border-line p-3 sm:grid-cols-3"
          >
            <Field
              label={t("rate.name")}
              error={at(`${index}.name`)}
              className="max-sm:col-span-2 sm:col-span-2"
            >
              <TextInput
                value={rate.name}
                placeholder={t("rate.namePlaceholder")}
                autoComplete="off"
                onChange={({ target }) => change(rate.key, { name: target.value })}
              />
            </Field>
            <Field label={t("rate.currency")} error={at(`${index}.currency`)}>
              <Select
                value={rate.currency}
                onChange={(currency) => change(rate.key, { currency })}
                options={currencies.map((value) => ({ value, label: value }))}
              />
            </Field>
            {amount("first")}
            {amount("extra", true)}
            {amount("freeOver", true)}
            {rates.length > 1 && (
              <IconButton
                label={t("rate.remove", { name: rate.name })}
                icon={<Trash2 size={18} aria-hidden />}
                onClick={() => onChange(rates.filter(({ key }) => key !== rate.key))}
                className="col-span-full justify-self-end"
              />
            )}
          </div>
        );
      })}
      <Button icon={<Plus size={18} aria-hidden />} onClick={add} className="self-start">
        {t("rate.add")}
      </Button>
    </fieldset>
  );
};
