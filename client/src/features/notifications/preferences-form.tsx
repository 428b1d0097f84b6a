import {
  NotificationPreferences,
  notificationKinds,
  notificationRoutes,
  type QuietHours,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useSend } from "../../lib/api.ts";
import { useForm } from "../../lib/use-form.ts";
import {
  Button,
  Card,
  Checkbox,
  Field,
  NumberInput,
  RefusalNotice,
  Select,
  TextInput,
  useToast,
} from "../../ui/index.ts";

const channels = ["push", "email"] as const;

/** What the switch gives back when it is turned on; the hours in which Korean law wants advertising kept from people. */
const USUAL: QuietHours = { from: "21:00", to: "08:00", exceptAskedFor: true };

type Draft = Omit<NotificationPreferences, "perDay"> & { perDay: number | null };
interface Part {
  draft: Draft;
  change: (more: Partial<Draft>) => void;
}

/** A line for each reason to be told, a column for each channel. */
const KindsCard = ({ draft, change, email }: Part & { email: string }) => {
  const t = useTexts("notifications");
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <div>
        <h2 className="font-semibold">{t("kinds.title")}</h2>
        <p className="text-sm text-muted">{t("kinds.text", { email })}</p>
      </div>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line">
            <td />
            {channels.map((channel) => (
              <th key={channel} scope="col" className="w-16 pb-2 font-semibold">
                {t(`kinds.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {notificationKinds.map((kind) => (
            <tr key={kind}>
              <th scope="row" className="py-2 pr-3 text-left font-medium">
                {t(`kinds.${kind}`)}
              </th>
              {channels.map((channel) => (
                <td key={channel}>
                  <label className="flex h-11 items-center justify-center">
                    <input
                      type="checkbox"
                      aria-label={t("kinds.by", {
                        what: t(`kinds.${kind}`),
                        channel: t(`kinds.${channel}`),
                      })}
                      checked={draft[channel][kind]}
                      onChange={({ target }) =>
                        change({ [channel]: { ...draft[channel], [kind]: target.checked } })
                      }
                      className="size-5 accent-accent"
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
};

/** Every time zone that the browser knows, and the one that is chosen. */
const zonesWith = (chosen: string) =>
  [...new Set([chosen, ...Intl.supportedValuesOf("timeZone")])].toSorted().map((value) => ({
    value,
    label: value.replaceAll("_", " "),
  }));

const QuietCard = ({ draft, change, form }: Part & { form: ReturnType<typeof useForm> }) => {
  const t = useTexts("notifications");
  const { quietHours: quiet } = draft;
  const set = (more: Partial<QuietHours>) => quiet && change({ quietHours: { ...quiet, ...more } });
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-5">
      <div>
        <h2 className="font-semibold">{t("quiet.title")}</h2>
        <p className="text-sm text-muted">{t("quiet.text")}</p>
      </div>
      <Checkbox
        label={t("quiet.label")}
        checked={quiet !== null}
        onChange={(on) => change({ quietHours: on ? USUAL : null })}
      />
      {quiet && (
        <>
          <div className="grid grid-cols-2 gap-4">
            <Field label={t("quiet.from")} error={form.at("quietHours.from")}>
              <TextInput
                type="time"
                value={quiet.from}
                onChange={({ target }) => set({ from: target.value })}
              />
            </Field>
            <Field label={t("quiet.to")} error={form.at("quietHours.to")}>
              <TextInput type="time" value={quiet.to} onChange={({ target }) => set({ to: target.value })} />
            </Field>
          </div>
          <Checkbox
            label={t("quiet.except")}
            hint={t("quiet.exceptHint")}
            checked={quiet.exceptAskedFor}
            onChange={(exceptAskedFor) => set({ exceptAskedFor })}
          />
        </>
      )}
      <Field label={t("quiet.timeZone")} error={form.at("timeZone")}>
        <Select
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          options={zonesWith(draft.timeZone)}
        />
      </Field>
    </Card>
  );
};

const fields = ["timeZone", "quietHours", "perDay", "push", "email"] as const;

/** How I want to be told: kinds and channels, quiet hours, the cap and the language. */
export const PreferencesForm = ({ known, email }: { known: NotificationPreferences; email: string }) => {
  const t = useTexts("notifications");
  const common = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState<Draft>(known);
  const form = useForm(NotificationPreferences, fields);
  const send = useSend(notificationRoutes.setPreferences);
  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check(draft);
    if (!body) return;
    send.mutate(
      { body },
      {
        onError: form.refuse,
        onSuccess: (kept) => {
          client.setQueryData(keyOf(notificationRoutes.readPreferences, {}), kept);
          toast.success(common("saved"));
        },
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <KindsCard draft={draft} change={change} email={email} />
      <QuietCard draft={draft} change={change} form={form} />
      <Card className="p-4 sm:p-5">
        <Field label={t("cap.label")} hint={t("cap.hint")} error={form.at("perDay")}>
          <NumberInput value={draft.perDay} onChange={(perDay) => change({ perDay })} />
        </Field>
      </Card>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" busy={send.isPending} className="self-start">
        {common("save")}
      </Button>
    </form>
  );
};
