import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Card } from "../../ui/index.ts";
import { CsvLink } from "./data-table.tsx";

interface PanelProps {
  title: string;
  text?: string;
  /** Where its table is to be had as a file. */
  csv?: string;
  children: ReactNode;
}

/** One part of a report. */
export const Panel = ({ title, text, csv, children }: PanelProps) => {
  const id = useId();
  return (
    <Card className="min-w-0 p-4 sm:p-5">
      <section aria-labelledby={id} className="flex flex-col gap-3">
        <div className="flex items-center justify-between gap-3">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {csv && <CsvLink href={csv} table={title} />}
        </div>
        {text && <p className="text-sm text-muted">{text}</p>}
        {children}
      </section>
    </Card>
  );
};

/** A chart's numbers, one press away. */
export const AsTable = ({ children }: { children: ReactNode }) => {
  const t = useTexts("reports");
  return (
    <details className="group">
      <summary className="flex h-11 w-fit items-center gap-1.5 text-sm font-semibold text-accent-text">
        <ChevronDown size={16} aria-hidden className="transition-transform group-open:rotate-180" />
        {t("asTable")}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
};
