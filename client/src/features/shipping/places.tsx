import { type PickupPlace, pricingRoutes, SetPickupPlaces, type ShippingSettings } from "@showdrop/shared";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { type SubmitEvent, useMemo, useState } from "react";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  ConfirmDialog,
  Dialog,
  Field,
  IconButton,
  RefusalNotice,
  Select,
  TextArea,
  TextInput,
} from "../../ui/index.ts";
import { countriesIn } from "../addresses/countries.ts";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Item, Section } from "./section.tsx";
import { useSave } from "./use-save.ts";

interface PlaceDialogProps {
  /** Null for a new one. */
  place: PickupPlace | null;
  settings: ShippingSettings;
  onClose: () => void;
}

const PlaceDialog = ({ place, settings, onClose }: PlaceDialogProps) => {
  const t = useTexts("shipping");
  const { language, locale } = useLanguage();
  const { shopId } = useStudioShop();
  const { save, busy } = useSave(pricingRoutes.setPickupPlaces);
  const { form: root, faulty } = useFocusFault();
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const [draft, setDraft] = useState<SetPickupPlaces["places"][number]>(
    place ?? { name: "", country: language === "ko" ? "KR" : "US", address: "", hours: "" },
  );
  const index = place ? settings.places.indexOf(place) : settings.places.length;
  const at = `places.${index}`;
  const form = useForm(
    SetPickupPlaces,
    ["name", "country", "address", "hours"].map((field) => `${at}.${field}`),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({
      places: [...settings.places.slice(0, index), draft, ...settings.places.slice(index + 1)],
    });
    if (body) save({ params: { shopId }, body }, { done: onClose, refused: form.refuse });
    faulty();
  };
  return (
    <Dialog open onClose={onClose} title={place ? t("places.editTitle") : t("places.newTitle")}>
      <form ref={root} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={form.rest} />
        <Field label={t("places.name")} error={form.at(`${at}.name`)}>
          <TextInput
            value={draft.name}
            autoComplete="off"
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        </Field>
        <Field label={t("places.country")} error={form.at(`${at}.country`)}>
          <Select
            value={draft.country}
            onChange={(country) => setDraft({ ...draft, country })}
            options={countries}
          />
        </Field>
        <Field label={t("places.address")} error={form.at(`${at}.address`)}>
          <TextArea
            rows={2}
            value={draft.address}
            onChange={({ target }) => setDraft({ ...draft, address: target.value })}
          />
        </Field>
        <Field label={t("places.hours")} error={form.at(`${at}.hours`)} optional>
          <TextInput
            value={draft.hours}
            placeholder={t("places.hoursPlaceholder")}
            autoComplete="off"
            onChange={({ target }) => setDraft({ ...draft, hours: target.value })}
          />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
          {t("places.save")}
        </Button>
      </form>
    </Dialog>
  );
};

const RemovePlace = ({ place, settings, onClose }: PlaceDialogProps & { place: PickupPlace }) => {
  const t = useTexts("shipping");
  const { shopId } = useStudioShop();
  const { save, busy, refusal } = useSave(pricingRoutes.setPickupPlaces);
  const places = settings.places.filter(({ id }) => id !== place.id);
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={() => save({ params: { shopId }, body: { places } }, { done: onClose })}
      title={t("places.removeTitle", { name: place.name })}
      confirm={t("places.removeConfirm")}
      {...{ busy, refusal }}
    >
      {t("places.removeText")}
    </ConfirmDialog>
  );
};

type Task = { task: "edit"; place: PickupPlace | null } | { task: "remove"; place: PickupPlace } | null;

/** Where orders can be collected. */
export const Places = ({ settings }: { settings: ShippingSettings }) => {
  const t = useTexts("shipping");
  const [task, setTask] = useState<Task>(null);
  const close = () => setTask(null);
  return (
    <Section
      title={t("places.title")}
      text={t("places.text")}
      actions={
        <Button icon={<Plus size={18} aria-hidden />} onClick={() => setTask({ task: "edit", place: null })}>
          {t("places.add")}
        </Button>
      }
    >
      {settings.places.length === 0 && <p className="text-sm text-muted">{t("places.none")}</p>}
      <ul className="divide-y divide-line">
        {settings.places.map((place) => (
          <Item
            key={place.id}
            title={place.name}
            actions={
              <>
                <IconButton
                  label={t("places.edit", { name: place.name })}
                  icon={<Pencil size={18} aria-hidden />}
                  onClick={() => setTask({ task: "edit", place })}
                />
                <IconButton
                  label={t("places.remove", { name: place.name })}
                  icon={<Trash2 size={18} aria-hidden />}
                  onClick={() => setTask({ task: "remove", place })}
                />
              </>
            }
          >
            <p className="whitespace-pre-line">{place.address}</p>
            {place.hours && <p>{place.hours}</p>}
          </Item>
        ))}
      </ul>
      {task?.task === "edit" && <PlaceDialog place={task.place} settings={settings} onClose={close} />}
      {task?.task === "remove" && <RemovePlace place={task.place} settings={settings} onClose={close} />}
    </Section>
  );
};
