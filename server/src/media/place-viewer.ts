import type { MediaNode } from "@showdrop/shared";
import { type OriginDeps, originOf } from "./origin-of.ts";
import { chooseForViewer } from "./placement.ts";

/** The node for one more viewer of a show, and counts them there. @returns null when there is none */
export const placeViewer = async (deps: OriginDeps, showId: string): Promise<MediaNode | null> => {
  const origin = await originOf(deps, showId);
  if (!origin) return null;
  const chosen = chooseForViewer(await deps.registry.living(), showId, origin.nodeId);
  if (chosen) deps.registry.noteSent(chosen.nodeId);
  return chosen;
};
