import type { types } from "mediasoup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startNode, type TestNode } from "./testing/node.ts";
import { observeWorkers } from "./testing/observer.ts";
import { createReceiver, granted, join } from "./testing/peers.ts";
import { startShow, watch } from "./testing/show.ts";
import { nextPicture } from "./testing/webrtc.ts";

const workers = observeWorkers();
let node: TestNode;
/** Where halls are small. */
let few: TestNode;
beforeAll(async () => {
  node = await startNode({ workers: 2, peersPerWorker: 60 });
  few = await startNode({ workers: 2, peersPerWorker: 2 });
});
afterAll(async () => {
  await node.stop();
  await few.stop();
});

const VIEWERS = 100;
/** What the promise of one a second allows the worker's clock. */
const SECOND_MS = 990;

/** What the flood gate lets a peer do at once. */
const RESUMES = 16;

const expectSecondsApart = (requests: readonly number[]) => {
  expect(requests.length).toBeGreaterThan(1);
  const pauses = requests.slice(1).map((at, i) => at - (requests[i] ?? 0));
  expect(pauses.filter((pause) => pause < SECOND_MS)).toEqual([]);
};

/** When the worker asked the sender for a key frame, by its own clock, in milliseconds. */
const watchRequests = async (producer: types.Producer) => {
  const requests: number[] = [];
  producer.on("trace", ({ timestamp }) => requests.push(timestamp));
  await producer.enableTraceEvent(["pli", "fir"]);
  return requests;
};

test("a hundred viewers join at once, in two halls: the host is asked for a key frame once a second", async () => {
  const { showId, camera, producer } = await startShow(node);
  const requests = await watchRequests(workers.producer(producer.id));

  await Promise.all(
    Array.from({ length: VIEWERS }, async () => {
      const peer = await join(node.port, await node.token({ showId }));
      const [consumer] = await createReceiver(peer).consume();
      if (!consumer) throw new Error("nothing was offered");
      await nextPicture(consumer.track);
      await peer.leave();
    }),
  );

  expectSecondsApart(requests);
  camera.stop();
}, 120_000);

test("however often viewers in both halls pause and resume, the host is asked once a second", async () => {
  const { showId, camera, producer } = await startShow(few);
  const requests = await watchRequests(workers.producer(producer.id));
  const viewers = await Promise.all(Array.from({ length: 3 }, () => watch(few, showId)));
  for (let time = 0; time < RESUMES; time++) {
    for (const { peer, consumer } of viewers) {
      const consumerIds = [consumer.id];
      granted(await peer.socket.emitWithAck("consumer:pause", { consumerIds }));
      granted(await peer.socket.emitWithAck("consumer:resume", { consumerIds }));
    }
  }
  await Promise.all(viewers.map(({ consumer }) => nextPicture(consumer.track)));
  expectSecondsApart(requests);
  camera.stop();
});

test("who joins in the second after a request gets a picture all the same", async () => {
  const { showId, camera, producer } = await startShow(node);
  const requests = await watchRequests(workers.producer(producer.id));
  await watch(node, showId);
  const before = requests.length;
  const late = await Promise.all([watch(node, showId), watch(node, showId)]);
  expect(late).toHaveLength(2);
  expect(requests.length - before).toBeGreaterThanOrEqual(1);
  camera.stop();
});
