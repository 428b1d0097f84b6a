import { pageKey } from "../../lib/page-key.ts";
import { usePageKeys } from "../../lib/use-page-keys.ts";

/** What a key does while a show or its replay is watched. */
const keys = {
  " ": "play",
  k: "play",
  m: "mute",
  f: "fullScreen",
  t: "theatre",
  i: "pictureInPicture",
  c: "captions",
  "/": "chat",
  Enter: "chat",
  "?": "help",
} as const;

export type WatchAct = (typeof keys)[keyof typeof keys];
export type WatchActs = Partial<Record<WatchAct, () => void>>;

/** Listens to the page's keys; one whose act is not there does what it always does. */
export const useWatchKeys = (acts: WatchActs): void => {
  usePageKeys((event) => {
    const key = pageKey(event);
    const act = key !== null && Object.hasOwn(keys, key) ? acts[keys[key as keyof typeof keys]] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
};
