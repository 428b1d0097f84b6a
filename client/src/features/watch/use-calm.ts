import type { ShowSnapshot } from "@showdrop/shared";
import { useMemo } from "react";

/**
 * The show without what pours: the same object as before while only messages, hearts and viewers changed, so that what is
 * drawn of the rest is not drawn anew with each message.
 */
export const useCalm = (show: ShowSnapshot): ShowSnapshot => {
  const { show: about, role, pins, drops, holds, waits, early, stage, questions, mine } = show;
  // biome-ignore lint/correctness/useExhaustiveDependencies: that the rest changes is what this leaves out.
  return useMemo(() => show, [about, role, pins, drops, holds, waits, early, stage, questions, mine]);
};
