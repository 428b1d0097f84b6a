import { useCallback, useSyncExternalStore } from "react";

/** Whether what gave this track was unplugged or taken away. */
export const useGone = (track: MediaStreamTrack | undefined): boolean => {
  const subscribe = useCallback(
    (changed: () => void) => {
      track?.addEventListener("ended", changed);
      return () => track?.removeEventListener("ended", changed);
    },
    [track],
  );
  return useSyncExternalStore(subscribe, () => track?.readyState === "ended");
};
