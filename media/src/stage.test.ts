import { MEDIA_CONTROL_STREAM, type MediaControl } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { createReceiver, createSender, granted, join, told } from "./testing/peers.ts";
import { startShow, watch } from "./testing/show.ts";
import { startCamera, startMicrophone } from "./testing/webrtc.ts";

let node: TestNode;
beforeAll(async () => {
  node = await startNode({ workers: 2, peersPerWorker: 2 });
});
afterAll(() => node.stop());

const BLUE = { y: 40, u: 200, v: 110 };

const give = (order: MediaControl) =>
  node.redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(order) });

/** A guest who speaks and shares a screen with its sound. */
const bringGuest = async (showId: string, userId = newId()) => {
  const guest = await join(node.port, await node.token({ showId, userId, role: "guest" }));
  const sender = createSender(guest);
  const microphone = startMicrophone();
  const sound = startMicrophone();
  const screen = startCamera(BLUE, BLUE);
  const voice = await sender.produce({ track: microphone.track });
  await sender.produce({ track: screen.track, appData: { source: "screen" } });
  await sender.produce({ track: sound.track, appData: { source: "screen-sound" } });
  const stop = () => {
    for (const { stop } of [microphone, sound, screen]) stop();
  };
  return { userId, guest, voice, stop };
};

test("a viewer gets each source of each sender, and host and guest get each other's", async () => {
  const { showId, host, camera } = await startShow(node);
  const heard = told(host, "consumer:added", ({ source }) => source === "screen-sound");
  const { userId, guest, stop } = await bringGuest(showId);
  expect((await heard).from).toEqual({ userId, role: "guest" });
  expect(guest.welcome.consumers).toMatchObject([{ source: "camera", from: { role: "host" } }]);

  const viewer = await join(node.port, await node.token({ showId }));
  const offered = viewer.welcome.consumers.map(({ from, source, kind }) => `${from.role} ${source} ${kind}`);
  expect(offered.sort()).toEqual([
    "guest microphone audio",
    "guest screen video",
    "guest screen-sound audio",
    "host camera video",
  ]);
  const consumers = await createReceiver(viewer).consume();
  expect(consumers).toHaveLength(4);
  stop();
  camera.stop();
});

test("a guest whom the host mutes is told, and may speak again", async () => {
  const { showId, host, camera } = await startShow(node);
  const offered = told(host, "consumer:added", ({ source }) => source === "microphone");
  const { userId, guest, voice, stop } = await bringGuest(showId);
  const consumerId = (await offered).id;

  const [muted, paused] = [told(guest, "producer:muted"), told(host, "consumer:paused")];
  await give({ type: "sender:muted", showId, userId });
  expect(await muted).toEqual({ producerId: voice.id });
  expect(await paused).toEqual({ consumerId });

  const resumed = told(host, "consumer:resumed");
  granted(await guest.socket.emitWithAck("producer:resume", { producerId: voice.id }));
  expect(await resumed).toEqual({ consumerId });
  stop();
  camera.stop();
});

test("a guest who is removed is told to come back as a viewer, and sends no more", async () => {
  const { showId, host, camera } = await startShow(node);
  const { userId, guest, stop } = await bringGuest(showId);
  const silent = told(host, "consumer:closed");
  await give({ type: "sender:removed", showId, userId });
  expect(await guest.closed).toBe("demoted");
  await silent;
  const back = await watch(node, showId, userId);
  expect(back.peer.welcome).toMatchObject({ role: "viewer", send: null });
  stop();
  camera.stop();
});

test("a guest's second connection takes the place of the first", async () => {
  const { showId, camera } = await startShow(node);
  const { userId, guest, stop } = await bringGuest(showId);
  const again = await join(node.port, await node.token({ showId, userId, role: "guest" }));
  expect(await guest.closed).toBe("replaced");
  expect(granted(await again.socket.emitWithAck("consumer:resume", { consumerIds: idsOf(again) }))).toEqual(
    {},
  );
  stop();
  camera.stop();
});

const idsOf = ({ welcome }: Awaited<ReturnType<typeof join>>) => welcome.consumers.map(({ id }) => id);
