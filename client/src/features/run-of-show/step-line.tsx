import type { Drop, RunStep } from "@showdrop/shared";
import { Check, NotebookPen, Package } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { classes, Picture } from "../../ui/index.ts";

/** What a step is called: its heading, or what it shows. */
export const useStepName = () => {
  const t = useTexts("runOfShow");
  return ({ heading, product }: Pick<RunStep, "heading" | "product">): string =>
    heading || product?.title || t("unnamed");
};

export const StepPicture = ({ product, size }: { product: RunStep["product"]; size: "sm" | "lg" }) => {
  const shape = classes("shrink-0 rounded-sm", size === "sm" ? "size-9" : "size-14");
  if (product?.imageUrl)
    return <Picture url={product.imageUrl} alt="" sizes="56px" className={classes(shape, "object-cover")} />;
  const Icon = product ? Package : NotebookPen;
  return (
    <span aria-hidden className={classes(shape, "flex items-center justify-center bg-raised text-faint")}>
      <Icon size={18} />
    </span>
  );
};

interface StepLineProps {
  step: RunStep;
  drop: Drop | undefined;
  number: number;
  current: boolean;
  /** Absent for those who only read. */
  onGo?: () => void;
}

/** One step in the list: what comes, what is on, what was shown. */
export const StepLine = ({ step, drop, number, current, onGo }: StepLineProps) => {
  const t = useTexts("runOfShow");
  const studio = useTexts("liveStudio");
  const name = useStepName()(step);
  const inside = (
    <>
      <span
        aria-hidden
        className={classes(
          "flex size-7 shrink-0 items-center justify-center rounded-full text-xs font-semibold tabular-nums",
          step.shownAt ? "bg-success-soft text-success" : "bg-raised text-muted",
        )}
      >
        {step.shownAt ? <Check size={16} /> : number}
      </span>
      <StepPicture product={step.product} size="sm" />
      <span className="min-w-0 grow">
        <span className={classes("line-clamp-1 font-medium", step.shownAt && !current && "text-muted")}>
          {name}
        </span>
        <span className="line-clamp-1 text-sm text-muted">
          {[
            step.minutes !== null && t("minutes", { count: step.minutes }),
            drop && studio(`drop.status.${drop.status}`),
            step.shownAt && t("shown"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
    </>
  );
  const look = classes(
    "flex w-full items-center gap-3 rounded-md p-2 text-left",
    current && "bg-accent-soft",
  );
  return (
    <li aria-current={current ? "step" : undefined}>
      {onGo ? (
        <button
          type="button"
          onClick={onGo}
          className={classes(look, "min-h-12 transition-colors", !current && "hover:bg-raised")}
        >
          {inside}
        </button>
      ) : (
        <div className={look}>{inside}</div>
      )}
    </li>
  );
};
