import "../zod.ts";
import { mediaRoutes } from "@showdrop/shared";
import { call } from "../call.ts";
import { takeAsked } from "./asked.ts";
import type { Feed } from "./feeds.ts";
import { keptQuality } from "./kept-quality.ts";
import type { Quality } from "./quality.ts";
import { createReceiver } from "./receiver.ts";
import { stayConnected } from "./stay-connected.ts";
import { nextWatch, noWatch, type Watch, type WatchEvent } from "./watch-state.ts";

/** What is known at one moment; another object whenever something changed. */
export interface Watched {
  watch: Watch;
  feeds: Feed[];
}

/** One viewer's reception of a show, from its making until it is stopped. Knows nothing of React. */
export interface Watching {
  now: () => Watched;
  /** @returns ends the telling */
  subscribe: (changed: () => void) => () => void;
  setQuality: (quality: Quality) => void;
  stop: () => void;
}

export const nothingWatched: Watched = { watch: noWatch, feeds: [] };

/** How a show is received where the person does not say otherwise. */
export interface Reception {
  quality: Quality;
  sound: boolean;
}

export const createWatching = (
  showId: string,
  { quality, sound }: Reception = { quality: keptQuality(), sound: true },
): Watching => {
  const life = new AbortController();
  const listeners = new Set<() => void>();
  let watched = nothingWatched;

  const change = (next: Watched) => {
    if (life.signal.aborted) return;
    watched = next;
    for (const changed of listeners) changed();
  };
  const tell = (event: WatchEvent) => change({ ...watched, watch: nextWatch(watched.watch, event) });

  const receiver = createReceiver({
    ...{ quality, sound },
    changed: (feeds) => {
      const flowing = feeds.some(({ picture, sound }) => picture || sound);
      change({ feeds, watch: nextWatch(watched.watch, { type: "flow", flowing }) });
    },
  });
  void stayConnected({
    admit: (signal) =>
      call(
        mediaRoutes.admitToShow,
        { params: { showId }, body: { as: "viewer" } },
        { signal, response: takeAsked(showId) },
      ),
    opened: async (connection) => {
      tell({ type: "host", present: connection.welcome.hostPresent });
      connection.socket.on("host", ({ present }) => tell({ type: "host", present }));
      await receiver.attach(connection);
    },
    tell,
    signal: life.signal,
  });

  return {
    now: () => watched,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
    setQuality: receiver.setQuality,
    stop: () => life.abort(),
  };
};
