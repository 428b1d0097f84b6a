import { ok, type Result, refuse, type Show } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface StartShowDeps {
  shows: ShowStore;
  views: ShowViews;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
}

/** Goes live. A show that is on the air already is answered as it is: the host pressed twice. */
export const startShow = async (
  { shows, views, hub, clock, requireRole }: StartShowDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Show>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const started = await shows.move(showId, ["scheduled"], "live", new Date(clock.now()));
  if (started === "taken") return refuse("SHOW_ALREADY_LIVE");
  if (!started) {
    const now = await shows.find(showId);
    return now?.status === "live" || now?.status === "paused"
      ? ok(await views.one(now))
      : refuse("SHOW_NOT_STARTABLE");
  }
  const view = await views.one(started);
  await hub.publish(showId, "show:changed", view);
  return ok(view);
};
