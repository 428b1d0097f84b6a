import { afterEach, beforeEach, expect, test } from "vitest";
import { holdings, NOTHING } from "./testing/holdings.ts";
import { startNode, type TestNode } from "./testing/node.ts";
import { createSender, join } from "./testing/peers.ts";
import { leaveAll, startShow, watch } from "./testing/show.ts";
import { nextPicture } from "./testing/webrtc.ts";

let node: TestNode;
beforeEach(async () => {
  node = await startNode({ workers: 3, peersPerWorker: 2 });
});
afterEach(() => node.stop());

/** What each worker holds, the one with the main hall first. */
const held = async () => {
  const all = await Promise.all(node.media.workers.seats().map(holdings));
  return all.sort((a, b) => b.others - a.others);
};

/** A host and five viewers who come at once: two receive in each hall. */
const startFullShow = async () => {
  const show = await startShow(node);
  const viewers = await Promise.all(Array.from({ length: 5 }, () => watch(node, show.showId)));
  return { ...show, viewers };
};

/** The node learns from closed sockets. */
const SOON = { timeout: 10_000 };

const kill = (pid: number) => process.kill(pid, "SIGKILL");

test("a show spreads over the workers as viewers come, and each stream is piped to a hall once", async () => {
  const { camera } = await startFullShow();
  const [main, ...further] = await held();
  // Two ends of pipes, the producer, the consumers of one viewer and of two pipes; the host has two transports.
  expect(main).toMatchObject({ receiving: 2, halls: 1, routers: 1, webRtcTransports: 3, others: 6 });
  for (const hall of further) {
    // The other end of the pipe, the piped producer and two consumers.
    expect(hall).toMatchObject({ receiving: 2, halls: 1, routers: 1, webRtcTransports: 2, others: 4 });
  }
  camera.stop();
});

test("what begins later reaches every hall, what ends is closed in every hall", async () => {
  const { showId, host, sender, camera, viewers } = await startFullShow();
  const ended = viewers.map(
    ({ peer }) => new Promise((resolve) => peer.socket.once("consumer:closed", resolve)),
  );
  const before = viewers.map(({ consumer }) => ({ consumerId: consumer.id }));
  sender.close();
  await host.leave();
  expect(await Promise.all(ended)).toEqual(before);

  const again = await join(node.port, await node.token({ showId, role: "host" }));
  const added = viewers.map(
    ({ peer }) => new Promise((resolve) => peer.socket.once("consumer:added", resolve)),
  );
  const producer = await createSender(again).produce({ track: camera.track, stopTracks: false });
  for (const offer of await Promise.all(added)) expect(offer).toMatchObject({ producerId: producer.id });
  camera.stop();
});

test("a further hall closes with its last peer, the room with its last", async () => {
  const { host, camera, viewers } = await startFullShow();
  await leaveAll(viewers.map(({ peer }) => peer));
  await expect.poll(async () => (await held()).slice(1), SOON).toEqual([NOTHING, NOTHING]);
  await host.leave();
  await expect.poll(held, SOON).toEqual([NOTHING, NOTHING, NOTHING]);
  camera.stop();
});

test("when every worker is full, a viewer is still let in, where least are", async () => {
  const { showId, camera } = await startFullShow();
  await watch(node, showId);
  expect((await held()).map(({ receiving }) => receiving).sort()).toEqual([2, 2, 3]);
  camera.stop();
});

test("a hall's worker that dies sends only its own peers back; they see the show again", async () => {
  const { showId, host, camera, viewers } = await startFullShow();
  const seats = node.media.workers.seats();
  const hostSeat = await seatOf(host.welcome.send?.id);
  const lost = seats.find((seat) => seat !== hostSeat);
  if (!lost) throw new Error("three workers run");
  const there = (await lost.webRtcServer.dump()).webRtcTransportIds;
  const [hit, spared] = [true, false].map((isHit) =>
    viewers.filter(({ peer }) => there.includes(peer.welcome.receive?.id ?? "") === isHit),
  );
  expect([hit?.length, spared?.length]).toEqual([2, 3]);
  kill(lost.worker.pid);
  const reasons = await Promise.all((hit ?? []).map(({ peer }) => peer.closed));
  expect(reasons).toEqual(["rejoin", "rejoin"]);
  await Promise.all(reasons.map(() => watch(node, showId)));
  for (const { peer, consumer } of spared ?? []) {
    await nextPicture(consumer.track);
    expect(peer.socket.connected).toBe(true);
  }
  expect(host.socket.connected).toBe(true);
  camera.stop();
});

test("when the main hall's worker dies, everybody comes back, and the show stands on another", async () => {
  const { showId, host, camera, viewers } = await startFullShow();
  const main = await seatOf(host.welcome.send?.id);
  kill(main.worker.pid);
  const peers = [host, ...viewers.map(({ peer }) => peer)];
  expect(new Set(await Promise.all(peers.map(({ closed }) => closed)))).toEqual(new Set(["rejoin"]));
  const back = await join(node.port, await node.token({ showId, role: "host" }));
  await createSender(back).produce({ track: camera.track, stopTracks: false });
  await watch(node, showId);
  camera.stop();
});

/** The worker that has this transport. */
const seatOf = async (transportId: string | undefined) => {
  for (const seat of node.media.workers.seats()) {
    const { webRtcTransportIds } = await seat.webRtcServer.dump();
    if (transportId !== undefined && webRtcTransportIds.includes(transportId)) return seat;
  }
  throw new Error("no worker has this transport");
};
