import type { Funnel as FunnelCounts } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { palette } from "./palette.ts";
import { useReportTexts } from "./use-report-texts.ts";

const steps = ["saw", "opened", "held", "paid"] as const;

/** How many of those who saw went on to pay: one bar a step, with its number and its share of the step before. */
export const Funnel = ({ funnel }: { funnel: FunnelCounts }) => {
  const t = useTexts("reports");
  const { count, share } = useReportTexts();
  return (
    <ol className="flex flex-col gap-3">
      {steps.map((step, i) => {
        const before = steps[i - 1];
        const width = funnel.saw === 0 ? 0 : (funnel[step] / funnel.saw) * 100;
        return (
          <li key={step} className="flex flex-col gap-1">
            <div className="flex items-baseline justify-between gap-3">
              <span>
                <span className="font-semibold">{t(`funnel.${step}`)}</span>{" "}
                <span className="text-sm text-muted max-sm:block">{t(`funnel.${step}Text`)}</span>
              </span>
              <span className="shrink-0 text-right tabular-nums">
                <span className="font-semibold">{count(funnel[step])}</span>
                {before && funnel[before] > 0 && (
                  <span className="ml-2 text-sm text-muted max-sm:block">
                    {t("funnel.ofBefore", { share: share({ part: funnel[step], of: funnel[before] }) })}
                  </span>
                )}
              </span>
            </div>
            <div aria-hidden className="h-2.5 rounded-full bg-sunken">
              <div
                className="h-full rounded-full transition-[width] duration-250"
                style={{ width: `${width}%`, backgroundColor: palette.blue }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
};
