import {
  catalogRoutes,
  type PlannedStep,
  type RunOfShow,
  SaveRunOfShow,
  type ShowSnapshot,
} from "@showdrop/shared";
import { ListPlus } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer } from "../../lib/api.ts";
import { useFocusFault } from "../../lib/use-focus-fault.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, Notice, RefusalNotice } from "../../ui/index.ts";
import { emptyStep, movedStep, plannedMinutes } from "./plan-draft.ts";
import { PlanStep } from "./plan-step.tsx";
import { planned, type Run } from "./use-run.ts";

interface PlanEditorProps {
  show: ShowSnapshot;
  run: Run;
  plan: RunOfShow;
  onDone: () => void;
}

/** Makes and changes a plan. What somebody else saves meanwhile is not overwritten: it is said, and can be looked at. */
export const PlanEditor = ({ show, run, plan, onDone }: PlanEditorProps) => {
  const t = useTexts("runOfShow");
  const common = useTexts();
  const [revision, setRevision] = useState(plan.revision);
  const [steps, setSteps] = useState<PlannedStep[]>(() =>
    plan.steps.length > 0 ? plan.steps.map(planned) : [emptyStep()],
  );
  const [dragged, setDragged] = useState<number | null>(null);
  const { form: element, faulty } = useFocusFault();
  const form = useForm(SaveRunOfShow, ["steps"]);
  const products = useAnswer(catalogRoutes.listProducts, { params: { shopId: show.show.shop.id } });
  const behind = run.saving.error?.code === "RUN_CHANGED" || plan.revision > revision;

  const change = (index: number, more: Partial<PlannedStep>) =>
    setSteps(steps.map((step, at) => (at === index ? { ...step, ...more } : step)));
  const move = (from: number, to: number) => setSteps(movedStep(steps, from, to));
  const save = () => {
    const body = form.check({ revision, steps });
    if (body) run.save(body.revision, body.steps, onDone);
    else faulty();
  };
  const takeTheirs = () => {
    setSteps(plan.steps.map(planned));
    setRevision(plan.revision);
    run.saving.reset();
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="flex flex-col gap-4"
    >
      <div>
        <h2 className="text-lg font-semibold">{t("editTitle")}</h2>
        <p className="text-sm text-muted">{t("editText", { minutes: plannedMinutes(steps) })}</p>
      </div>
      {behind ? (
        <Notice
          tone="warn"
          action={
            <Button size="sm" onClick={takeTheirs}>
              {t("takeTheirs")}
            </Button>
          }
        >
          {t("behind")}
        </Notice>
      ) : (
        <RefusalNotice refusal={run.saving.error ?? form.rest} />
      )}
      <ol aria-label={t("title")} className="flex flex-col gap-3">
        {steps.map((step, index) => (
          <PlanStep
            key={step.id}
            step={step}
            index={index}
            count={steps.length}
            products={products.data?.items ?? []}
            drops={show.drops}
            fault={(field) => form.at(`steps.${index}.${field}`)}
            dragged={dragged === index}
            onChange={(more) => change(index, more)}
            onMove={(to) => move(index, to)}
            onRemove={() => setSteps(steps.toSpliced(index, 1))}
            onDrag={setDragged}
            onDrop={() => {
              if (dragged !== null) move(dragged, index);
              setDragged(null);
            }}
          />
        ))}
      </ol>
      <Button icon={<ListPlus size={18} aria-hidden />} onClick={() => setSteps([...steps, emptyStep()])}>
        {t("addStep")}
      </Button>
      <div className="sticky bottom-0 -mx-4 -mb-4 flex justify-end gap-2 border-t border-line bg-surface p-4">
        <Button variant="ghost" onClick={onDone}>
          {common("cancel")}
        </Button>
        <Button type="submit" variant="primary" busy={run.saving.isPending} disabled={behind}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
};
