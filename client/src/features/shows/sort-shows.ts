import type { Show } from "@showdrop/shared";

const byStart = (a: Show, b: Show): number => Date.parse(a.startsAt) - Date.parse(b.startsAt);
const byEnd = (a: Show, b: Show): number =>
  Date.parse(b.endedAt ?? b.startsAt) - Date.parse(a.endedAt ?? a.startsAt);

/** Shows in the order in which they matter: what is on, most watched first; what comes next; what was, newest first. Cancelled ones are left out. */
export const sortShows = (shows: readonly Show[]) => ({
  on: shows
    .filter(({ status }) => status === "live" || status === "paused")
    .toSorted((a, b) => b.viewers - a.viewers),
  coming: shows.filter(({ status }) => status === "scheduled").toSorted(byStart),
  past: shows.filter(({ status }) => status === "ended").toSorted(byEnd),
});
