import { type KeyPress, pageKey } from "../../lib/page-key.ts";

/** What a key does in the studio. */
export const studioKeys = {
  j: "down",
  k: "up",
  ArrowDown: "down",
  ArrowUp: "up",
  n: "next",
  Enter: "next",
  p: "pin",
  o: "open",
  r: "restock",
  b: "away",
  "?": "help",
} as const;
type StudioKey = keyof typeof studioKeys;
export type StudioAct = (typeof studioKeys)[StudioKey];

/** What a key press asks for; null for one that is not meant for the page. */
export const studioActOf = (press: KeyPress): StudioAct | null => {
  const key = pageKey(press);
  return key !== null && Object.hasOwn(studioKeys, key) ? studioKeys[key as StudioKey] : null;
};
