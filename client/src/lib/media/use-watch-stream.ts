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

const nobody = () => () => {};
const nothing = () => nothingWatched;

/** Receives a show's pictures and sound while `enabled`, through reconnections, until the show ends for this viewer. */
export const useWatchStream = (showId: string, enabled: boolean): WatchStream => {
  const [watching, setWatching] = useState<Watching | null>(null);
  const [quality, chooseQuality] = useState(keptQuality);
  useEffect(() => {
    if (!enabled) return;
    const taken = takeWatching(showId);
    setWatching(taken);
    return () => {
      taken.stop();
      setWatching(null);
    };
  }, [showId, enabled]);
  const { watch, feeds } = useSyncExternalStore(
    watching?.subscribe ?? nobody,
    watching?.now ?? nothing,
    nothing,
  );

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
