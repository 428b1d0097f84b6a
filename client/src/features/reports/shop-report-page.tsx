import { type ReportRange, reportRanges, reportRoutes, type ShopTable } from "@showdrop/shared";
import { ChartSpline } from "lucide-react";
import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { usePageTitle } from "../../lib/use-page-title.ts";
import { ButtonLink, EmptyState, Field, Loading, RetryNotice, Select } from "../../ui/index.ts";
import { StudioHead } from "../studio/studio-head.tsx";
import { useStudioShop } from "../studio/studio-shop.ts";
import { Figures } from "./figures.tsx";
import { DaysPanel, RatesPanel, ShowsPanel } from "./shop-panels.tsx";
import { useReportTexts, useReportTimes } from "./use-report-texts.ts";

/** What most shops look at: four weeks, so that every day of the week counts alike. */
const USUAL_RANGE = 28;

const rangeOf = (text: string | null): ReportRange =>
  reportRanges.find((range) => String(range) === text) ?? USUAL_RANGE;

/** A shop's last days: what they brought, its shows side by side, and who comes back. */
export const ShopReportPage = () => {
  const t = useTexts("reports");
  const { shopId } = useStudioShop();
  const { count, revenue, sums } = useReportTexts();
  const { day } = useReportTimes();
  const [search, setSearch] = useSearchParams();
  const days = rangeOf(search.get("days"));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  usePageTitle(t("title"));
  const query = { days, timeZone };
  const {
    data: report,
    error,
    isPending,
    refetch,
  } = useAnswer(reportRoutes.readShopReport, {
    params: { shopId },
    query,
  });
  const csv = (table: ShopTable): string =>
    `${reportRoutes.readShopReport.path.replace(":shopId", shopId)}/${table}.csv?${new URLSearchParams({ days: String(days), timeZone })}`;
  const choose = (
    <Field label={t("range.label")} hiddenLabel>
      <Select
        value={String(days)}
        onChange={(range) => setSearch({ days: range }, { replace: true })}
        options={reportRanges.map((range) => ({
          value: String(range),
          label: t("range.days", { count: range }),
        }))}
      />
    </Field>
  );
  const empty = report && report.orders === 0 && report.shows.length === 0;
  return (
    <div className="flex flex-col gap-4">
      <StudioHead title={t("title")} text={t("text")} action={choose} />
      <RetryNotice refusal={error} onRetry={refetch} />
      {isPending && <Loading />}
      {report && (
        <p className="text-sm text-muted">
          {t("range.text", {
            from: day(report.days[0]?.day ?? report.at),
            to: day(report.days.at(-1)?.day ?? report.at),
            timeZone: report.timeZone,
          })}
        </p>
      )}
      {empty && (
        <EmptyState
          icon={<ChartSpline aria-hidden />}
          title={t("empty.shop")}
          action={
            <ButtonLink to="/studio/shows" variant="primary">
              {t("empty.plan")}
            </ButtonLink>
          }
        >
          {t("empty.shopText")}
        </EmptyState>
      )}
      {report && !empty && (
        <>
          <section aria-label={t("figures.title")}>
            <Figures
              figures={[
                { name: t("figures.revenue"), value: revenue(report.earned) },
                {
                  name: t("figures.paid"),
                  value: sums(report.earned.map(({ currency, paid }) => ({ currency, amount: paid }))),
                },
                {
                  name: t("figures.refunded"),
                  value: sums(
                    report.earned.map(({ currency, refunded }) => ({ currency, amount: refunded })),
                  ),
                },
                { name: t("figures.orders"), value: count(report.orders) },
                { name: t("figures.units"), value: count(report.units) },
                { name: t("figures.shows"), value: count(report.shows.length) },
              ]}
            />
          </section>
          <DaysPanel report={report} csv={csv("days")} />
          <RatesPanel report={report} csv={csv("figures")} />
          <ShowsPanel report={report} csv={csv("shows")} />
        </>
      )}
    </div>
  );
};
