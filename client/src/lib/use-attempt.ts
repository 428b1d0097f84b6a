import { newKey } from "@showdrop/shared";
import { useRef } from "react";

/**
 * An idempotency key that stays the same while the same thing is tried again, so that a lost answer leads to no second
 * effect. `keyFor(what)` changes with what is asked; `done()` ends the attempt once it has succeeded.
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
