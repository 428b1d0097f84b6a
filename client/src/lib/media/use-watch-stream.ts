import type { Refusal } from "@showdrop/shared";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { takeWatching } from "./early.ts";
import type { Feed } from "./feeds.ts";
import { keepQuality, keptQuality } from "./kept-quality.ts";
import type { Quality } from "./quality.ts";
import { refusalOf, viewOf, type WatchView } from "./watch-state.ts";
import { nothingWatched, type Watching } from "./watching.ts";

export interface WatchStream {
  /** Every picture of the show, the host's first. Through a lost connection they stay, silent. */
  feeds: Feed[];
  state: WatchView;
  refusal: Refusal | null;
  /** This device's choice, and how to change it for good. */
  quality: Quality;
  setQuality: (quality: Quality) => void;
}

/** Milliseconds, and up to as much again, until a show that was not live when it was asked for is asked for anew. */
const AGAIN_MS = 700;

const nobody = () => () => {};
const nothing = () => nothingWatched;

/** Receives a show's pictures and sound while `enabled`, through reconnections, until the show ends for this viewer. */
export const useWatchStream = (showId: string, enabled: boolean): WatchStream => {
  const [watching, setWatching] = useState<Watching | null>(null);
  const [quality, chooseQuality] = useState(keptQuality);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is another attempt.
  useEffect(() => {
    if (!enabled) return;
    const taken = takeWatching(showId);
    setWatching(taken);
    return () => {
      taken.stop();
      setWatching(null);
    };
  }, [showId, enabled, turn]);
  const { watch, feeds } = useSyncExternalStore(
    watching?.subscribe ?? nobody,
    watching?.now ?? nothing,
    nothing,
  );

  // The page was opened in the moment before the show began: its picture was refused, and then the show was live.
  const tooEarly = enabled && refusalOf(watch)?.code === "SHOW_NOT_LIVE";
  useEffect(() => {
    if (!tooEarly) return;
    const timer = setTimeout(() => setTurn((before) => before + 1), AGAIN_MS * (1 + Math.random()));
    return () => clearTimeout(timer);
  }, [tooEarly]);

  const setQuality = useCallback(
    (next: Quality) => {
      keepQuality(next);
      chooseQuality(next);
      watching?.setQuality(next);
    },
    [watching],
  );
  return { feeds, state: viewOf(watch), refusal: refusalOf(watch), quality, setQuality };
};
