import { useEffect, useEffectEvent } from "react";
import { pageKey } from "../../lib/page-key.ts";

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
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const key = pageKey(event);
    const act = key !== null && Object.hasOwn(keys, key) ? acts[keys[key as keyof typeof keys]] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
};
