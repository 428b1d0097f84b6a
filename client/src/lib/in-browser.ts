import { useSyncExternalStore } from "react";

/** False where the server draws a page's first picture. */
export const inBrowser = typeof window !== "undefined";

const never = () => () => undefined;

/**
 * False where the server draws, and for as long as the browser takes over what was drawn there: what only the browser knows, as
 * the reader's time zone, is drawn right after it.
 */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
