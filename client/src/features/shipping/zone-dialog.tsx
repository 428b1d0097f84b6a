import { pricingRoutes, SetShipping, type ShippingSettings, type ShippingZone } from "@showdrop/shared";
import { type SubmitEvent, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Checkbox, Dialog, Field, RefusalNotice, TextInput } from "../../ui/index.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { CountriesInput } from "./countries-input.tsx";
import { draftOf, newRate, RatesInput, rateOf } from "./rates-input.tsx";
import { useSave } from "./use-save.ts";

interface ZoneDialogProps {
  /** Null for a new one. */
  zone: ShippingZone | null;
  settings: ShippingSettings;
  onClose: () => void;
}

/** A zone: its name, its countries, its rates. */
export const ZoneDialog = ({ zone, settings, onClose }: ZoneDialogProps) => {
  const t = useTexts("shipping");
  const { language } = useLanguage();
  const { shopId } = useStudioShop();
  const { save, busy } = useSave(pricingRoutes.setShipping);
  const { form: place, faulty } = useFocusFault();
  const [name, setName] = useState(zone?.name ?? "");
  const [elsewhere, setElsewhere] = useState(zone?.countries.length === 0);
  const [countries, setCountries] = useState<readonly string[]>(
    zone?.countries ?? (language === "ko" ? ["KR"] : []),
  );
  const [rates, setRates] = useState(() => zone?.rates.map(draftOf) ?? [newRate(language)]);
  const [empty, setEmpty] = useState(false);

  const index = zone ? settings.zones.indexOf(zone) : settings.zones.length;
  const taken = settings.zones.filter((other) => other !== zone).flatMap((other) => other.countries);
  /** Where this zone stands in what is sent, and so its faults. */
  const at = `zones.${index}`;
  const form = useForm(SetShipping, [`${at}.name`, `${at}.countries`, `${at}.rates`]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const nowhere = !elsewhere && countries.length === 0;
    setEmpty(nowhere);
    const body = form.check({
      bundleHours: settings.bundleHours,
      zones: [
        ...settings.zones.slice(0, index),
        {
          ...(zone ? { id: zone.id } : {}),
          name,
          countries: elsewhere ? [] : [...countries],
          rates: rates.map(rateOf),
        },
        ...settings.zones.slice(index + 1),
      ],
    });
    if (body && !nowhere) save({ params: { shopId }, body }, { done: onClose, refused: form.refuse });
    faulty();
  };
  return (
    <Dialog open wide onClose={onClose} title={zone ? t("zones.editTitle") : t("zones.newTitle")}>
      <form ref={place} noValidate onSubmit={submit} className="flex flex-col gap-5">
        <RefusalNotice refusal={form.rest} />
        <Field label={t("zones.name")} error={form.at(`${at}.name`)}>
          <TextInput value={name} autoComplete="off" onChange={({ target }) => setName(target.value)} />
        </Field>
        <Checkbox
          label={t("zones.elsewhere")}
          hint={t("zones.elsewhereHint")}
          checked={elsewhere}
          onChange={setElsewhere}
        />
        {!elsewhere && (
          <CountriesInput
            countries={countries}
            taken={taken}
            onChange={setCountries}
            error={empty && countries.length === 0 ? t("zones.noCountry") : form.at(`${at}.countries`)}
          />
        )}
        {elsewhere && <RefusalNotice refusal={form.at(`${at}.countries`)} />}
        <RatesInput rates={rates} onChange={setRates} at={(path) => form.at(`${at}.rates.${path}`)} />
        <Button type="submit" variant="primary" busy={busy}>
          {t("zones.save")}
        </Button>
      </form>
    </Dialog>
  );
};
