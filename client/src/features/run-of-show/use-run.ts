import {
  type MoveInRun,
  type PlannedStep,
  type RunOfShow,
  type RunStep,
  runOfShowRoutes,
} from "@showdrop/shared";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keyOf, useAnswer, useSend } from "../../lib/api.ts";

/**
 * The plan of a show and what is done with it.
 * @param heard counts the news of changes elsewhere: each asks for the plan anew
 */
export const useRun = (showId: string, heard: number) => {
  const client = useQueryClient();
  const key = keyOf(runOfShowRoutes.readRunOfShow, { params: { showId } });
  const run = useAnswer(runOfShowRoutes.readRunOfShow, { params: { showId } });
  const { refetch } = run;
  useEffect(() => {
    if (heard > 0) void refetch();
  }, [heard, refetch]);
  // Answers may overtake each other; a plan never goes back behind what is known.
  const take = (next: RunOfShow) =>
    client.setQueryData<RunOfShow>(key, (known) => (known && known.revision > next.revision ? known : next));
  const saving = useSend(runOfShowRoutes.saveRunOfShow);
  const moving = useSend(runOfShowRoutes.moveInRun);
  return {
    run: run.data ?? null,
    refusal: run.error,
    reload: () => void refetch(),
    save: (revision: number, steps: PlannedStep[], onSaved: () => void) =>
      saving.mutate(
        { params: { showId }, body: { revision, steps } },
        {
          onSuccess: (next) => {
            take(next);
            onSaved();
          },
        },
      ),
    saving,
    move: (body: MoveInRun) => moving.mutate({ params: { showId }, body }, { onSuccess: take }),
    moving,
  };
};
export type Run = ReturnType<typeof useRun>;

/** The step as it stands in the plan. */
export const planned = ({ product, shownAt: _, ...step }: RunStep): PlannedStep => ({
  ...step,
  productId: product?.id ?? null,
});
