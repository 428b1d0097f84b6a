import { useSyncExternalStore } from "react";

/** The one show that is previewed now: a second picture would cost a second line to the media node. */
let current: string | null = null;
const listeners = new Set<() => void>();

const change = (next: string | null): void => {
  if (next === current) return;
  current = next;
  for (const changed of listeners) changed();
};

export const beginPreview = (showId: string): void => change(showId);

/** Ends this show's preview; that of another goes on. */
export const endPreview = (showId: string): void => {
  if (current === showId) change(null);
};

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
};

export const useIsPreviewed = (showId: string): boolean =>
  useSyncExternalStore(
    subscribe,
    () => current === showId,
    () => false,
  );
