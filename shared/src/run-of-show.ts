import { z } from "zod";
import { Id, Moment } from "./ids.ts";

/** More than an evening holds, and little enough to be read and sent in one piece. */
export const MAX_STEPS = 100;
/** A show of six hours in one step: longer is a typing error. */
export const MAX_STEP_MINUTES = 360;

const stepTexts = {
  /** What the step is called; empty for one that is named by its product. */
  heading: z.string().trim().max(120, "A heading has at most 120 characters."),
  /** For whoever speaks: what to say and to show. */
  notes: z.string().trim().max(1000, "Please keep a note under 1,000 characters."),
  /** Planned; null: as long as it takes. */
  minutes: z
    .int("Minutes are whole numbers.")
    .min(1, "A step takes at least a minute.")
    .max(MAX_STEP_MINUTES, "A step takes at most six hours.")
    .nullable(),
  /** What is pinned at this step. */
  productId: Id.nullable(),
  /** What is opened at this step. */
  dropId: Id.nullable(),
};

/** One step of a show, as it stands in the plan. */
export const PlannedStep = z.strictObject({ id: Id, ...stepTexts });
export type PlannedStep = z.infer<typeof PlannedStep>;

export const RunStep = z.object({
  id: Id,
  heading: z.string(),
  notes: z.string(),
  minutes: z.int().positive().nullable(),
  /** Null when there is none, or it is gone. */
  product: z.object({ id: Id, title: z.string(), imageUrl: z.string().nullable() }).nullable(),
  dropId: Id.nullable(),
  /** When it was marked as shown; null: not yet. */
  shownAt: Moment.nullable(),
});
export type RunStep = z.infer<typeof RunStep>;

/** What is shown when: the plan of a show, and how far it has come. */
export const RunOfShow = z.object({
  showId: Id,
  /** Counts the changes; 0 while nobody has planned anything. */
  revision: z.int().nonnegative(),
  steps: z.array(RunStep),
  /** The step that is on; null when all were shown, or there is none. */
  currentId: Id.nullable(),
});
export type RunOfShow = z.infer<typeof RunOfShow>;

/** Replaces the plan, if nobody else did since `revision` was read. What was shown stays marked. */
export const SaveRunOfShow = z
  .strictObject({
    revision: z.int().nonnegative(),
    steps: z.array(PlannedStep).max(MAX_STEPS, `A run of show has at most ${MAX_STEPS} steps.`),
  })
  .refine(({ steps }) => new Set(steps.map(({ id }) => id)).size === steps.length, {
    path: ["steps"],
    error: "Each step goes in once.",
  });
export type SaveRunOfShow = z.infer<typeof SaveRunOfShow>;

/** `shown`: it was shown, the next one is on. `unshown`: it was not, after all. `go`: it is on now. */
export const MoveInRun = z.strictObject({ stepId: Id, act: z.enum(["shown", "unshown", "go"]) });
export type MoveInRun = z.infer<typeof MoveInRun>;

/** The step that comes after this one: the next that was not shown, else the first; null when all were. */
export const stepAfter = (
  steps: readonly Pick<RunStep, "id" | "shownAt">[],
  stepId: Id | null,
): Id | null => {
  const open = ({ id, shownAt }: Pick<RunStep, "id" | "shownAt">) => shownAt === null && id !== stepId;
  const at = steps.findIndex(({ id }) => id === stepId);
  return (steps.slice(at + 1).find(open) ?? steps.find(open))?.id ?? null;
};
