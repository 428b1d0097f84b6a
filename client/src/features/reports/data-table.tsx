import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { classes } from "../../ui/index.ts";

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the right, one below the other. */
  number?: boolean;
}

interface DataTableProps<T> {
  /** What the table is about, for those who do not see the heading above it. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
}

/** A table that keeps its own place: what does not fit a phone is scrolled to, by finger or by key. */
export const DataTable = <T,>({ caption, columns, rows, keyOf }: DataTableProps<T>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
  <section aria-label={caption} tabIndex={0} className="max-h-96 overflow-auto rounded-sm">
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 bg-surface">
        <tr>
          {columns.map(({ head, number = false }) => (
            <th
              key={head}
              scope="col"
              className={classes(
                "px-2.5 py-2 font-semibold whitespace-nowrap text-muted first:pl-0 last:pr-0",
                number ? "text-right" : "text-left",
              )}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className="border-t border-line">
            {columns.map(({ head, cell, number = false }) => (
              <td
                key={head}
                className={classes(
                  "px-2.5 py-2 first:pl-0 last:pr-0",
                  number ? "text-right whitespace-nowrap tabular-nums" : "min-w-36",
                )}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** Leads to a table's file. */
export const CsvLink = ({ href, table }: { href: string; table: string }) => {
  const t = useTexts("reports");
  return (
    <a
      href={href}
      download
      aria-label={t("csvOf", { table })}
      className="-my-2.5 flex h-11 shrink-0 items-center gap-1.5 text-sm font-semibold text-accent-text hover:underline"
    >
      <Download size={16} aria-hidden />
      {t("csv")}
    </a>
  );
};
