import { ok, type Result, refuse, type Stage } from "@showdrop/shared";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { StageStore } from "./stage.store.ts";
import { setMuted } from "./stage-moves.ts";
import { type TellStageDeps, tellStage } from "./tell-stage.ts";

export interface MuteGuestDeps extends TellStageDeps {
  shows: ShowStore;
  stages: StageStore;
  requireRole: RequireRole;
}

/** Notes that a guest's microphone is off, and turns it off when it is a host who says so. */
export const muteGuest = async (
  deps: MuteGuestDeps,
  viewer: { id: string },
  { showId, userId }: { showId: string; userId: string },
): Promise<Result<Stage>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const own = viewer.id === userId;
  if (!own) {
    const role = await deps.requireRole(show.shopId, viewer, "show:manage");
    if (!role.ok) return role;
  }
  const changed = await deps.stages.change(showId, setMuted(userId, true));
  if (!changed.ok) return changed;
  if (!own) await deps.mediaBus.tell({ type: "sender:muted", showId, userId });
  return ok(await tellStage(deps, showId, changed.data));
};

/** Notes that a guest's microphone is on again. Nobody's is turned on by somebody else. */
export const unmuteGuest = async (
  deps: MuteGuestDeps,
  viewer: { id: string },
  { showId, userId }: { showId: string; userId: string },
): Promise<Result<Stage>> => {
  if (!(await deps.shows.find(showId))) return refuse("NOT_FOUND");
  if (viewer.id !== userId)
    return refuse("NOT_ALLOWED", { message: "Only the guest can turn their microphone on." });
  const changed = await deps.stages.change(showId, setMuted(userId, false));
  return changed.ok ? ok(await tellStage(deps, showId, changed.data)) : changed;
};
