import {
  MEDIA_EVENTS_CHANNEL,
  MEDIA_NODE_TTL_SECONDS,
  MEDIA_NODES_KEY,
  type MediaEvent,
  type MediaNode,
  mediaNodeKey,
} from "@showdrop/shared";
import type { Redis } from "../kit/redis.ts";

/** Speaks in Redis as media nodes do. */
export const mediaNodes = (redis: () => Redis) => {
  const forget = (nodeId: string) => redis().del(mediaNodeKey(nodeId));
  return {
    async register(nodeId: string, more: Partial<MediaNode> = {}): Promise<void> {
      const node: MediaNode = {
        nodeId,
        url: `http://${nodeId}.example:8081`,
        pipeUrl: `http://${nodeId}.example:8081`,
        rtpCapabilities: {},
        workers: 1,
        capacity: 200,
        peers: 0,
        carrying: [],
        hosting: [],
        draining: false,
        ...more,
      };
      await redis().sAdd(MEDIA_NODES_KEY, nodeId);
      await redis().set(mediaNodeKey(nodeId), JSON.stringify(node), {
        expiration: { type: "EX", value: 6 * MEDIA_NODE_TTL_SECONDS },
      });
    },
    forget,
    async forgetAll(): Promise<void> {
      for (const id of await redis().sMembers(MEDIA_NODES_KEY)) await forget(id);
    },
    says: (type: MediaEvent["type"], showId: string) =>
      redis().publish(
        MEDIA_EVENTS_CHANNEL,
        JSON.stringify({ type, showId, nodeId: "n", at: new Date().toISOString() } satisfies MediaEvent),
      ),
  };
};
