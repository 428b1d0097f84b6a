import { type ArrangeStage, ok, type Result, refuse, type ShopRole, type Stage } from "@showdrop/shared";
import { can } from "../shops/can.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { StageMove, StageStore } from "./stage.store.ts";
import { arrange, stepBack } from "./stage-moves.ts";
import { type TellStageDeps, tellStage } from "./tell-stage.ts";

export interface ArrangeStageDeps extends TellStageDeps {
  shows: ShowStore;
  stages: StageStore;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
}

/** Who is featured may step back, as when they stop sharing their screen; everything else is for the hosts. */
const isSteppingBack = ({ layout, featured }: ArrangeStage): boolean =>
  layout === undefined && featured === null;

/** Chooses how the show is seen: by everybody now, and by whoever comes later. */
export const arrangeStage = async (
  deps: ArrangeStageDeps,
  viewer: { id: string },
  showId: string,
  wanted: ArrangeStage,
): Promise<Result<Stage>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok && !isSteppingBack(wanted)) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const { featured } = wanted;
  const featuredHosts = featured ? can(await deps.roleOf(show.shopId, featured.userId), "show:host") : false;
  const move: StageMove = role.ok ? arrange(wanted, () => featuredHosts) : stepBack(viewer.id);
  const changed = await deps.stages.change(showId, move);
  return changed.ok ? ok(await tellStage(deps, showId, changed.data)) : changed;
};
