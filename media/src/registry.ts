import {
  MEDIA_NODE_HEARTBEAT_SECONDS,
  MEDIA_NODE_TTL_SECONDS,
  MEDIA_NODES_KEY,
  MediaNode,
  mediaNodeKey,
} from "@showdrop/shared";
import type { Logger } from "./logger.ts";
import type { Redis } from "./redis.ts";

export interface Registration {
  /** Writes the entry now: something changed that servers decide by. */
  renew: () => Promise<void>;
  /** Takes this node out, so that no server sends anybody here any more. */
  end: () => Promise<void>;
}

/** Keeps this node's entry in the registry alive. An entry that is not renewed expires: the node is gone. */
export const registerNode = async (
  redis: Redis,
  describe: () => MediaNode,
  log: Logger,
): Promise<Registration> => {
  let ended = false;
  let failing = false;

  const renew = async (): Promise<void> => {
    if (ended) return;
    const node = describe();
    try {
      await redis
        .multi()
        .set(mediaNodeKey(node.nodeId), JSON.stringify(node), {
          expiration: { type: "EX", value: MEDIA_NODE_TTL_SECONDS },
        })
        .sAdd(MEDIA_NODES_KEY, node.nodeId)
        .exec();
      if (failing) log.info("this node is in the registry again");
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, "this node could not renew its entry in the registry");
      failing = true;
    }
  };

  await renew();
  const timer = setInterval(renew, MEDIA_NODE_HEARTBEAT_SECONDS * 1000);

  return {
    renew,
    end: async () => {
      ended = true;
      clearInterval(timer);
      const { nodeId } = describe();
      try {
        await redis.multi().del(mediaNodeKey(nodeId)).sRem(MEDIA_NODES_KEY, nodeId).exec();
      } catch (error) {
        log.warn({ err: error }, "this node's entry in the registry was left to expire");
      }
    },
  };
};

/** Whether another node lives that takes peers in. */
export const someoneElseTakesPeers = async (redis: Redis, nodeId: string): Promise<boolean> => {
  const others = (await redis.sMembers(MEDIA_NODES_KEY)).filter((id) => id !== nodeId);
  const entries = others.length > 0 ? await redis.mGet(others.map(mediaNodeKey)) : [];
  return entries.some((entry) => entry !== null && !MediaNode.parse(JSON.parse(entry)).draining);
};
