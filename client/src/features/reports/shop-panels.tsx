import { type Currency, minorDigits, type Share, type ShopReport } from "@showdrop/shared";
import { Link } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { useDates } from "../../lib/time.ts";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data-table.tsx";
import { AsTable, Panel } from "./panel.tsx";
import { useReportTexts, useReportTimes } from "./use-report-texts.ts";

/** Seconds. */
const DAY = 24 * 3600;

interface ShopPanelProps {
  report: ShopReport;
  csv: string;
}

/** What each day brought: a chart a currency, with what was refunded of it as a line of its own. */
export const DaysPanel = ({ report: { days, earned }, csv }: ShopPanelProps) => {
  const t = useTexts("reports");
  const { count, money, sums, revenue } = useReportTexts();
  const { day: writeDay } = useReportTimes();
  const xs = days.map(({ day }) => Date.parse(day) / 1000);
  const ofDay = (currency: Currency, what: "paid" | "refunded") =>
    days.map(
      (day) =>
        (day.earned.find((each) => each.currency === currency)?.[what] ?? 0) / 10 ** minorDigits[currency],
    );
  return (
    <Panel title={t("days.title")} text={t("rates.revenueText")} csv={csv}>
      {earned.map(({ currency }) => {
        const write = (value: number) =>
          money({ currency, amount: Math.round(value * 10 ** minorDigits[currency]) });
        return (
          <Chart
            key={currency}
            label={t("days.label", { currency })}
            series={[
              {
                ...{ label: t("days.paid", { currency }), colour: "green", kind: "bars" },
                ...{ xs, ys: ofDay(currency, "paid"), write },
              },
              {
                ...{ label: t("days.refunded", { currency }), colour: "vermillion", kind: "line" },
                ...{ xs, ys: ofDay(currency, "refunded"), write },
              },
            ]}
            days
            // Half a day more at both ends, so that no bar is cut off.
            range={[(xs[0] ?? 0) - DAY / 2, (xs.at(-1) ?? 0) + DAY / 2]}
            writeX={(x) => writeDay(x * 1000)}
          />
        );
      })}
      <AsTable>
        <DataTable
          caption={t("table", { table: t("days.title") })}
          rows={days.toReversed()}
          keyOf={({ day }) => day}
          columns={[
            { head: t("days.day"), cell: ({ day }) => writeDay(day) },
            { head: t("figures.orders"), cell: ({ orders }) => count(orders), number: true },
            { head: t("figures.units"), cell: ({ units }) => count(units), number: true },
            {
              head: t("figures.paid"),
              cell: (day) => sums(day.earned.map(({ currency, paid }) => ({ currency, amount: paid }))),
              number: true,
            },
            {
              head: t("figures.refunded"),
              cell: (day) =>
                sums(day.earned.map(({ currency, refunded }) => ({ currency, amount: refunded }))),
              number: true,
            },
            { head: t("figures.revenue"), cell: (day) => revenue(day.earned), number: true },
          ]}
        />
      </AsTable>
    </Panel>
  );
};

export const ShowsPanel = ({ report: { shows }, csv }: ShopPanelProps) => {
  const t = useTexts("reports");
  const { count, revenue, share } = useReportTexts();
  const { shortDateTime } = useDates();
  return (
    <Panel title={t("shows.title")} csv={csv}>
      {shows.length === 0 ? (
        <p className="text-muted">{t("shows.none")}</p>
      ) : (
        <DataTable
          caption={t("table", { table: t("shows.title") })}
          rows={shows}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t("shows.show"),
              cell: ({ id, title }) => (
                <Link
                  to={`/studio/shows/${id}/report`}
                  className="font-semibold text-accent-text hover:underline"
                >
                  {title}
                </Link>
              ),
            },
            { head: t("shows.started"), cell: ({ startedAt }) => shortDateTime(startedAt), number: true },
            { head: t("figures.unique"), cell: ({ unique }) => count(unique), number: true },
            { head: t("figures.peak"), cell: ({ peak }) => count(peak), number: true },
            { head: t("shows.payers"), cell: ({ conversion }) => count(conversion.part), number: true },
            { head: t("shows.conversion"), cell: ({ conversion }) => share(conversion), number: true },
            { head: t("figures.orders"), cell: ({ orders }) => count(orders), number: true },
            { head: t("figures.revenue"), cell: ({ earned }) => revenue(earned), number: true },
          ]}
        />
      )}
    </Panel>
  );
};

/** The three ratios, each with its numbers and its definition in words. */
export const RatesPanel = ({ report, csv }: ShopPanelProps) => {
  const t = useTexts("reports");
  const { count, share } = useReportTexts();
  const rates: { name: "conversion" | "repurchase" | "returns"; of: Share }[] = [
    { name: "conversion", of: report.conversion },
    { name: "repurchase", of: report.repurchase },
    { name: "returns", of: report.returns },
  ];
  return (
    <Panel title={t("rates.title")} csv={csv}>
      <dl className="grid grid-cols-1 gap-5 md:grid-cols-3">
        {rates.map(({ name, of }) => (
          <div key={name} className="flex flex-col gap-0.5">
            <dt className="text-sm font-semibold">{t(`rates.${name}`)}</dt>
            <dd className="text-2xl font-bold tabular-nums">
              {of.of === 0 ? <span className="text-base text-muted">{t("rates.noRatio")}</span> : share(of)}
            </dd>
            <dd className="text-sm tabular-nums">
              {t("rates.of", { part: count(of.part), of: count(of.of) })}
            </dd>
            <dd className="text-sm text-muted">{t(`rates.${name}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
};
