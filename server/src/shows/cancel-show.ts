import { ok, type Result, refuse, type Show } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface CancelShowDeps {
  shows: ShowStore;
  views: ShowViews;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  closeDropsOfShow(showId: string): Promise<void>;
}

/** Calls a scheduled show off; the units put into its drops go back to stock. */
export const cancelShow = async (
  { shows, views, hub, clock, requireRole, closeDropsOfShow }: CancelShowDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Show>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const cancelled = await shows.move(showId, ["scheduled"], "cancelled", new Date(clock.now()));
  if (!cancelled || cancelled === "taken") {
    if (show.status === "cancelled") await closeDropsOfShow(showId);
    return refuse("SHOW_NOT_STARTABLE");
  }
  const view = await views.one(cancelled);
  await hub.publish(showId, "show:changed", view);
  await closeDropsOfShow(showId);
  return ok(view);
};
