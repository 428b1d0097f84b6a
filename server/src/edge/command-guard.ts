import type { Refusal } from "@showdrop/shared";

/** Refusals that are answered before a socket that goes on is answered no more. */
const ANSWERED = 10;
/** Commands over the limit after which a socket is cut off: no page sends that many, however broken. */
const CUT_AFTER = 100;

export type Verdict = { kind: "allowed" } | { kind: "refused"; refusal: Refusal } | { kind: "muted" | "cut" };

/**
 * What becomes of one socket's next command: a page that is too fast is told so, one that floods is first not answered
 * any more and then cut off.
 * @param take counts one command; a refusal when there were too many.
 */
export const createCommandGuard = (take: () => Promise<Refusal | null>): (() => Promise<Verdict>) => {
  let tooMany = 0;
  let waiting: { until: number; refusal: Refusal } | null = null;
  const judge = async (): Promise<Verdict> => {
    // Until it has waited as told, a flood costs nobody but its sender anything.
    if (waiting && performance.now() < waiting.until) tooMany += 1;
    else {
      const refusal = await take();
      if (!refusal) {
        tooMany = 0;
        waiting = null;
        return { kind: "allowed" };
      }
      tooMany += 1;
      waiting = { until: performance.now() + (refusal.retryAfter ?? 1) * 1000, refusal };
    }
    if (tooMany > CUT_AFTER) return { kind: "cut" };
    return tooMany > ANSWERED ? { kind: "muted" } : { kind: "refused", refusal: waiting.refusal };
  };
  // One after the other, or a burst would be counted before its first command is.
  let turn: Promise<unknown> = Promise.resolve();
  return () => {
    const verdict = turn.then(judge);
    turn = verdict.catch(() => undefined);
    return verdict;
  };
};
