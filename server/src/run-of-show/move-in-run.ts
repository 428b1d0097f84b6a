import {
  assertNever,
  type MoveInRun,
  ok,
  type Result,
  type RunOfShow,
  refuse,
  stepAfter,
} from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { Unavailable } from "../kit/errors.ts";
import { type RunDeps, tellRun, viewRun } from "./read-run.ts";
import type { RunRecord } from "./run-of-show.store.ts";

export interface MoveInRunDeps extends RunDeps {
  clock: Clock;
}

/** How often another one may come in between: a host and a helper press at once, not ten of them. */
const MOST_TRIES = 10;

const moved = (run: RunRecord, { stepId, act }: MoveInRun, now: Date): RunRecord => {
  const mark = (shownAt: (before: Date | null) => Date | null) =>
    run.steps.map((step) => (step.id === stepId ? { ...step, shownAt: shownAt(step.shownAt) } : step));
  switch (act) {
    case "shown": {
      const steps = mark((before) => before ?? now);
      const next = stepAfter(
        steps.map(({ id, shownAt }) => ({ id, shownAt: shownAt?.toISOString() ?? null })),
        stepId,
      );
      return { ...run, steps, currentId: next };
    }
    case "unshown":
      return { ...run, steps: mark(() => null), currentId: stepId };
    case "go":
      return { ...run, currentId: stepId };
    default:
      return assertNever(act);
  }
};

/**
 * Moves in the plan of a show that is not over, for somebody who may. Twice the same is once.
 * Refuses with NOT_FOUND or SHOW_ENDED.
 */
export const moveRun = async (
  deps: MoveInRunDeps,
  showId: string,
  move: MoveInRun,
): Promise<Result<RunOfShow>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await deps.runs.find(showId);
    if (!before.steps.some(({ id }) => id === move.stepId)) return refuse("NOT_FOUND", { path: "stepId" });
    const after = moved(before, move, new Date(deps.clock.now()));
    const revision = await deps.runs.replace(show, after);
    if (revision === null) continue;
    tellRun(deps, show, revision);
    return ok(await viewRun(deps, showId, { ...after, revision }));
  }
  throw new Unavailable("the run of show");
};

/** As `moveRun`, for those with a role that may. Refuses with NOT_FOUND, NOT_ALLOWED or SHOW_ENDED. */
export const moveInRun = async (
  deps: MoveInRunDeps,
  viewer: { id: string },
  showId: string,
  move: MoveInRun,
): Promise<Result<RunOfShow>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "run:edit");
  return role.ok ? moveRun(deps, showId, move) : role;
};
