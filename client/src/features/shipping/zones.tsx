import {
  formatMoney,
  pricingRoutes,
  type ShippingRate,
  type ShippingSettings,
  type ShippingZone,
} from "@showdrop/shared";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { Button, ConfirmDialog, IconButton, Notice } from "../../ui/index.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Item, Section } from "./section.tsx";
import { useSave } from "./use-save.ts";
import { ZoneDialog } from "./zone-dialog.tsx";

const RateLine = ({ rate }: { rate: ShippingRate }) => {
  const t = useTexts("shipping");
  const { locale } = useLanguage();
  const money = (amount: number) => formatMoney({ amount, currency: rate.currency }, locale);
  const price =
    rate.extra === 0
      ? money(rate.first)
      : t("rate.price", { first: money(rate.first), extra: money(rate.extra) });
  return (
    <li>
      <span className="font-medium text-ink">{rate.name}</span>:{" "}
      {[price, ...(rate.freeOver === null ? [] : [t("rate.free", { amount: money(rate.freeOver) })])].join(
        " · ",
      )}
    </li>
  );
};

const RemoveZone = ({
  zone,
  settings,
  onClose,
}: {
  zone: ShippingZone;
  settings: ShippingSettings;
  onClose: () => void;
}) => {
  const t = useTexts("shipping");
  const { shopId } = useStudioShop();
  const { save, busy, refusal } = useSave(pricingRoutes.setShipping);
  const zones = settings.zones.filter(({ id }) => id !== zone.id);
  const remove = () =>
    save({ params: { shopId }, body: { zones, bundleHours: settings.bundleHours } }, { done: onClose });
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={remove}
      title={t("zones.removeTitle", { name: zone.name })}
      confirm={t("zones.removeConfirm")}
      {...{ busy, refusal }}
    >
      {zones.length === 0 ? t("zones.removeLast") : t("zones.removeText")}
    </ConfirmDialog>
  );
};

type Task = { task: "edit"; zone: ShippingZone | null } | { task: "remove"; zone: ShippingZone } | null;

/** Where a shop sends to, and at which rates. */
export const Zones = ({ settings }: { settings: ShippingSettings }) => {
  const t = useTexts("shipping");
  const { locale } = useLanguage();
  const [task, setTask] = useState<Task>(null);
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const list = new Intl.ListFormat(locale);
  const close = () => setTask(null);
  return (
    <Section
      title={t("zones.title")}
      text={t("zones.text")}
      actions={
        <Button icon={<Plus size={18} aria-hidden />} onClick={() => setTask({ task: "edit", zone: null })}>
          {t("zones.add")}
        </Button>
      }
    >
      {settings.zones.length === 0 && <Notice>{t("zones.none")}</Notice>}
      <ul className="divide-y divide-line">
        {settings.zones.map((zone) => (
          <Item
            key={zone.id}
            title={zone.name}
            actions={
              <>
                <IconButton
                  label={t("zones.edit", { name: zone.name })}
                  icon={<Pencil size={18} aria-hidden />}
                  onClick={() => setTask({ task: "edit", zone })}
                />
                <IconButton
                  label={t("zones.remove", { name: zone.name })}
                  icon={<Trash2 size={18} aria-hidden />}
                  onClick={() => setTask({ task: "remove", zone })}
                />
              </>
            }
          >
            <p>
              {zone.countries.length === 0
                ? t("zones.elsewhere")
                : list.format(zone.countries.map((country) => names.of(country) ?? country))}
            </p>
            <ul className="mt-1">
              {zone.rates.map((rate) => (
                <RateLine key={rate.id} rate={rate} />
              ))}
            </ul>
          </Item>
        ))}
      </ul>
      {task?.task === "edit" && <ZoneDialog zone={task.zone} settings={settings} onClose={close} />}
      {task?.task === "remove" && <RemoveZone zone={task.zone} settings={settings} onClose={close} />}
    </Section>
  );
};
