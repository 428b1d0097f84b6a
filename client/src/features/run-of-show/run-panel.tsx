import type { RunStep, ShowSnapshot } from "@showdrop/shared";
import { Check, Coffee, Keyboard, ListPlus, Pencil, Pin, PlusCircle, Undo2, Zap } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { Button, Card, EmptyState, IconButton, Loading, RefusalNotice, RetryNotice } from "../../ui/index.ts";
import { plannedMinutes } from "./plan-draft.ts";
import { PlanEditor } from "./plan-editor.tsx";
import { KeyButton } from "./run-keys.tsx";
import { StepLine, StepPicture, useStepName } from "./step-line.tsx";
import type { Run } from "./use-run.ts";
import type { StudioActs } from "./use-studio-acts.ts";

interface RunPanelProps {
  show: ShowSnapshot;
  run: Run;
  acts: StudioActs;
}

/** The plan of a show: before it to be made, during it to be followed. */
export const RunPanel = ({ show, run, acts }: RunPanelProps) => {
  const t = useTexts("runOfShow");
  const [editing, setEditing] = useState(false);
  const plan = run.run;
  if (run.refusal && !plan) return <RetryNotice refusal={run.refusal} onRetry={run.reload} />;
  if (!plan) return <Loading />;
  if (editing) return <PlanEditor show={show} run={run} plan={plan} onDone={() => setEditing(false)} />;
  if (plan.steps.length === 0)
    return (
      <EmptyState
        icon={<ListPlus aria-hidden />}
        title={t("empty.title")}
        action={
          <Button
            variant="primary"
            icon={<ListPlus size={18} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t("empty.action")}
          </Button>
        }
      >
        {t("empty.text")}
      </EmptyState>
    );
  const shown = plan.steps.filter(({ shownAt }) => shownAt).length;
  return (
    <div className="flex flex-col gap-4">
      <Current acts={acts} />
      <RefusalNotice refusal={run.moving.error} />
      <div className="flex items-center gap-1">
        <h2 className="min-w-0 grow text-sm font-semibold text-muted tabular-nums">
          {t("progress", { shown, all: plan.steps.length, minutes: plannedMinutes(plan.steps) })}
        </h2>
        <IconButton
          label={t("keys.title")}
          icon={<Keyboard size={18} aria-hidden />}
          className="max-sm:hidden"
          onClick={() => acts.act("help")}
        />
        <IconButton
          label={t("edit")}
          icon={<Pencil size={18} aria-hidden />}
          onClick={() => setEditing(true)}
        />
      </div>
      <ol aria-label={t("title")} className="-mx-2 flex flex-col gap-0.5">
        {plan.steps.map((step, index) => (
          <StepLine
            key={step.id}
            step={step}
            drop={show.drops.find(({ id }) => id === step.dropId)}
            number={index + 1}
            current={step.id === plan.currentId}
            onGo={() => acts.go(step)}
          />
        ))}
      </ol>
    </div>
  );
};

/** The step that is on, and one button for each thing that one does at it. */
const Current = ({ acts }: { acts: StudioActs }) => {
  const t = useTexts("runOfShow");
  const { step, drop, can, away, busy, following, act } = acts;
  const name = useStepName();
  return (
    <Card className="flex flex-col gap-3 p-3">
      {step ? <CurrentStep step={step} /> : <p className="font-semibold">{t("allShown")}</p>}
      <div className="grid grid-cols-2 gap-2">
        {step?.product && (
          <KeyButton
            hotKey="P"
            icon={<Pin size={18} aria-hidden />}
            busy={busy.pin}
            disabled={!can.pin}
            onClick={() => act("pin")}
          >
            {can.pin ? t("acts.pin") : t("acts.isPinned")}
          </KeyButton>
        )}
        {drop && (
          <KeyButton
            hotKey="O"
            icon={<Zap size={18} aria-hidden />}
            disabled={!can.open}
            onClick={() => act("open")}
          >
            {t("acts.open")}
          </KeyButton>
        )}
        {drop && (
          <KeyButton
            hotKey="R"
            icon={<PlusCircle size={18} aria-hidden />}
            disabled={!can.restock}
            onClick={() => act("restock")}
          >
            {t("acts.restock")}
          </KeyButton>
        )}
        <KeyButton
          hotKey="B"
          variant={away.away ? "primary" : "secondary"}
          icon={away.away ? <Undo2 size={18} aria-hidden /> : <Coffee size={18} aria-hidden />}
          busy={away.busy}
          disabled={!away.possible}
          onClick={() => act("away")}
        >
          {away.away ? t("away.back") : t("away.go")}
        </KeyButton>
        {step && (
          <KeyButton
            hotKey="N"
            variant="primary"
            className="col-span-2"
            icon={<Check size={18} aria-hidden />}
            busy={busy.next}
            onClick={() => act("next")}
          >
            {following ? t("acts.next", { name: name(following) }) : t("acts.last")}
          </KeyButton>
        )}
      </div>
      {away.away && <p className="text-sm text-muted">{t("away.clocks")}</p>}
    </Card>
  );
};

const CurrentStep = ({ step }: { step: RunStep }) => {
  const t = useTexts("runOfShow");
  const name = useStepName()(step);
  return (
    <div className="flex gap-3" aria-live="polite">
      <StepPicture product={step.product} size="lg" />
      <div className="min-w-0 grow">
        <p className="text-sm font-semibold text-accent-text">
          {t("now")}
          {step.minutes !== null && ` · ${t("minutes", { count: step.minutes })}`}
        </p>
        <p className="leading-snug font-semibold">{name}</p>
        {step.notes && (
          <p className="mt-1 max-h-32 overflow-y-auto text-[0.9375rem] whitespace-pre-line">{step.notes}</p>
        )}
      </div>
    </div>
  );
};
