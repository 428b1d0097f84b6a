import type { ShowReport } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { type Column, DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { showCsv } from "./show-charts.tsx";
import { useReportTexts, useReportTimes } from "./use-report-texts.ts";

interface Sold {
  funnel: ShowReport["funnel"];
  units: number;
  paid: ShowReport["drops"][number]["paid"];
}

/** The steps, units and money of a drop or a product. */
const useSoldColumns = (): Column<Sold>[] => {
  const t = useTexts("reports");
  const { count, sums } = useReportTexts();
  return [
    ...(["saw", "opened", "held", "paid"] as const).map((step) => ({
      head: t(`funnel.${step}`),
      cell: ({ funnel }: Sold) => count(funnel[step]),
      number: true,
    })),
    { head: t("drops.units"), cell: ({ units }) => count(units), number: true },
    { head: t("drops.paid"), cell: ({ paid }) => sums(paid), number: true },
  ];
};

export const ProductsPanel = ({ report: { show, products } }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const sold = useSoldColumns();
  if (products.length === 0) return null;
  return (
    <Panel title={t("products.title")} text={t("products.text")} csv={showCsv(show.id, "products")}>
      <DataTable
        caption={t("table", { table: t("products.title") })}
        rows={products}
        keyOf={({ id }) => id}
        columns={[{ head: t("products.name"), cell: ({ title }) => title }, ...sold]}
      />
    </Panel>
  );
};

export const DropsPanel = ({ report: { show, drops } }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const sold = useSoldColumns();
  const { exact } = useReportTimes();
  if (drops.length === 0) return null;
  return (
    <Panel title={t("drops.title")} csv={showCsv(show.id, "drops")}>
      <DataTable
        caption={t("table", { table: t("drops.title") })}
        rows={drops}
        keyOf={({ id }) => id}
        columns={[
          { head: t("drops.name"), cell: ({ title }) => title },
          ...sold,
          {
            head: t("drops.opened"),
            cell: ({ openedAt }) => (openedAt ? exact(openedAt) : t("drops.never")),
            number: true,
          },
          {
            head: t("drops.closed"),
            cell: ({ closedAt, openedAt }) =>
              closedAt ? exact(closedAt) : openedAt ? t("drops.open") : t("none"),
            number: true,
          },
        ]}
      />
    </Panel>
  );
};

export const SourcesPanel = ({ report: { show, sources } }: { report: ShowReport }) => {
  const t = useTexts("reports");
  const { count, source } = useReportTexts();
  if (sources.length === 0) return null;
  return (
    <Panel title={t("sources.title")} text={t("sources.text")} csv={showCsv(show.id, "sources")}>
      <DataTable
        caption={t("table", { table: t("sources.title") })}
        rows={sources}
        keyOf={({ from }) => JSON.stringify(from)}
        columns={[
          { head: t("sources.source"), cell: ({ from }) => source(from) },
          { head: t("sources.people"), cell: ({ people }) => count(people), number: true },
        ]}
      />
    </Panel>
  );
};
