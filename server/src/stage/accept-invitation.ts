import { ok, type Result, refuse, type Stage } from "@showdrop/shared";
import type { ShowStore } from "../shows/shows.store.ts";
import { takeOffStage } from "./remove-guest.ts";
import type { StageStore } from "./stage.store.ts";
import { accept } from "./stage-moves.ts";
import { type TellStageDeps, tellStage } from "./tell-stage.ts";

export interface AcceptInvitationDeps extends TellStageDeps {
  shows: ShowStore;
  stages: StageStore;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** Goes on stage; from now on there is a pass as a guest to the show's media. */
export const acceptInvitation = async (
  deps: AcceptInvitationDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Stage>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (await deps.isBanned(show.shopId, viewer.id)) return refuse("BANNED");
  if (show.status === "scheduled") return refuse("SHOW_NOT_LIVE");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const changed = await deps.stages.change(showId, accept(viewer.id));
  if (!changed.ok) return changed;
  // A ban withdraws the invitation; one that came in between the look above and the write may have been before it.
  if (await deps.isBanned(show.shopId, viewer.id)) {
    await takeOffStage(deps, showId, viewer.id);
    return refuse("BANNED");
  }
  return ok(await tellStage(deps, showId, changed.data));
};
