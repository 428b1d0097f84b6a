import { OpenPoll, POLL_ANSWERS, pollRoutes, type ShowSnapshot } from "@showdrop/shared";
import { Plus, X } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { call, useSend } from "../../lib/api.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { mayHaveHappened, useAttempt } from "../../lib/use-attempt.ts";
import { useForm } from "../../lib/use-form.ts";
import { Badge, Button, Card, Field, IconButton, RefusalNotice, Select, TextInput } from "../../ui/index.ts";
import { PollBars } from "./poll-bars.tsx";

/** Seconds after which a poll closes by itself, as they are offered. */
const durations = ["hand", "30", "60", "120", "300"] as const;
const fields = ["question", "answers", "seconds"] as const;

/** A show's poll from behind: its bars while it is open, and the next one to ask. */
export const PollPanel = ({ show }: { show: ShowSnapshot }) => {
  const { poll } = show;
  return (
    <div className="flex flex-col gap-4">
      {poll && <Running key={poll.id} poll={poll} />}
      {poll?.status !== "open" && <NewPoll key={`after ${poll?.id}`} showId={show.show.id} />}
    </div>
  );
};

const Running = ({ poll }: { poll: NonNullable<ShowSnapshot["poll"]> }) => {
  const t = useTexts("polls");
  const now = useServerNow(1000);
  const close = useSend(pollRoutes.closePoll);
  const open = poll.status === "open";
  return (
    <Card className="flex flex-col gap-3 p-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="font-semibold [overflow-wrap:anywhere]">{poll.question}</h3>
        <Badge tone={open ? "success" : "neutral"}>{open ? t("open") : t("closed")}</Badge>
      </div>
      <PollBars poll={poll} mine={null} onVote={null} />
      <p className="text-sm text-muted tabular-nums">
        {t("votes", { count: poll.counts.reduce((sum, count) => sum + count, 0) })}
        {open &&
          poll.closesAt &&
          ` · ${t("closes", { time: formatSeconds(secondsUntil(poll.closesAt, now)) })}`}
      </p>
      <RefusalNotice refusal={close.error} />
      {open && (
        <Button busy={close.isPending} onClick={() => close.mutate({ params: { pollId: poll.id } })}>
          {t("close")}
        </Button>
      )}
    </Card>
  );
};

const NewPoll = ({ showId }: { showId: string }) => {
  const t = useTexts("polls");
  const form = useForm(OpenPoll, fields);
  const attempt = useAttempt();
  const [question, setQuestion] = useState("");
  const [answers, setAnswers] = useState(["", ""]);
  const [duration, setDuration] = useState<(typeof durations)[number]>("60");
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const seconds = duration === "hand" ? null : Number(duration);
    const body = form.check({ question, answers, seconds });
    if (!body || sending.current) return;
    sending.current = true;
    setBusy(true);
    const idempotencyKey = attempt.keyFor(body);
    const opened = await call(pollRoutes.openPoll, { params: { showId }, body, idempotencyKey });
    sending.current = false;
    setBusy(false);
    if (opened.ok || !mayHaveHappened(opened.error)) attempt.done();
    form.refuse(opened.ok ? null : opened.error);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" aria-label={t("new")}>
      <h3 className="font-semibold">{t("new")}</h3>
      <Field label={t("question")} error={form.at("question")}>
        <TextInput value={question} maxLength={140} onChange={({ target }) => setQuestion(target.value)} />
      </Field>
      {answers.map((answer, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer that is being written is its place.
        <div key={at} className="flex items-end gap-2">
          <Field label={t("answer", { number: at + 1 })} error={form.at(`answers.${at}`)} className="grow">
            <TextInput
              value={answer}
              maxLength={60}
              onChange={({ target }) => setAnswers(answers.with(at, target.value))}
            />
          </Field>
          {answers.length > POLL_ANSWERS.least && (
            <IconButton
              label={t("removeAnswer", { number: at + 1 })}
              icon={<X size={18} aria-hidden />}
              onClick={() => setAnswers(answers.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      {answers.length < POLL_ANSWERS.most && (
        <Button
          variant="ghost"
          icon={<Plus size={18} aria-hidden />}
          onClick={() => setAnswers([...answers, ""])}
        >
          {t("addAnswer")}
        </Button>
      )}
      <Field label={t("duration")} hint={t("hint")}>
        <Select
          value={duration}
          onChange={setDuration}
          options={durations.map((value) => ({
            value,
            label: value === "hand" ? t("byHand") : t(`after.${value}`),
          }))}
        />
      </Field>
      <RefusalNotice refusal={form.rest} />
      <Button type="submit" variant="primary" busy={busy}>
        {t("start")}
      </Button>
    </form>
  );
};
