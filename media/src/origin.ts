import { MediaNode, mediaNodeKey, mediaOriginKey } from "@showdrop/shared";
import type { Redis } from "./redis.ts";

/** Where a show's host sends to; `pipeUrl` is null while that node is not in the registry. */
export interface Origin {
  nodeId: string;
  pipeUrl: string | null;
}

/** Reads which node the servers made the origin of a show; null for a show that was bound nowhere. */
export const originFinder =
  (redis: Redis) =>
  async (showId: string): Promise<Origin | null> => {
    const nodeId = await redis.get(mediaOriginKey(showId));
    if (nodeId === null) return null;
    const entry = await redis.get(mediaNodeKey(nodeId));
    return { nodeId, pipeUrl: entry === null ? null : MediaNode.parse(JSON.parse(entry)).pipeUrl };
  };
export type FindOrigin = ReturnType<typeof originFinder>;
