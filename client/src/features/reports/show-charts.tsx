import { type Currency, minorDigits, reportRoutes, type ShowReport, type ShowTable } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { Chart } from "./chart.tsx";
import { DataTable } from "./data-table.tsx";
import { AsTable, Panel } from "./panel.tsx";
import { useReportTexts, useReportTimes } from "./use-report-texts.ts";

const seconds = (moment: string): number => Date.parse(moment) / 1000;

/** Where a table of a show's report is to be had as a file. */
export const showCsv = (showId: string, table: ShowTable): string =>
  `${reportRoutes.readShowReport.path.replace(":showId", showId)}/${table}.csv`;

/** What was on at a moment: the pins and the open drops. */
const shownAt = ({ pins, drops, at: now }: ShowReport, at: string) => ({
  pinned: pins.findLast((pin) => pin.at <= at)?.titles ?? [],
  open: drops.filter(({ openedAt, closedAt }) => openedAt && openedAt <= at && at < (closedAt ?? now)),
});

/** Viewers over time, with everything laid over it that may have moved them. */
export const ViewersPanel = ({ report }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const { count } = useReportTexts();
  const { clock, exact } = useReportTimes();
  const { show, viewers, minutes, drops, pins, at } = report;
  const start = show.startedAt ?? at;
  const end = show.endedAt ?? at;
  const isDuring = (moment: string) => moment >= start && moment <= end;
  const open = drops.flatMap(({ openedAt, closedAt }) =>
    openedAt ? [{ from: seconds(openedAt), to: seconds(closedAt ?? end) }] : [],
  );
  const marks = pins.filter((pin) => isDuring(pin.at)).map((pin) => seconds(pin.at));
  return (
    <Panel title={t("viewers.title")} csv={showCsv(show.id, "viewers")}>
      {viewers.series.length === 0 ? (
        <p className="text-muted">{t("viewers.waiting")}</p>
      ) : (
        <>
          <Chart
            label={t("viewers.label", { peak: viewers.peak })}
            series={[
              {
                ...{ label: t("viewers.messages"), colour: "sky", kind: "bars", right: true },
                xs: minutes.map((minute) => seconds(minute.at)),
                ys: minutes.map(({ messages }) => messages),
                write: count,
              },
              {
                ...{ label: t("viewers.series"), colour: "blue", kind: "line" },
                xs: viewers.series.map((sample) => seconds(sample.at)),
                ys: viewers.series.map((sample) => sample.count),
                write: count,
              },
            ]}
            bands={open}
            marks={marks}
            range={[seconds(start), Math.max(seconds(end), seconds(start) + 60)]}
            writeX={(x) => clock(x * 1000)}
            also={[
              ...(open.length > 0
                ? [{ label: t("viewers.drop"), colour: "orange", sign: "band" } as const]
                : []),
              ...(marks.length > 0
                ? [{ label: t("viewers.pin"), colour: "purple", sign: "mark" } as const]
                : []),
            ]}
          />
          <AsTable>
            <DataTable
              caption={t("table", { table: t("viewers.title") })}
              rows={viewers.series}
              keyOf={(sample) => sample.at}
              columns={[
                { head: t("viewers.at"), cell: (sample) => exact(sample.at) },
                { head: t("viewers.series"), cell: (sample) => count(sample.count), number: true },
                {
                  head: t("viewers.drop"),
                  cell: (sample) =>
                    shownAt(report, sample.at)
                      .open.map(({ title }) => title)
                      .join(", ") || t("none"),
                },
                {
                  head: t("products.name"),
                  cell: (sample) => shownAt(report, sample.at).pinned.join(", ") || t("none"),
                },
              ]}
            />
          </AsTable>
        </>
      )}
    </Panel>
  );
};

/** What each minute brought, a chart a currency, and how much was said. */
export const MinutesPanel = ({ report }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const { count, money, sums } = useReportTexts();
  const { clock } = useReportTimes();
  const { show, minutes, earned } = report;
  const inMinute = (paid: ShowReport["minutes"][number]["paid"], currency: Currency) =>
    (paid.find((sum) => sum.currency === currency)?.amount ?? 0) / 10 ** minorDigits[currency];
  return (
    <Panel title={t("minutes.title")} csv={showCsv(show.id, "minutes")}>
      {earned.length === 0 && <p className="text-muted">{t("minutes.waiting")}</p>}
      {earned.map(({ currency }) => (
        <Chart
          key={currency}
          label={t("minutes.label", { currency })}
          series={[
            {
              ...{ label: t("minutes.series", { currency }), colour: "green", kind: "bars" },
              xs: minutes.map((minute) => seconds(minute.at)),
              ys: minutes.map(({ paid }) => inMinute(paid, currency)),
              write: (value) => money({ currency, amount: Math.round(value * 10 ** minorDigits[currency]) }),
            },
          ]}
          range={[
            seconds(minutes[0]?.at ?? show.startedAt ?? "") - 30,
            seconds(minutes.at(-1)?.at ?? "") + 30,
          ]}
          writeX={(x) => clock(x * 1000)}
        />
      ))}
      <AsTable>
        <DataTable
          caption={t("table", { table: t("minutes.title") })}
          rows={minutes}
          keyOf={(minute) => minute.at}
          columns={[
            { head: t("minutes.minute"), cell: (minute) => clock(minute.at) },
            { head: t("minutes.messages"), cell: ({ messages }) => count(messages), number: true },
            { head: t("figures.paid"), cell: ({ paid }) => sums(paid), number: true },
          ]}
        />
      </AsTable>
    </Panel>
  );
};
