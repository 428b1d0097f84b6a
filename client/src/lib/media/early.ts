import { createWatching, type Watching } from "./watching.ts";

let early: { showId: string; watching: Watching } | null = null;

/**
 * Begins to receive a show before there is a page to show it on.
 * @returns settles when the rest is up to the network: the picture is on its way, or there is none for now
 */
export const beginWatching = (showId: string): Promise<void> => {
  early?.watching.stop();
  const watching = createWatching(showId);
  early = { showId, watching };
  return new Promise((resolve) => {
    const ends = watching.subscribe(() => {
      const { feeds, watch } = watching.now();
      if (feeds.length === 0 && watch.link.phase === "connecting") return;
      ends();
      resolve();
    });
  });
};

/** The reception that was begun for this show, once, unless it has ended already; else a new one. */
export const takeWatching = (showId: string): Watching => {
  const begun = early;
  early = null;
  if (begun?.showId === showId && begun.watching.now().watch.link.phase !== "closed") return begun.watching;
  begun?.watching.stop();
  return createWatching(showId);
};
