/** Fields, and whatever else takes letters or answers keys in its own way. */
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const PRESSED = "button, a, [role=menuitem], [role=option], [role=tab], summary, video[controls]";

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** The key of a press that is meant for the page, letters in lower case; null for one that belongs to a field, a button, a dialog or the browser. */
export const pageKey = (press: KeyPress): string | null => {
  const { key, target } = press;
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing || press.defaultPrevented)
    return null;
  if (target instanceof Element) {
    if (target.closest(TYPING)) return null;
    // A dialog has the keyboard to itself. What is said in passing calls itself one too, and takes no letters.
    if (target.closest("[role=dialog]:not([aria-modal=false]), [role=menu], [role=listbox]")) return null;
    if ((key === " " || key === "Enter") && target.closest(PRESSED)) return null;
  }
  return key.length === 1 ? key.toLowerCase() : key;
};
