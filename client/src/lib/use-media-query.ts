import { useCallback, useSyncExternalStore } from "react";

/** Whether a CSS media query holds, such as `(min-width: 64rem)`; it does not where the server draws. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Room for columns beside the video; the same width as Tailwind's `lg`. */
export const useIsWide = (): boolean => useMediaQuery("(min-width: 64rem)");
