import { ok, type Result, refuse, type ScheduleShow, type Show } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type FindImages, findPoster } from "./find-poster.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface ScheduleShowDeps {
  shows: ShowStore;
  views: ShowViews;
  clock: Clock;
  requireRole: RequireRole;
  findImages: FindImages;
}

/** Announces a show. */
export const scheduleShow = async (
  { shows, views, clock, requireRole, findImages }: ScheduleShowDeps,
  viewer: { id: string },
  shopId: string,
  { title, description, category, posterImageId, startsAt, record }: ScheduleShow,
): Promise<Result<Show>> => {
  const role = await requireRole(shopId, viewer, "show:manage");
  if (!role.ok) return role;
  const start = new Date(startsAt);
  if (start.getTime() <= clock.now()) return refuse("SHOW_STARTS_IN_PAST", { path: "startsAt" });
  const poster = await findPoster(findImages, shopId, posterImageId);
  if (!poster.ok) return poster;
  const show = await shows.create({
    ...{ shopId, title, description, category, record },
    ...{ posterUrl: poster.data, startsAt: start },
  });
  return ok(await views.one(show));
};
