import { type Drop, type Hold, holdRoutes, type Refusal } from "@showdrop/shared";
import { useRef, useState } from "react";
import { call } from "../../lib/api.ts";
import { mayHaveHappened, useAttempt } from "../../lib/use-attempt.ts";

/** Attempts at one press before a person is asked to press again; the same key makes a repeat harmless. */
const ATTEMPTS = 3;
const PAUSE_MS = 700;

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

export interface Buy {
  /** Holds units of a drop; null when it was refused (then `refusal` says why) or is already under way. */
  place: (drop: Drop, variantId: string, quantity: number) => Promise<Hold | null>;
  /** The drop whose hold is being placed. */
  busy: string | null;
  refusal: { dropId: string; refusal: Refusal } | null;
}

/**
 * Buy: one press is one idempotency key. When no answer came, the next press for the same units repeats the same request,
 * so that a lost answer never holds twice.
 */
export function useBuy(adopt: (hold: Hold) => void): Buy {
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Buy["refusal"]>(null);
  const placing = useRef(false);
  const attempt = useAttempt();

  const place = async (drop: Drop, variantId: string, quantity: number): Promise<Hold | null> => {
    if (placing.current) return null;
    placing.current = true;
    setBusy(drop.id);
    setRefusal(null);
    const key = attempt.keyFor({ dropId: drop.id, variantId, quantity });
    const ask = () =>
      call(holdRoutes.placeHold, {
        params: { dropId: drop.id },
        body: { variantId, quantity },
        idempotencyKey: key,
      });
    let answer = await ask();
    for (let i = 1; i < ATTEMPTS && !answer.ok && answer.error.code === "UNAVAILABLE"; i++) {
      await pause(PAUSE_MS * i);
      answer = await ask();
    }
    if (answer.ok || !mayHaveHappened(answer.error)) attempt.done();
    placing.current = false;
    setBusy(null);
    if (answer.ok) {
      adopt(answer.data);
      return answer.data;
    }
    setRefusal({ dropId: drop.id, refusal: answer.error });
    return null;
  };

  return { place, busy, refusal };
}
