import { type Report, reportReasons, reviewRoutes } from "@showdrop/shared";
import { useEffect } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { Badge, Button, Loading, RetryNotice, useToast } from "../../ui/index.ts";

interface ReportsProps {
  showId: string;
  /** Counts the news: at each the list is read again. */
  news: number;
}

/** What viewers reported and nobody looked at yet, the most reported first. */
export const Reports = ({ showId, news }: ReportsProps) => {
  const t = useTexts("rules");
  const reports = useAnswer(reviewRoutes.listReports, { params: { showId } });
  const { refetch } = reports;
  useEffect(() => {
    if (news > 0) void refetch();
  }, [news, refetch]);
  return (
    <section aria-label={t("reports.title")} className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold text-muted">{t("reports.title")}</h2>
      <RetryNotice refusal={reports.error} onRetry={reports.refetch} />
      {reports.isPending && <Loading />}
      {reports.data?.items.length === 0 && <p className="text-sm text-muted">{t("reports.empty")}</p>}
      <ul className="flex flex-col gap-2">
        {reports.data?.items.map((report) => (
          <Row key={report.message.id} showId={showId} report={report} onClosed={() => void refetch()} />
        ))}
      </ul>
    </section>
  );
};

const Row = ({ showId, report, onClosed }: { showId: string; report: Report; onClosed: () => void }) => {
  const t = useTexts("rules");
  const toast = useToast();
  const send = useSend(reviewRoutes.closeReport);
  const { message, count, reasons, deleted } = report;
  const name = message.author.displayName;
  const close = (outcome: "resolved" | "dismissed") =>
    send.mutate(
      { params: { showId, messageId: message.id }, body: { outcome } },
      { onError: toast.refusal, onSettled: onClosed },
    );
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line p-3">
      <p className="text-[0.9375rem] leading-snug [overflow-wrap:anywhere]">
        <span className="font-semibold text-muted">{name}</span> {message.text}
      </p>
      <div className="flex flex-wrap gap-2">
        <Badge tone="danger">{t("reports.count", { count })}</Badge>
        {reportReasons.map(
          (reason) => reasons[reason] && <Badge key={reason}>{t(`reports.reason.${reason}`)}</Badge>,
        )}
        {deleted && <Badge tone="success">{t("reports.gone")}</Badge>}
      </div>
      <div className="flex gap-2 self-end">
        <Button
          size="sm"
          busy={send.isPending}
          aria-label={t("reports.dismissOf", { name })}
          onClick={() => close("dismissed")}
        >
          {t("reports.dismiss")}
        </Button>
        <Button
          size="sm"
          variant="primary"
          busy={send.isPending}
          aria-label={t("reports.resolveOf", { name })}
          onClick={() => close("resolved")}
        >
          {t("reports.resolve")}
        </Button>
      </div>
    </li>
  );
};
