import type { TestNode } from "./node.ts";
import { newId } from "./node.ts";
import { createReceiver, createSender, join, type TestPeer } from "./peers.ts";
import { nextPicture, startCamera, startRestlessCamera, TWO_LAYERS } from "./webrtc.ts";

const GREY = { y: 120, u: 128, v: 128 };

/** A show whose host sends a picture: a small one in one layer, or a larger and restless one in two. */
export const startShow = async (node: TestNode, { hostId = newId(), layers = 1 }: ShowOptions = {}) => {
  const showId = newId();
  const host = await join(node.port, await node.token({ showId, userId: hostId, role: "host" }));
  const camera = layers === 2 ? startRestlessCamera() : startCamera(GREY, GREY);
  const sender = createSender(host);
  const producer = await sender.produce({
    ...{ track: camera.track, stopTracks: false },
    ...(layers === 2 ? { encodings: TWO_LAYERS } : {}),
  });
  return { showId, host, sender, producer, camera };
};

export interface ShowOptions {
  hostId?: string;
  layers?: 1 | 2;
}

/** Somebody who sees the show's picture. */
export const watch = async (node: TestNode, showId: string, userId = newId()) => {
  const token = await node.token({ showId, userId });
  const peer = await join(node.port, token);
  const [consumer] = await createReceiver(peer).consume();
  if (!consumer) throw new Error("nothing was offered");
  await nextPicture(consumer.track);
  return { peer, consumer, token };
};

export const leaveAll = async (peers: readonly TestPeer[]): Promise<void> => {
  await Promise.all(peers.map((peer) => peer.leave()));
};
