import { type DeadErrand, type JobReport, operationRoutes } from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { keyOf, PAGE_LENGTH, useAnswer, usePages, useSend } from "../../lib/api.ts";
import { useDates, useNow } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Badge, Button, Card, ConfirmDialog, Loading, RetryNotice, useToast } from "../../ui/index.ts";
import { ASK_EVERY_MS } from "./troubles.ts";

const Job = ({ job, now }: { job: JobReport; now: string }) => {
  const t = useTexts("operate");
  const { relative } = useDates();
  const { name, lastRanAt, tookMs, failures } = job;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-3 first:border-t-0">
      <span className="min-w-0 grow text-sm">{t(`jobs.names.${name}`)}</span>
      <span className="text-sm text-muted">
        {lastRanAt
          ? t("jobs.ran", { when: relative(lastRanAt, Date.parse(now)), ms: tookMs })
          : t("jobs.waiting")}
      </span>
      {failures > 0 && <Badge tone="danger">{t("jobs.failing", { count: failures })}</Badge>}
    </li>
  );
};

/** Mails and exports that were given up: why, and the way to try them again. */
const DeadErrands = () => {
  const t = useTexts("operate");
  const client = useQueryClient();
  const toast = useToast();
  const now = useNow();
  const { relative } = useDates();
  const [asked, setAsked] = useState<DeadErrand | null>(null);
  const retry = useSend(operationRoutes.retryErrand);
  const pages = usePages(operationRoutes.listDeadErrands, (before) => ({
    query: { limit: PAGE_LENGTH, ...(before ? { before } : {}) },
  }));
  const { items } = pages;
  const again = ({ id }: DeadErrand) =>
    retry.mutate(
      { params: { errandId: id } },
      {
        onSuccess: async () => {
          setAsked(null);
          toast.success(t("errands.retried"));
          await client.invalidateQueries({ queryKey: keyOf(operationRoutes.listDeadErrands) });
          await client.invalidateQueries({ queryKey: keyOf(operationRoutes.readOperations) });
        },
      },
    );
  return (
    <>
      <RetryNotice refusal={pages.refusal} onRetry={pages.retry} />
      {items?.length === 0 && <p className="text-muted">{t("errands.none")}</p>}
      <ul className="divide-y divide-line">
        {items?.map((errand) => (
          <li key={errand.id} className="flex flex-wrap items-center gap-3 py-3">
            <div className="min-w-0 grow">
              <p className="font-semibold">
                <code>{errand.what}</code> {errand.shop?.name}
              </p>
              <p className="text-sm break-words text-danger">{errand.lastError}</p>
              <p className="text-sm text-muted">
                {t("errands.tries", { count: errand.tries })}, {relative(errand.at, now)},{" "}
                <code className="break-all">{errand.orderId}</code>
              </p>
            </div>
            <Button size="sm" onClick={() => setAsked(errand)}>
              {t("errands.retry")}
            </Button>
          </li>
        ))}
      </ul>
      {pages.more && (
        <Button className="self-start" busy={pages.loadingMore} onClick={pages.more}>
          {t("more")}
        </Button>
      )}
      <ConfirmDialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={() => asked && again(asked)}
        title={t("errands.retryTitle")}
        confirm={t("errands.retry")}
        busy={retry.isPending}
        refusal={retry.error}
      >
        {t("errands.retryText")}
      </ConfirmDialog>
    </>
  );
};

/** What the servers do without being asked: jobs, who has which lease, and what of orders still has to be told. */
export const JobsPage = () => {
  const t = useTexts("operate");
  const { dateTime, time, relative } = useDates();
  const { data, error, refetch } = useAnswer(
    operationRoutes.readOperations,
    {},
    { refetchInterval: ASK_EVERY_MS },
  );
  usePageTitle(t("nav.jobs"));
  if (error && !data) return <RetryNotice refusal={error} onRetry={refetch} />;
  if (!data) return <Loading />;
  const { jobs, leases, errands, now } = data;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{t("nav.jobs")}</h1>
      <Card className="flex flex-col gap-2 p-4 sm:p-5">
        <h2 className="font-semibold">{t("errands.title")}</h2>
        <p className="text-muted">
          {t("errands.due", { count: errands.due })}{" "}
          {errands.oldestDueAt &&
            t("errands.oldest", { when: relative(errands.oldestDueAt, Date.parse(now)) })}
        </p>
        <h3 className="mt-2 flex items-center gap-2 font-semibold">
          {t("errands.dead")}
          <Badge tone={errands.dead > 0 ? "danger" : "neutral"}>{errands.dead}</Badge>
        </h3>
        <DeadErrands />
      </Card>
      <Card className="flex flex-col gap-2 p-4 sm:p-5">
        <h2 className="font-semibold">{t("jobs.title")}</h2>
        {jobs.length === 0 && <p className="text-muted">{t("jobs.none")}</p>}
        <ul>
          {jobs
            .toSorted((a, b) => b.failures - a.failures)
            .map((job) => (
              <Job key={job.name} job={job} now={now} />
            ))}
        </ul>
      </Card>
      <Card className="flex flex-col gap-2 p-4 sm:p-5">
        <h2 className="font-semibold">{t("leases.title")}</h2>
        <p className="text-sm text-muted">{t("leases.text")}</p>
        {leases.length === 0 && <p className="text-muted">{t("leases.none")}</p>}
        <ul className="divide-y divide-line">
          {leases.map(({ name, until }) => (
            <li key={name} className="flex flex-wrap justify-between gap-2 py-2 text-sm">
              <code>{name}</code>
              <span className="text-muted" title={dateTime(until)}>
                {t("leases.until", { time: time(until) })}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
};
