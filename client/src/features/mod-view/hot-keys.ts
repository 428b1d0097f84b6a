import { type KeyPress, pageKey } from "../../lib/page-key.ts";

/** What a key does in the mod view. */
export const hotKeys = {
  j: "next",
  k: "previous",
  ArrowDown: "next",
  ArrowUp: "previous",
  d: "delete",
  t: "timeOut",
  b: "ban",
  p: "person",
  a: "approve",
  " ": "freeze",
  Escape: "clear",
  "?": "help",
} as const;
export type HotKey = keyof typeof hotKeys;
export type HotKeyAct = (typeof hotKeys)[HotKey];

/** What a key press asks for; null for one that is not meant for the page. */
export const actOf = (press: KeyPress): HotKeyAct | null => {
  const key = pageKey(press);
  return key !== null && Object.hasOwn(hotKeys, key) ? hotKeys[key as HotKey] : null;
};
