import { MEDIA_NODES_KEY, MediaNode, mediaNodeKey, mediaOriginKey } from "@showdrop/shared";
import { loadScript } from "../kit/lua.ts";
import type { Redis } from "../kit/redis.ts";

/** Milliseconds that a reading of the registry is good for: nodes renew themselves every three seconds. */
const FRESH_MS = 1_000;
/** Longer than any show lasts; each admission renews it. */
const BINDING_SECONDS = 24 * 3600;

const bind = loadScript(new URL("./bind.lua", import.meta.url));

const parseNode = (text: string): MediaNode | null => {
  try {
    return MediaNode.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

export type MediaRegistry = ReturnType<typeof createMediaRegistry>;

/** The media nodes that live now, and which of them carries which show. */
export const createMediaRegistry = (redis: Redis) => {
  let known: MediaNode[] = [];
  let readAt = Number.NEGATIVE_INFINITY;

  const living = async (): Promise<MediaNode[]> => {
    if (performance.now() - readAt < FRESH_MS) return known;
    const ids = await redis.sMembers(MEDIA_NODES_KEY);
    const entries = ids.length > 0 ? await redis.mGet(ids.map(mediaNodeKey)) : [];
    const dead = ids.filter((_, i) => entries[i] === null);
    if (dead.length > 0) await redis.sRem(MEDIA_NODES_KEY, dead);
    known = entries.flatMap((entry) => (entry && parseNode(entry)) || []);
    readAt = performance.now();
    return known;
  };

  return {
    living,

    /** Where the nodes listen, as last read. */
    urls: (): URL[] => known.map(({ url }) => new URL(url)),

    /**
     * The node that carries a show: the one its host sends through, else the one it was bound to before, else the
     * least loaded. @returns null when there is none.
     */
    async nodeOf(showId: string): Promise<MediaNode | null> {
      const nodes = await living();
      const bound = await redis.get(mediaOriginKey(showId));
      const chosen =
        nodes.find(({ hosting }) => hosting.includes(showId)) ??
        nodes.find(({ nodeId }) => nodeId === bound) ??
        nodes.toSorted((a, b) => a.peers - b.peers || a.carrying.length - b.carrying.length)[0];
      if (!chosen) return null;
      const winner = await bind.run(
        redis,
        [mediaOriginKey(showId)],
        [bound ?? "", chosen.nodeId, BINDING_SECONDS],
      );
      return nodes.find(({ nodeId }) => nodeId === winner) ?? null;
    },

    async unbind(showId: string): Promise<void> {
      await redis.del(mediaOriginKey(showId));
    },
  };
};
