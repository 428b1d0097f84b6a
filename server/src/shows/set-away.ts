import { ok, type Result, refuse, type Show } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface SetAwayDeps {
  shows: ShowStore;
  views: ShowViews;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
}

/**
 * The host is away for a moment, or back: everybody sees a card in the place of the picture, and whoever comes later too.
 * The show and the clocks of its drops go on. Refuses with NOT_FOUND, NOT_ALLOWED or SHOW_NOT_LIVE.
 */
export const setAway = async (
  { shows, views, hub, clock, requireRole }: SetAwayDeps,
  viewer: { id: string },
  showId: string,
  away: boolean,
): Promise<Result<Show>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const changed = await shows.setAway(showId, away ? new Date(clock.now()) : null);
  if (!changed) return refuse("SHOW_NOT_LIVE");
  const view = await views.one(changed);
  await hub.publish(showId, "show:changed", view);
  return ok(view);
};
