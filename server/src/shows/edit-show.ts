import { type EditShow, ok, type Result, refuse, type Show, type ShowStatus } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type FindImages, findPoster } from "./find-poster.ts";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface EditShowDeps {
  shows: ShowStore;
  views: ShowViews;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  findImages: FindImages;
}

const untilEnded: readonly ShowStatus[] = ["scheduled", "live", "paused"];

/** Changes a show's texts and poster until it has ended, and its start until it has begun. */
export const editShow = async (
  { shows, views, hub, clock, requireRole, findImages }: EditShowDeps,
  viewer: { id: string },
  showId: string,
  { title, description, category, posterImageId, startsAt, record }: EditShow,
): Promise<Result<Show>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  if (startsAt !== undefined) {
    if (show.status !== "scheduled")
      return refuse("INVALID_INPUT", { path: "startsAt", message: "The show has already begun." });
    if (Date.parse(startsAt) <= clock.now()) return refuse("SHOW_STARTS_IN_PAST", { path: "startsAt" });
  }
  const poster =
    posterImageId === undefined ? null : await findPoster(findImages, show.shopId, posterImageId);
  if (poster && !poster.ok) return poster;

  const edited = await shows.edit(
    showId,
    {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(category === undefined ? {} : { category }),
      ...(record === undefined ? {} : { record }),
      ...(poster ? { posterUrl: poster.data } : {}),
      ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt) }),
    },
    startsAt === undefined ? untilEnded : ["scheduled"],
  );
  if (!edited) return refuse("SHOW_ENDED");
  const view = await views.one(edited);
  await hub.publish(showId, "show:changed", view);
  return ok(view);
};
