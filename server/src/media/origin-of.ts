import type { MediaNode } from "@showdrop/shared";
import type { MediaBus } from "./media-bus.ts";
import { chooseOrigin } from "./placement.ts";
import type { MediaRegistry } from "./registry.store.ts";

export interface OriginDeps {
  registry: MediaRegistry;
  mediaBus: MediaBus;
}

/**
 * The node that a show's hosts send to and its edges take it from. It stays, unless it is gone or about to stop: then
 * another is bound, by one server for all, and the nodes that carry the show are told to turn to it.
 * @returns null when there is none
 */
export const originOf = async (
  { registry, mediaBus }: OriginDeps,
  showId: string,
): Promise<MediaNode | null> => {
  const [bound = null] = await registry.origins([showId]);
  const lately = await registry.living();
  const kept = chooseOrigin(lately, showId, bound);
  // Only what is true this moment moves a show: servers that read at different times would pull it to and fro.
  const nodes = kept?.nodeId === bound ? lately : await registry.read();
  const chosen = kept?.nodeId === bound ? kept : chooseOrigin(nodes, showId, bound);
  if (!chosen) return null;
  const { nodeId, changed } = await registry.bind(showId, bound, chosen.nodeId);
  if (changed && nodes.some(({ carrying }) => carrying.includes(showId)))
    await mediaBus.tell({ type: "show:moved", showId });
  return nodes.find((node) => node.nodeId === nodeId) ?? null;
};
