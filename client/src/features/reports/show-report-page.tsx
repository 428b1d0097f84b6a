import { reportRoutes, type ShowReport } from "@showdrop/shared";
import { ArrowLeft, ChartSpline } from "lucide-react";
import { Link, useParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useDates } from "../../lib/time.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { Badge, EmptyState, LiveBadge, Loading, RetryNotice } from "../../ui/index.ts";
import { CsvLink } from "./data-table.tsx";
import { Figures } from "./figures.tsx";
import { Funnel } from "./funnel.tsx";
import { Panel } from "./panel.tsx";
import { MinutesPanel, showCsv, ViewersPanel } from "./show-charts.tsx";
import { DropsPanel, ProductsPanel, SourcesPanel } from "./show-tables.tsx";
import { useReportTexts, useReportTimes } from "./use-report-texts.ts";

/** Milliseconds between two questions while the show is on. */
const LIVE_EVERY_MS = 5_000;

const isOn = ({ show }: ShowReport): boolean => show.status === "live" || show.status === "paused";

/** Whether there is anything to say yet. */
const isEmpty = (report: ShowReport): boolean =>
  report.show.startedAt === null && report.orders === 0 && report.viewers.unique === 0;

const Head = ({ report }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const { dateTime } = useDates();
  const { exact } = useReportTimes();
  const { show, at } = report;
  return (
    <header className="flex flex-col gap-1">
      <Link
        to="/studio/reports"
        className="-ml-1 flex h-11 w-fit items-center gap-1.5 px-1 text-sm font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft size={18} aria-hidden />
        {t("all")}
      </Link>
      <h1 className="flex flex-wrap items-center gap-2.5 text-2xl font-bold tracking-tight">
        {show.title}
        {show.status === "live" && <LiveBadge />}
        {show.status === "paused" && <Badge>{t("ofShow")}</Badge>}
      </h1>
      <p className="text-muted">
        {show.startedAt && dateTime(show.startedAt)}
        {isOn(report) && ` · ${t("live")} ${t("updated", { time: exact(at) })}`}
      </p>
    </header>
  );
};

const Numbers = ({ report }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const { count, duration, revenue, sums } = useReportTexts();
  const { viewers, watched, newFollowers, orders, earned } = report;
  const refunded = earned.filter((each) => each.refunded > 0);
  return (
    <section aria-label={t("figures.title")} className="flex flex-col gap-2">
      <div className="flex justify-end">
        <CsvLink href={showCsv(report.show.id, "figures")} table={t("figures.title")} />
      </div>
      <Figures
        figures={[
          { name: t("figures.revenue"), value: revenue(earned) },
          { name: t("figures.orders"), value: count(orders) },
          { name: t("figures.unique"), value: count(viewers.unique), text: t("figures.uniqueText") },
          { name: t("figures.peak"), value: count(viewers.peak) },
          {
            ...{ name: t("figures.watched"), value: duration(watched.median) },
            text: t("figures.watchedText"),
          },
          { name: t("figures.watchedTotal"), value: duration(watched.total) },
          { name: t("figures.followers"), value: count(newFollowers) },
          ...(refunded.length > 0
            ? [
                {
                  name: t("figures.refunded"),
                  value: sums(refunded.map(({ currency, refunded: amount }) => ({ currency, amount }))),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
};

/** How a show went, or how it goes: renewed by itself while it is on. */
export const ShowReportPage = () => {
  const t = useTexts("reports");
  const { showId = "" } = useParams();
  const {
    data: report,
    error,
    isPending,
    refetch,
  } = useAnswer(
    reportRoutes.readShowReport,
    { params: { showId } },
    { refetchInterval: ({ state }) => (state.data && isOn(state.data) ? LIVE_EVERY_MS : false) },
  );
  usePageTitle(report && t("toShow", { title: report.show.title }));
  if (isPending) return <Loading />;
  if (!report) return <RetryNotice refusal={error} onRetry={refetch} />;
  return (
    <div className="flex flex-col gap-4">
      <Head report={report} />
      <RetryNotice refusal={error} onRetry={refetch} />
      {isEmpty(report) ? (
        <EmptyState icon={<ChartSpline aria-hidden />} title={t("empty.show")}>
          {t("empty.showText")}
        </EmptyState>
      ) : (
        <>
          <Numbers report={report} />
          <ViewersPanel report={report} />
          <Panel title={t("funnel.title")} text={t("funnel.text")} csv={showCsv(showId, "funnel")}>
            <Funnel funnel={report.funnel} />
          </Panel>
          <ProductsPanel report={report} />
          <MinutesPanel report={report} />
          <DropsPanel report={report} />
          <SourcesPanel report={report} />
        </>
      )}
    </div>
  );
};
