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

/** Takes a show on the air. One that is there already is answered as it is: the host pressed twice. */
export const goLive = async (
  { shows, views, hub, clock }: Omit<StartShowDeps, "requireRole">,
  { id: showId }: { id: string },
): Promise<Result<Show>> => {
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

/** The host presses the button. */
export const startShow = async (
  deps: StartShowDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<Show>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "show:manage");
  return role.ok ? goLive(deps, show) : role;
};
