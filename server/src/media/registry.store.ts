import { MEDIA_NODES_KEY, MediaNode, mediaNodeKey, mediaOriginKey } from "@showdrop/shared";
import { z } from "zod";
import { loadScript } from "../kit/lua.ts";
import type { Redis } from "../kit/redis.ts";

/** Milliseconds that a reading of the registry is good for: nodes renew themselves every second. */
const FRESH_MS = 1_000;
/** Milliseconds after which a viewer who was sent to a node shows in its entry: joining, its heartbeat, our reading. */
const COUNTED_AFTER_MS = 3_000;
/** Longer than any show lasts; each admission renews it. */
const BINDING_SECONDS = 24 * 3600;
/** Milliseconds that pages may still reach a node that is gone: it may come back under viewers who stayed. */
const REMEMBERED_MS = 24 * 3600 * 1000;

const bind = loadScript(new URL("./bind.lua", import.meta.url));
const Bound = z.tuple([z.string(), z.union([z.literal(0), z.literal(1)])]);

const parseNode = (text: string): MediaNode | null => {
  try {
    return MediaNode.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

export type MediaRegistry = ReturnType<typeof createMediaRegistry>;

/** The media nodes that live now, and which of them is the origin of which show. */
export const createMediaRegistry = (redis: Redis) => {
  let known: MediaNode[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let sent: { nodeId: string; at: number }[] = [];
  const seenAt = new Map<string, number>();

  const read = async (): Promise<MediaNode[]> => {
    const ids = await redis.sMembers(MEDIA_NODES_KEY);
    const entries = ids.length > 0 ? await redis.mGet(ids.map(mediaNodeKey)) : [];
    const dead = ids.filter((_, i) => entries[i] === null);
    if (dead.length > 0) await redis.sRem(MEDIA_NODES_KEY, dead);
    known = entries.flatMap((entry) => (entry && parseNode(entry)) || []);
    readAt = performance.now();
    for (const { url } of known) seenAt.set(new URL(url).origin, readAt);
    for (const [origin, at] of seenAt) if (readAt - at > REMEMBERED_MS) seenAt.delete(origin);
    return known;
  };

  /** With those who were just sent there and are still on their way. */
  const withSent = (nodes: readonly MediaNode[]): MediaNode[] => {
    const since = performance.now() - COUNTED_AFTER_MS;
    sent = sent.filter(({ at }) => at > since);
    return nodes.map((node) => ({
      ...node,
      peers: node.peers + sent.filter(({ nodeId }) => nodeId === node.nodeId).length,
    }));
  };

  return {
    /** The nodes as they were a moment ago: what most decisions can do with. */
    living: async (): Promise<MediaNode[]> =>
      withSent(performance.now() - readAt < FRESH_MS ? known : await read()),

    /** The nodes as they are now. */
    read: async (): Promise<MediaNode[]> => withSent(await read()),

    /** A viewer was sent to this node. */
    noteSent(nodeId: string): void {
      sent.push({ nodeId, at: performance.now() });
    },

    /** Where nodes listen, those of the last day included. */
    urls: (): URL[] => [...seenAt.keys()].map((origin) => new URL(origin)),

    /** The ids of the shows' origins, each null where there is none yet. */
    async origins(showIds: readonly string[]): Promise<(string | null)[]> {
      return showIds.length > 0 ? await redis.mGet(showIds.map(mediaOriginKey)) : [];
    },

    /**
     * Makes a node the origin of a show, unless another server was faster since this one saw `bound`.
     * @returns the origin now, and whether it changed here
     */
    async bind(
      showId: string,
      bound: string | null,
      nodeId: string,
    ): Promise<{ nodeId: string; changed: boolean }> {
      const answer = await bind.run(redis, [mediaOriginKey(showId)], [bound ?? "", nodeId, BINDING_SECONDS]);
      const [origin, changed] = Bound.parse(answer);
      return { nodeId: origin, changed: changed === 1 };
    },
  };
};
