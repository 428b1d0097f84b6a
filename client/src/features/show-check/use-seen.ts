import { useSyncExternalStore } from "react";

const subscribe = (changed: () => void) => {
  document.addEventListener("visibilitychange", changed);
  return () => document.removeEventListener("visibilitychange", changed);
};

/** Whether the page is in front of somebody: behind other windows nothing is looked at or listened to. */
export const useSeen = (): boolean =>
  useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
