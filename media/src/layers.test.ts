import type { types } from "mediasoup-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startNode, type TestNode } from "./testing/node.ts";
import { observeWorkers } from "./testing/observer.ts";
import { createReceiver, granted, join, told } from "./testing/peers.ts";
import { startShow, watch } from "./testing/show.ts";
import { MIDDLE, nextWidth, startMicrophone } from "./testing/webrtc.ts";

const workers = observeWorkers();
let node: TestNode;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.stop());

/** Below what the smallest layer takes, in bits a second. */
const NARROW = 40_000;
const WIDE = 10_000_000;

test("a viewer gets the layer they ask for, and is told which comes", async () => {
  const { showId, camera } = await startShow(node, { layers: 2 });
  const { peer, consumer } = await watch(node, showId);
  await nextWidth(consumer.track, (width) => width === MIDDLE.width);

  const small = told(peer, "consumer:layers", ({ spatialLayer }) => spatialLayer === 0);
  const ask = (spatialLayer: number) =>
    peer.socket.emitWithAck("consumer:layers", { consumerId: consumer.id, spatialLayer });
  granted(await ask(0));
  expect(await small).toEqual({ consumerId: consumer.id, spatialLayer: 0 });
  expect(await nextWidth(consumer.track, (width) => width < MIDDLE.width)).toBe(MIDDLE.width / 2);
  granted(await ask(1));
  await nextWidth(consumer.track, (width) => width === MIDDLE.width);
  camera.stop();
});

test("on a line with no room for a picture the sound goes on; the viewer is told, and gets the picture back", async () => {
  const { showId, sender, camera } = await startShow(node, { layers: 2 });
  const microphone = startMicrophone();
  await sender.produce({ track: microphone.track, stopTracks: false });
  const viewer = await join(node.port, await node.token({ showId }));
  const receiver = createReceiver(viewer);
  const consumers = await receiver.consume();
  const [video, audio] = ["video", "audio"].map((kind) => consumers.find((one) => one.kind === kind));
  if (!video || !audio) throw new Error("picture and sound are sent");
  await nextWidth(video.track, () => true);

  const gone = told(viewer, "consumer:layers", ({ spatialLayer }) => spatialLayer === null);
  const transport = workers.transport(viewer.welcome.receive?.id);
  await transport.setMaxOutgoingBitrate(NARROW);
  expect(await gone).toEqual({ consumerId: video.id, spatialLayer: null });

  const before = await soundPackets(receiver.transport);
  await expect.poll(() => soundPackets(receiver.transport), { timeout: 10_000 }).toBeGreaterThan(before + 50);

  const back = told(viewer, "consumer:layers", ({ spatialLayer }) => spatialLayer !== null);
  await transport.setMaxOutgoingBitrate(WIDE);
  expect((await back).consumerId).toBe(video.id);
  await nextWidth(video.track, () => true);
  microphone.stop();
  camera.stop();
});

/** How many packets of sound have arrived. */
const soundPackets = async (transport: types.Transport): Promise<number> => {
  const stats = [...(await transport.getStats()).values()];
  return stats.find(({ type, kind }) => type === "inbound-rtp" && kind === "audio")?.packetsReceived ?? 0;
};

test("senders are told who watches in which layer, and how well their stream arrives", async () => {
  const { showId, host, camera } = await startShow(node, { layers: 2 });
  await told(
    host,
    "producer:score",
    ({ scores }) => scores.length === 2 && scores.every((score) => score > 5),
  );
  const one = told(host, "audience", ({ layers }) => layers[1] === 1);
  const { peer, consumer } = await watch(node, showId);
  expect(await one).toEqual({ peers: 1, layers: [0, 1], withoutPicture: 0 });

  const hidden = told(host, "audience", ({ withoutPicture }) => withoutPicture === 1);
  granted(await peer.socket.emitWithAck("consumer:pause", { consumerIds: [consumer.id] }));
  expect(await hidden).toEqual({ peers: 1, layers: [], withoutPicture: 1 });

  const nobody = told(host, "audience", ({ peers }) => peers === 0);
  await peer.leave();
  expect(await nobody).toEqual({ peers: 0, layers: [], withoutPicture: 0 });

  const guest = await join(node.port, await node.token({ showId, role: "guest" }));
  expect(await told(guest, "audience")).toEqual({ peers: 0, layers: [], withoutPicture: 0 });
  camera.stop();
});
