import { type KeyboardEvent, type RefObject, useState } from "react";
import { type Choice, type Completion, complete, completionAt, type Vocabulary } from "./completion.ts";

export interface Completing {
  completion: Completion | null;
  /** The choice that Enter takes, by its place. */
  active: number;
  choose: (choice: Choice) => void;
  /** Handles the keys that belong to the list. @returns whether it was one. */
  onKey: (event: KeyboardEvent) => boolean;
  /** The caret moved, or the text changed. */
  look: () => void;
  close: () => void;
}

/** Completes names, emotes and saved texts in an input. */
export const useCompletion = (
  input: RefObject<HTMLInputElement | null>,
  text: string,
  write: (text: string) => void,
  words: Vocabulary,
): Completing => {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const completion = caret === null ? null : completionAt(text, caret, words);

  const close = () => setCaret(null);
  const look = () => {
    const at = input.current;
    setCaret(at && at.selectionStart === at.selectionEnd ? at.selectionStart : null);
    setActive(0);
  };
  const choose = (choice: Choice) => {
    if (!completion) return;
    const done = complete(text, completion, choice);
    write(done.text);
    close();
    // After React has put the text in, the caret stands behind what was chosen.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(done.caret, done.caret);
    });
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (!completion) return false;
    const { length } = completion.choices;
    const chosen = completion.choices[Math.min(active, length - 1)];
    switch (event.key) {
      case "ArrowDown":
        setActive((active + 1) % length);
        break;
      case "ArrowUp":
        setActive((active + length - 1) % length);
        break;
      case "Enter":
      case "Tab":
        if (chosen) choose(chosen);
        break;
      case "Escape":
        close();
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { completion, active, choose, onKey, look, close };
};
