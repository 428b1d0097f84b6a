import { pricingRoutes, SetShipping, type ShippingSettings } from "@showdrop/shared";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, NumberInput, RefusalNotice } from "../../ui/index.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Section } from "./section.tsx";
import { useSave } from "./use-save.ts";

/** How long orders outside of a show wait for each other. */
export const Bundling = ({ settings }: { settings: ShippingSettings }) => {
  const t = useTexts("shipping");
  const { shopId } = useStudioShop();
  const { save, busy } = useSave(pricingRoutes.setShipping);
  const form = useForm(SetShipping, ["bundleHours"]);
  const [hours, setHours] = useState<number | null>(settings.bundleHours);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ zones: settings.zones, bundleHours: hours });
    if (body) save({ params: { shopId }, body }, { refused: form.refuse });
  };
  return (
    <Section title={t("bundling.title")} text={t("bundling.text")}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={form.rest} />
        <Field
          label={t("bundling.hours")}
          hint={t("bundling.hoursHint")}
          error={form.at("bundleHours")}
          className="max-w-md"
        >
          <NumberInput value={hours} onChange={setHours} className="max-w-28" />
        </Field>
        <Button type="submit" busy={busy} disabled={hours === settings.bundleHours} className="self-start">
          {t("bundling.save")}
        </Button>
      </form>
    </Section>
  );
};
