import type { PlannedStep } from "@showdrop/shared";

const ID_BYTES = 12;

/** An id for a step that the server has not seen yet. */
export const newStepId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(ID_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

export const emptyStep = (): PlannedStep => ({
  id: newStepId(),
  heading: "",
  notes: "",
  minutes: null,
  productId: null,
  dropId: null,
});

/** The steps with the one at `from` moved to `to`; the same steps when there is no such place. */
export const movedStep = (steps: readonly PlannedStep[], from: number, to: number): PlannedStep[] => {
  const step = steps[from];
  if (!step || to < 0 || to >= steps.length) return [...steps];
  const rest = steps.toSpliced(from, 1);
  return rest.toSpliced(to, 0, step);
};

/** Planned minutes together; steps without a plan count nothing. */
export const plannedMinutes = (steps: readonly Pick<PlannedStep, "minutes">[]): number =>
  steps.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
