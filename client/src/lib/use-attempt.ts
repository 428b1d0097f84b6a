import { newKey, type Refusal, type RefusalCode } from "@showdrop/shared";
import { useRef } from "react";

/** After these nobody knows whether it happened: the server, or a part that it needs, may have done it and not said so. */
const undecided: readonly RefusalCode[] = ["UNAVAILABLE", "SALES_PAUSED", "INTERNAL"];

/** Whether a call that was refused so may have had its effect all the same, so that a retry must carry the same key. */
export const mayHaveHappened = (refusal: Refusal): boolean => undecided.includes(refusal.code);

/**
 * An idempotency key that stays the same while the same thing is tried again, so that a lost answer leads to no second
 * effect. `keyFor(what)` changes with what is asked; `done()` ends the attempt once it has been decided.
 */
export const useAttempt = () => {
  const attempt = useRef<{ what: string; key: string } | null>(null);
  return {
    keyFor: (what: unknown): string => {
      const asked = JSON.stringify(what);
      if (attempt.current?.what !== asked) attempt.current = { what: asked, key: newKey() };
      return attempt.current.key;
    },
    done: (): void => {
      attempt.current = null;
    },
  };
};
