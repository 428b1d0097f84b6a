import { createWatching, type Watching } from "./watching.ts";

let early: { showId: string; watching: Watching } | null = null;

/** Begins to receive a show before there is a page to show it on. */
export const beginWatching = (showId: string): void => {
  early?.watching.stop();
  early = { showId, watching: createWatching(showId) };
};

/** The reception that was begun for this show, once, unless it has ended already; else a new one. */
export const takeWatching = (showId: string): Watching => {
  const begun = early;
  early = null;
  if (begun?.showId === showId && begun.watching.now().watch.link.phase !== "closed") return begun.watching;
  begun?.watching.stop();
  return createWatching(showId);
};
