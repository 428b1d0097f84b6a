import type { Handlers } from "../edge/call.ts";
import { type MoveInRunDeps, moveInRun } from "./move-in-run.ts";
import { readRun } from "./read-run.ts";
import { type ReadStripDeps, readStrip } from "./read-strip.ts";
import { type SaveRunDeps, saveRun } from "./save-run.ts";

type RunCalls = "readRunOfShow" | "saveRunOfShow" | "moveInRun" | "readShowStrip";

export const runOfShowEdge = (
  deps: SaveRunDeps & MoveInRunDeps & ReadStripDeps,
): Pick<Handlers, RunCalls> => ({
  readRunOfShow: ({ viewer, params }) => readRun(deps, viewer, params.showId),
  saveRunOfShow: ({ viewer, params, body }) => saveRun(deps, viewer, params.showId, body),
  moveInRun: ({ viewer, params, body }) => moveInRun(deps, viewer, params.showId, body),
  readShowStrip: ({ viewer, params }) => readStrip(deps, viewer, params.showId),
});
