import { type Appeal, appealRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import {
  Badge,
  type BadgeTone,
  Button,
  Card,
  Field,
  Loading,
  Notice,
  RetryNotice,
  TextArea,
  useToast,
} from "../../ui/index.ts";
import { refreshModeration } from "./refresh-moderation.ts";

const tones: Record<Appeal["status"], BadgeTone> = { waiting: "warn", upheld: "neutral", lifted: "success" };

const Decision = ({ shopId, appeal }: { shopId: string; appeal: Appeal }) => {
  const t = useTexts("mods");
  const toast = useToast();
  const client = useQueryClient();
  const [answer, setAnswer] = useState("");
  const decide = useSend(appealRoutes.decideAppeal);
  const send = (verdict: "uphold" | "lift") =>
    decide.mutate(
      { params: { shopId, appealId: appeal.id }, body: { verdict, answer } },
      {
        onError: toast.refusal,
        onSuccess: ({ already, decidedBy }) => {
          if (already) toast.info(t("appeals.already", { name: decidedBy?.displayName ?? "?" }));
          else toast.success(t(`appeals.done.${verdict}`));
          void refreshModeration(client);
        },
      },
    );
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("appeals.answer")} optional>
        <TextArea
          rows={2}
          maxLength={500}
          value={answer}
          onChange={({ target }) => setAnswer(target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={decide.isPending} onClick={() => send("lift")}>
          {t(`appeals.lift.${appeal.sanction.kind}`)}
        </Button>
        <Button busy={decide.isPending} onClick={() => send("uphold")}>
          {t("appeals.uphold")}
        </Button>
      </div>
    </div>
  );
};

const AppealRow = ({ shopId, appeal }: { shopId: string; appeal: Appeal }) => {
  const t = useTexts("mods");
  const { dateTime, shortDateTime } = useDates();
  const { alias, sanction, sanctionedBy, lines, text, status, decidedBy, decidedAt } = appeal;
  const name = t("appeals.viewer", { alias });
  return (
    <li aria-label={name} className="flex flex-col gap-3 p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{name}</h3>
        <Badge tone={tones[status]}>{t(`appeals.status.${status}`)}</Badge>
        <span className="ml-auto text-sm text-muted">{dateTime(appeal.at)}</span>
      </div>
      <blockquote className="border-l-2 border-accent pl-3 [overflow-wrap:anywhere]">{text}</blockquote>
      <p className="text-sm text-muted">
        {t(`appeals.against.${sanction.kind}`, {
          name: sanctionedBy.displayName,
          when: dateTime(sanction.at),
        })}
        {sanction.reason && ` · ${sanction.reason}`}
      </p>
      {lines.length > 0 && (
        <div className="rounded-md bg-raised p-3">
          <h4 className="text-sm font-semibold">{t("appeals.lines")}</h4>
          <ul className="mt-1 flex flex-col gap-0.5 text-sm">
            {lines.map((line) => (
              <li key={line.id} className="flex gap-3 [overflow-wrap:anywhere]">
                <span className="shrink-0 text-muted tabular-nums">{shortDateTime(line.at)}</span>
                <span className={line.deletedAt ? "text-muted line-through" : ""}>{line.text}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {decidedBy && decidedAt && (
        <p className="text-sm text-muted">
          {t("appeals.decided", { name: decidedBy.displayName, when: dateTime(decidedAt) })}
          {appeal.answer && ` · ${appeal.answer}`}
        </p>
      )}
      {status === "waiting" &&
        (appeal.mayDecide ? (
          <Decision shopId={shopId} appeal={appeal} />
        ) : (
          <Notice>{t("appeals.notYours")}</Notice>
        ))}
    </li>
  );
};

/** Appeals against bans and long timeouts, whose authors' names the team does not see. */
export const Appeals = ({ shopId }: { shopId: string }) => {
  const t = useTexts("mods");
  const appeals = useAnswer(appealRoutes.listAppeals, { params: { shopId } });
  return (
    <section aria-label={t("appeals.title")} className="flex flex-col gap-2.5">
      <div>
        <h2 className="text-sm font-semibold text-muted">{t("appeals.title")}</h2>
        <p className="text-sm text-muted">{t("appeals.text")}</p>
      </div>
      <RetryNotice refusal={appeals.error} onRetry={appeals.refetch} />
      {appeals.isPending && <Loading />}
      {appeals.data?.items.length === 0 && (
        <p className="rounded-lg border border-dashed border-line p-5 text-muted">{t("appeals.empty")}</p>
      )}
      {appeals.data && appeals.data.items.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {appeals.data.items.map((appeal) => (
              <AppealRow key={appeal.id} shopId={shopId} appeal={appeal} />
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
};
