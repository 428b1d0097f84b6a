import {
  type Drop,
  MAX_PINS,
  type RunStep,
  type ShowSnapshot,
  showRoutes,
  stepAfter,
} from "@showdrop/shared";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";
import type { StudioAct } from "./studio-keys.ts";
import { useAway } from "./use-away.ts";
import type { Run } from "./use-run.ts";

export type Asking = { ask: "open" | "restock"; drop: Drop } | { ask: "help" } | null;

/** Which of a step's acts make sense now. */
export interface StepActs {
  pin: boolean;
  open: boolean;
  restock: boolean;
}

const nothing: StepActs = { pin: false, open: false, restock: false };

export const stepActs = (
  step: RunStep | undefined,
  drop: Drop | undefined,
  { show, pins }: Pick<ShowSnapshot, "show" | "pins">,
): StepActs => {
  if (!step) return nothing;
  const running = show.status === "live" || show.status === "paused";
  return {
    pin: step.product !== null && pins.featuredId !== step.product.id,
    open: running && drop?.status === "scheduled",
    restock: drop !== undefined && drop.status !== "closed",
  };
};

/** What one key or one button does, at the step that is on. */
export const useStudioActs = (show: ShowSnapshot, run: Run) => {
  const t = useTexts("runOfShow");
  const toast = useToast();
  const pin = useSend(showRoutes.setPins);
  const away = useAway(show.show);
  const [asking, setAsking] = useState<Asking>(null);
  const steps = run.run?.steps ?? [];
  const currentId = run.run?.currentId ?? null;
  const at = steps.findIndex(({ id }) => id === currentId);
  const step = steps[at];
  const drop = show.drops.find(({ id }) => id === step?.dropId);
  const can = stepActs(step, drop, show);

  const pinStep = () => {
    if (!step?.product || !can.pin) return;
    const { id, title } = step.product;
    const pinned = show.pins.products.map((product) => product.id).filter((each) => each !== id);
    // The oldest goes when there is no room: what is on now is what people must see.
    const productIds = [...pinned, id].slice(-MAX_PINS);
    pin.mutate(
      { params: { showId: show.show.id }, body: { productIds, featuredId: id } },
      {
        onSuccess: () => toast.success(t("pinned", { title })),
        onError: (refusal) => toast.refusal(refusal),
      },
    );
  };
  const go = (to: RunStep | undefined) => to && run.move({ stepId: to.id, act: "go" });
  const ask = (what: Asking) => setAsking(what);

  /** Does what a key or its button asks for, if it makes sense at this step. */
  const act = (which: StudioAct): void => {
    if (which === "pin") pinStep();
    else if (which === "open" && drop && can.open) ask({ ask: "open", drop });
    else if (which === "restock" && drop && can.restock) ask({ ask: "restock", drop });
    else if (which === "next" && step) run.move({ stepId: step.id, act: "shown" });
    else if (which === "away" && away.possible) away.toggle();
    else if (which === "down") go(steps[at + 1]);
    else if (which === "up") go(steps[at - 1]);
    else if (which === "help") ask({ ask: "help" });
  };

  return {
    act,
    can,
    away,
    step,
    drop,
    following: steps.find(({ id }) => id === stepAfter(steps, currentId)),
    go: (to: RunStep) => void go(to),
    asking,
    done: () => setAsking(null),
    busy: { pin: pin.isPending, next: run.moving.isPending },
  };
};
export type StudioActs = ReturnType<typeof useStudioActs>;
