import { ok, type Result, refuse, type Show } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { MediaBus } from "../media/media-bus.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface EndShowDeps {
  shows: ShowStore;
  views: ShowViews;
  hub: Hub;
  mediaBus: MediaBus;
  clock: Clock;
  requireRole: RequireRole;
  closeDropsOfShow(showId: string): Promise<void>;
  /** Nobody is on the show's stage any more. */
  clearStage(showId: string): Promise<void>;
}

/** Ends a show on the air: everybody is told, the media nodes let go of it, its drops close. */
export const endShow = async (
  { shows, views, hub, mediaBus, clock, requireRole, closeDropsOfShow, clearStage }: EndShowDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Show>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const ended = await shows.move(showId, ["live", "paused"], "ended", new Date(clock.now()));
  if (!ended || ended === "taken") {
    // Whoever ends it again may do so because the first attempt was cut off at the drops.
    if (show.status === "ended") await closeDropsOfShow(showId);
    return refuse("SHOW_NOT_LIVE");
  }
  const view = await views.one(ended);
  await mediaBus.tell({ type: "show:ended", showId });
  await hub.publish(showId, "show:changed", view);
  await clearStage(showId);
  await closeDropsOfShow(showId);
  return ok(view);
};
