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

/** Fields, and whatever else takes letters or answers keys in its own way. */
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const PRESSED = "button, a, [role=menuitem], [role=option], [role=tab], summary";

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** What a key press asks for; null for one that belongs to a field, a button, a dialog or the browser. */
export const actOf = (press: KeyPress): HotKeyAct | null => {
  const { key, target } = press;
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing || press.defaultPrevented)
    return null;
  if (target instanceof Element) {
    if (target.closest(TYPING)) return null;
    // A dialog has the keyboard to itself. What is said in passing calls itself one too, and takes no letters.
    if (target.closest("[role=dialog]:not([aria-modal=false]), [role=menu], [role=listbox]")) return null;
    if (key === " " && target.closest(PRESSED)) return null;
  }
  const known = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(hotKeys, known) ? hotKeys[known as HotKey] : null;
};
