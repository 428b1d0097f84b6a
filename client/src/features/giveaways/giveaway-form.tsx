import { type GiveawayAudience, giveawayAudiences, giveawayRoutes, OpenGiveaway } from "@showdrop/shared";
import { type FormEvent, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call } from "../../lib/api.ts";
import { mayHaveHappened, useAttempt } from "../../lib/use-attempt.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Field, NumberInput, RefusalNotice, Select, TextInput } from "../../ui/index.ts";

/** Seconds after which a giveaway is drawn by itself, as they are offered. */
const durations = ["hand", "30", "60", "120", "300"] as const;
const fields = ["prize", "audience", "winnersWanted", "seconds"] as const;

/** Something to give away, and to whom. */
export const GiveawayForm = ({ showId }: { showId: string }) => {
  const t = useTexts("giveaways");
  const form = useForm(OpenGiveaway, fields);
  const attempt = useAttempt();
  const [prize, setPrize] = useState("");
  const [audience, setAudience] = useState<GiveawayAudience>("everyone");
  const [winnersWanted, setWinnersWanted] = useState<number | null>(1);
  const [duration, setDuration] = useState<(typeof durations)[number]>("60");
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const seconds = duration === "hand" ? null : Number(duration);
    const body = form.check({ prize, audience, winnersWanted, seconds });
    if (!body || sending.current) return;
    sending.current = true;
    setBusy(true);
    const idempotencyKey = attempt.keyFor(body);
    const opened = await call(giveawayRoutes.openGiveaway, { params: { showId }, body, idempotencyKey });
    sending.current = false;
    setBusy(false);
    if (opened.ok || !mayHaveHappened(opened.error)) attempt.done();
    form.refuse(opened.ok ? null : opened.error);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" aria-label={t("new")}>
      <h3 className="font-semibold">{t("new")}</h3>
      <Field label={t("prize")} error={form.at("prize")}>
        <TextInput value={prize} maxLength={100} onChange={({ target }) => setPrize(target.value)} />
      </Field>
      <Field label={t("audience")} error={form.at("audience")}>
        <Select
          value={audience}
          onChange={setAudience}
          options={giveawayAudiences.map((value) => ({ value, label: t(`audienceOf.${value}`) }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("howMany")} error={form.at("winnersWanted")}>
          <NumberInput value={winnersWanted} onChange={setWinnersWanted} />
        </Field>
        <Field label={t("duration")} error={form.at("seconds")}>
          <Select
            value={duration}
            onChange={setDuration}
            options={durations.map((value) => ({
              value,
              label: value === "hand" ? t("byHand") : t(`after.${value}`),
            }))}
          />
        </Field>
      </div>
      <p className="text-sm text-muted">{t("fair")}</p>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" busy={busy}>
        {t("start")}
      </Button>
    </form>
  );
};
