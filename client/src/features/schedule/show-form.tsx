import { EditShow, ScheduleShow, type Show, showRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { fromLocalInput, toLocalInput } from "../../lib/time.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Checkbox,
  Field,
  RefusalNotice,
  Sheet,
  TextArea,
  TextInput,
  useToast,
} from "../../ui/index.ts";
import { CategorySelect } from "../catalog/category-select.tsx";
import { OnePicture } from "../catalog/one-picture.tsx";
import { refreshShows } from "./refresh-shows.ts";

const fields = ["title", "description", "startsAt"] as const;
const places = { SHOW_STARTS_IN_PAST: "startsAt" } as const;

/** The next full hour that leaves time to prepare. */
const soon = (): string => {
  const date = new Date(Date.now() + 90 * 60_000);
  date.setMinutes(0, 0, 0);
  return toLocalInput(date);
};

/** Schedules a show, or changes the one that is given. */
export const ShowForm = ({
  shopId,
  show,
  onClose,
}: {
  shopId: string;
  show: Show | null;
  onClose: () => void;
}) => {
  const t = useTexts("schedule");
  const common = useTexts();
  const formId = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [title, setTitle] = useState(show?.title ?? "");
  const [description, setDescription] = useState(show?.description ?? "");
  const [startsAt, setStartsAt] = useState(() => (show ? toLocalInput(new Date(show.startsAt)) : soon()));
  const [category, setCategory] = useState(show?.category ?? null);
  const [record, setRecord] = useState(show?.record ?? true);
  // Undefined: as it was. The show tells its poster's address only, never its id.
  const [poster, setPoster] = useState<{ id: string; url: string } | null | undefined>();
  const schedule = useForm(ScheduleShow, fields, places);
  const edit = useForm(EditShow, fields, places);
  const form = show ? edit : schedule;
  const sendSchedule = useSend(showRoutes.scheduleShow);
  const sendEdit = useSend(showRoutes.editShow);

  const saved = async () => {
    toast.success(show ? common("saved") : t("form.done"));
    await refreshShows(client);
    onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The field knows minutes only: who changes something else does not move the show to the full one.
    const untouched = show && startsAt === toLocalInput(new Date(show.startsAt));
    const starts = untouched ? show.startsAt : fromLocalInput(startsAt);
    const entered = { title, description, category, startsAt: starts, record };
    if (show) {
      const body = edit.check({
        ...entered,
        ...(poster === undefined ? {} : { posterImageId: poster?.id ?? null }),
      });
      if (body)
        sendEdit.mutate({ params: { showId: show.id }, body }, { onError: edit.refuse, onSuccess: saved });
    } else {
      const body = schedule.check({ ...entered, posterImageId: poster?.id ?? null });
      if (body)
        sendSchedule.mutate({ params: { shopId }, body }, { onError: schedule.refuse, onSuccess: saved });
    }
  };

  return (
    <Sheet
      open
      onClose={onClose}
      title={show ? t("edit") : t("add")}
      footer={
        <Button
          type="submit"
          form={formId}
          variant="primary"
          wide
          busy={sendSchedule.isPending || sendEdit.isPending}
        >
          {show ? common("save") : t("form.submit")}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-5">
        <RefusalNotice refusal={form.rest} />
        <Field label={t("form.title")} error={form.at("title")}>
          <TextInput autoComplete="off" value={title} onChange={({ target }) => setTitle(target.value)} />
        </Field>
        <Field
          label={t("form.startsAt")}
          hint={t("form.zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          error={form.at("startsAt")}
        >
          <TextInput
            type="datetime-local"
            value={startsAt}
            min={toLocalInput(new Date())}
            onChange={({ target }) => setStartsAt(target.value)}
          />
        </Field>
        <Field label={t("form.description")} optional error={form.at("description")}>
          <TextArea value={description} onChange={({ target }) => setDescription(target.value)} />
        </Field>
        <CategorySelect value={category} onChange={setCategory} />
        <Checkbox
          label={t("form.record")}
          hint={t("form.recordHint")}
          checked={record}
          onChange={setRecord}
        />
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">{t("form.poster")}</span>
          <OnePicture
            shopId={shopId}
            url={poster === undefined ? (show?.posterUrl ?? null) : (poster?.url ?? null)}
            onChange={setPoster}
            choose={t("form.choosePoster")}
            remove={t("form.removePoster")}
            className="aspect-4/5 w-36 rounded-md"
          />
          <p className="text-sm text-muted">{t("form.posterHint")}</p>
        </div>
      </form>
    </Sheet>
  );
};
