import { type Refusal, routes } from "@showdrop/shared";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { call } from "../api.ts";
import { stayConnected } from "./connection.ts";
import type { Feed } from "./feeds.ts";
import { keepQuality, keptQuality } from "./kept-quality.ts";
import type { Quality } from "./quality.ts";
import { createReceiver, type Receiver } from "./receiver.ts";
import { nextWatch, noWatch, refusalOf, viewOf, type WatchView } from "./watch-state.ts";

export interface WatchStream {
  /** Every picture of the show, the host's first. Through a lost connection they stay, silent. */
  feeds: Feed[];
  state: WatchView;
  refusal: Refusal | null;
  /** This device's choice, and how to change it for good. */
  quality: Quality;
  setQuality: (quality: Quality) => void;
}

/** Receives a show's pictures and sound while `enabled`, through reconnections, until the show ends for this viewer. */
export const useWatchStream = (showId: string, enabled: boolean): WatchStream => {
  const [watch, tell] = useReducer(nextWatch, noWatch);
  const [feeds, setFeeds] = useState<Feed[]>([]);
  const [quality, chooseQuality] = useState(keptQuality);
  const receiver = useRef<Receiver>(null);

  useEffect(() => {
    if (!enabled) return;
    const life = new AbortController();
    const receiving = createReceiver({
      quality: keptQuality(),
      changed: (all) => {
        if (life.signal.aborted) return;
        setFeeds(all);
        tell({ type: "flow", flowing: all.some(({ picture, sound }) => picture || sound) });
      },
    });
    receiver.current = receiving;
    void stayConnected({
      admit: (signal) => call(routes.admitToShow, { params: { showId }, body: { as: "viewer" } }, signal),
      opened: async (connection) => {
        tell({ type: "host", present: connection.welcome.hostPresent });
        connection.socket.on("host", ({ present }) => tell({ type: "host", present }));
        await receiving.attach(connection);
      },
      tell,
      signal: life.signal,
    });
    return () => {
      life.abort();
      setFeeds([]);
    };
  }, [showId, enabled]);

  const setQuality = useCallback((next: Quality) => {
    keepQuality(next);
    chooseQuality(next);
    receiver.current?.setQuality(next);
  }, []);

  return { feeds, state: viewOf(watch), refusal: refusalOf(watch), quality, setQuality };
};
