import { koreanVat, pricingRoutes, SetTaxes, type TaxRule, type TaxSettings } from "@showdrop/shared";
import { Plus, Trash2 } from "lucide-react";
import { type SubmitEvent, useMemo, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Checkbox,
  Dialog,
  Field,
  IconButton,
  RefusalNotice,
  Select,
  TextInput,
} from "../../ui/index.ts";
import { countriesIn } from "../addresses/countries.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Item, Section } from "./section.tsx";
import { useSave } from "./use-save.ts";

/** Reads a percentage with at most two decimals as basis points: `7.25` is 725. Null where it is none. */
const basisPoints = (percent: string): number | null =>
  /^\d{1,3}([.,]\d{1,2})?$/.test(percent.trim())
    ? Math.round(Number(percent.trim().replace(",", ".")) * 100)
    : null;

const TaxDialog = ({ settings, onClose }: { settings: TaxSettings; onClose: () => void }) => {
  const t = useTexts("shipping");
  const { language, locale } = useLanguage();
  const { shopId } = useStudioShop();
  const { save, busy } = useSave(pricingRoutes.setTaxes, pricingRoutes.readTaxes);
  const { form: root, faulty } = useFocusFault();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const [country, setCountry] = useState(language === "ko" ? "KR" : "US");
  const [name, setName] = useState("");
  const [percent, setPercent] = useState("");
  const [included, setIncluded] = useState(false);
  const [onShipping, setOnShipping] = useState(true);
  const at = `rules.${settings.rules.length}`;
  const form = useForm(
    SetTaxes,
    ["country", "name", "rate", "included"].map((field) => `${at}.${field}`),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const rule = { country: country || null, name, rate: basisPoints(percent), included, onShipping };
    const body = form.check({ rules: [...settings.rules, rule] });
    if (body) save({ params: { shopId }, body }, { done: onClose, refused: form.refuse });
    faulty();
  };
  return (
    <Dialog open onClose={onClose} title={t("taxes.newTitle")}>
      <form ref={root} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={form.rest} />
        <Field label={t("taxes.country")} error={form.at(`${at}.country`)}>
          <Select
            value={country}
            onChange={setCountry}
            options={[{ value: "", label: t("taxes.elsewhere") }, ...countries]}
          />
        </Field>
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label={t("taxes.name")} error={form.at(`${at}.name`)}>
            <TextInput
              value={name}
              placeholder={t("taxes.namePlaceholder")}
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
          </Field>
          <Field label={t("taxes.rate")} error={form.at(`${at}.rate`)}>
            <TextInput
              value={percent}
              inputMode="decimal"
              placeholder="10"
              autoComplete="off"
              onChange={({ target }) => setPercent(target.value)}
            />
          </Field>
        </div>
        <Checkbox
          label={t("taxes.included")}
          hint={t("taxes.includedHint")}
          checked={included}
          onChange={setIncluded}
        />
        <RefusalNotice refusal={form.at(`${at}.included`)} />
        <Checkbox label={t("taxes.onShipping")} checked={onShipping} onChange={setOnShipping} />
        <Button type="submit" variant="primary" busy={busy}>
          {t("taxes.save")}
        </Button>
      </form>
    </Dialog>
  );
};

/** Which taxes the shop collects. */
export const Taxes = ({ settings }: { settings: TaxSettings }) => {
  const t = useTexts("shipping");
  const { language, locale } = useLanguage();
  const { shopId } = useStudioShop();
  const { save, busy, refusal } = useSave(pricingRoutes.setTaxes, pricingRoutes.readTaxes);
  const [adding, setAdding] = useState(false);
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const set = (rules: readonly TaxRule[]) => save({ params: { shopId }, body: { rules: [...rules] } });
  const korea = { ...koreanVat, name: language === "ko" ? "부가세" : koreanVat.name };
  return (
    <Section
      title={t("taxes.title")}
      text={t("taxes.text")}
      actions={
        <>
          {!settings.rules.some(({ country }) => country === "KR") && (
            <Button busy={busy} onClick={() => set([...settings.rules, korea])}>
              {t("taxes.korea")}
            </Button>
          )}
          <Button icon={<Plus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {t("taxes.add")}
          </Button>
        </>
      }
    >
      <RefusalNotice refusal={refusal} />
      {settings.rules.length === 0 && <p className="text-sm text-muted">{t("taxes.none")}</p>}
      <ul className="divide-y divide-line">
        {settings.rules.map((rule) => {
          const { name, rate, included, onShipping } = rule;
          const country =
            rule.country === null ? t("taxes.elsewhere") : (names.of(rule.country) ?? rule.country);
          return (
            <Item
              key={`${rule.country} ${name}`}
              title={`${country}: ${name} ${percent.format(rate / 10_000)}`}
              actions={
                <IconButton
                  label={t("taxes.remove", { name, country })}
                  icon={<Trash2 size={18} aria-hidden />}
                  busy={busy}
                  onClick={() => set(settings.rules.filter((other) => other !== rule))}
                />
              }
            >
              {[
                included ? t("taxes.isIncluded") : t("taxes.isAdded"),
                ...(onShipping ? [t("taxes.onShipping")] : []),
              ].join(" · ")}
            </Item>
          );
        })}
      </ul>
      {adding && <TaxDialog settings={settings} onClose={() => setAdding(false)} />}
    </Section>
  );
};
