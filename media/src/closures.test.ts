import { setTimeout as delay } from "node:timers/promises";
import { MEDIA_CONTROL_STREAM, type MediaControl, MediaNode, mediaNodeKey } from "@showdrop/shared";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdings, NOTHING } from "./testing/holdings.ts";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { closing, createSender, join, openSocket } from "./testing/peers.ts";
import { startShow, watch } from "./testing/show.ts";
import { startCamera } from "./testing/webrtc.ts";

const GREY = { y: 120, u: 128, v: 128 };

let node: TestNode;
beforeEach(async () => {
  node = await startNode({ hostGraceMs: 20_000 });
});
afterEach(() => node.stop());

/** A show with its host and two viewers who see something. */
const startWatchedShow = async (hostId = newId(), viewerId = newId()) => {
  const show = await startShow(node, { hostId });
  const [removed, other] = await Promise.all([watch(node, show.showId, viewerId), watch(node, show.showId)]);
  return { ...show, removed, other };
};

/** Orders as a server does. */
const give = (order: MediaControl) =>
  node.redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(order) });

/** Everything that the workers still hold. */
const held = () => Promise.all(node.media.workers.seats().map(holdings));
/** Once the node has processed what a closed socket means. */
const nothingIsLeft = () => expect.poll(held, { timeout: 10_000 }).toEqual([NOTHING]);

test("nothing is left after the last peer has left", async () => {
  const { host, removed, other, camera } = await startWatchedShow();
  // The host has two transports; a producer and two consumers.
  expect(await held()).toMatchObject([
    { receiving: 3, halls: 1, routers: 1, webRtcTransports: 4, others: 3 },
  ]);
  await Promise.all([host.leave(), removed.peer.leave(), other.peer.leave()]);
  await nothingIsLeft();
  camera.stop();
});

test("a person who is removed is out at once, and their token does not let them in again", async () => {
  const viewerId = newId();
  const { showId, host, removed, other, camera } = await startWatchedShow(newId(), viewerId);
  await node.redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: "not json" });
  await give({ type: "person:removed", showId, userId: viewerId });
  expect(await removed.peer.closed).toBe("removed");
  expect(await closing(openSocket(node.port, removed.token))).toBe("removed");
  expect(await held()).toMatchObject([{ receiving: 2, webRtcTransports: 3 }]);
  expect(other.peer.socket.connected && host.socket.connected).toBe(true);
  camera.stop();
});

test("a host who is removed sends no more, and watches on", async () => {
  const hostId = newId();
  const { showId, host, other, camera } = await startWatchedShow(hostId);
  const hostToken = await node.token({ showId, userId: hostId, role: "host" });
  const watching = await join(node.port, await node.token({ showId, userId: hostId }));
  await give({ type: "sender:removed", showId, userId: hostId });
  expect(await host.closed).toBe("demoted");
  expect(await closing(openSocket(node.port, hostToken))).toBe("demoted");
  expect(watching.socket.connected && other.peer.socket.connected).toBe(true);
  camera.stop();
});

test("what is ordered while the node is cut off from Redis takes effect when it is back", async () => {
  const viewerId = newId();
  const { showId, removed, other, camera } = await startWatchedShow(newId(), viewerId);
  const order: MediaControl = { type: "person:removed", showId, userId: viewerId };
  const readers = (await node.redis.clientList()).filter(({ cmd }) => cmd === "xread");
  expect(readers.length).toBeGreaterThan(0);
  const both = node.redis.multi();
  for (const { id } of readers) both.clientKill({ filter: "ID", id });
  await both.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(order) }).exec();
  expect(await removed.peer.closed).toBe("removed");
  expect(other.peer.socket.connected).toBe(true);
  camera.stop();
});

test("a show that ends closes everything, and its tokens with it", async () => {
  const { showId, host, removed, other, camera } = await startWatchedShow();
  await give({ type: "show:ended", showId });
  const peers = [host, removed.peer, other.peer];
  expect(await Promise.all(peers.map(({ closed }) => closed))).toEqual(["ended", "ended", "ended"]);
  expect(await closing(openSocket(node.port, removed.token))).toBe("ended");
  await nothingIsLeft();
  camera.stop();
});

test("a host who stops sending closes the viewers' streams", async () => {
  const { sender, removed, other, camera, host } = await startWatchedShow();
  const told = Promise.all(
    [removed, other].map(
      ({ peer }) =>
        new Promise((resolve) =>
          peer.socket.once("consumer:closed", ({ consumerId }) => resolve(consumerId)),
        ),
    ),
  );
  sender.close();
  await host.leave();
  expect(await told).toEqual([removed.consumer.id, other.consumer.id]);
  camera.stop();
});

test("a second connection of the host replaces the first, and the show goes on without a flap", async () => {
  const hostId = newId();
  const { showId, host, removed, camera } = await startWatchedShow(hostId);
  const receiverAdded = new Promise((resolve) => removed.peer.socket.once("consumer:added", resolve));
  const again = await join(node.port, await node.token({ showId, userId: hostId, role: "host" }));
  expect(await host.closed).toBe("replaced");
  const newCamera = startCamera(GREY, GREY);
  await createSender(again).produce({ track: newCamera.track });
  await receiverAdded;
  const registered = MediaNode.parse(
    JSON.parse((await node.redis.get(mediaNodeKey(node.config.nodeId))) ?? "null"),
  );
  expect(registered.hosting).toEqual([showId]);
  expect(node.events.map(({ type }) => type)).toEqual(["host:joined"]);
  camera.stop();
  newCamera.stop();
});

test("a host who reloads within the grace has not left, one who stays away has", async () => {
  const hostId = newId();
  const { showId, host, removed, other, camera } = await startWatchedShow(hostId);
  await host.leave();
  const back = await join(node.port, await node.token({ showId, userId: hostId, role: "host" }));
  expect(back.welcome.hostPresent).toBe(true);
  await createSender(back).produce({ track: camera.track, stopTracks: false });
  expect(node.events.map(({ type }) => type)).toEqual(["host:joined"]);
  await Promise.all([back.leave(), removed.peer.leave(), other.peer.leave()]);

  const strict = await startNode({ hostGraceMs: 50 });
  const away = newId();
  const brief = await join(strict.port, await strict.token({ showId: away, role: "host" }));
  const watcher = await join(strict.port, await strict.token({ showId: away }));
  const told: boolean[] = [];
  const absent = new Promise<void>((resolve) => {
    watcher.socket.on("host", ({ present }) => {
      told.push(present);
      if (!present) resolve();
    });
  });
  await createSender(brief).produce({ track: camera.track, stopTracks: false });
  await strict.event("host:joined", away);
  await brief.leave();
  await strict.event("host:left", away);
  await absent;
  expect(told).toEqual([true, false]);
  await watcher.leave();
  await strict.stop();
  camera.stop();
});

test("one person's sixth window takes the place of the first", async () => {
  const showId = newId();
  const userId = newId();
  const windows = [];
  for (let i = 0; i < 6; i++) windows.push(await join(node.port, await node.token({ showId, userId })));
  expect(await windows[0]?.closed).toBe("replaced");
  expect(windows.slice(1).every(({ socket }) => socket.connected)).toBe(true);
});

test("a worker that dies sends its peers back, to a new worker", async () => {
  const { showId, host, removed, other, camera } = await startWatchedShow();
  const [seat] = node.media.workers.seats();
  if (!seat) throw new Error("a worker runs");
  process.kill(seat.worker.pid, "SIGKILL");
  const peers = [host, removed.peer, other.peer];
  expect(await Promise.all(peers.map(({ closed }) => closed))).toEqual(["rejoin", "rejoin", "rejoin"]);
  while (!node.media.workers.allAlive()) await delay(20);
  const back = await join(node.port, await node.token({ showId }));
  expect(node.media.workers.seats()[0]?.worker.pid).not.toBe(seat.worker.pid);
  await back.leave();
  camera.stop();
});
