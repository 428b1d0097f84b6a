import { appealRoutes, type MyAppeal, OpenAppeal } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Card, Field, Notice, RefusalNotice, RetryNotice, TextArea } from "../../ui/index.ts";

/** Why I may not write or come in, and what I can do about it. */
export const Standing = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const { dateTime } = useDates();
  const standing = useAnswer(appealRoutes.readMyStanding, { params: { shopId } });
  if (!standing.data) return <RetryNotice refusal={standing.error} onRetry={standing.refetch} />;
  const { sanction, appeal, mayAppeal } = standing.data;
  return (
    <Card className="flex flex-col gap-4 p-5">
      {sanction && (
        <div>
          <h2 className="font-semibold">{t(`standing.${sanction.kind}`)}</h2>
          <p className="text-sm text-muted">
            {dateTime(sanction.at)}
            {sanction.until && ` – ${dateTime(sanction.until)}`}
          </p>
          {sanction.reason && <p className="mt-2">{t("standing.reason", { reason: sanction.reason })}</p>}
        </div>
      )}
      {appeal && <Outcome appeal={appeal} />}
      {mayAppeal && <AppealForm shopId={shopId} />}
    </Card>
  );
};

const Outcome = ({ appeal: { status, text, answer } }: { appeal: MyAppeal }) => {
  const t = useTexts("mods");
  const tone = { waiting: "info", upheld: "warn", lifted: "success" } as const;
  return (
    <div className="flex flex-col gap-3">
      <Notice tone={tone[status]}>{t(`standing.appeal.${status}`)}</Notice>
      {answer && <p>{t("standing.answer", { answer })}</p>}
      <blockquote className="border-l-2 border-line pl-3 text-sm text-muted">{text}</blockquote>
    </div>
  );
};

const AppealForm = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const client = useQueryClient();
  const [text, setText] = useState("");
  const form = useForm(OpenAppeal, ["text"]);
  const send = useSend(appealRoutes.openAppeal);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = form.check({ text });
    if (!body) return;
    send.mutate(
      { params: { shopId }, body },
      {
        onError: form.refuse,
        onSuccess: () => client.invalidateQueries({ queryKey: keyOf(appealRoutes.readMyStanding) }),
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <RefusalNotice refusal={form.rest} />
      <Field label={t("standing.write")} hint={t("standing.once")} error={form.at("text")}>
        <TextArea maxLength={1_000} value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      <Button type="submit" variant="primary" busy={send.isPending} className="self-start">
        {t("standing.send")}
      </Button>
    </form>
  );
};
