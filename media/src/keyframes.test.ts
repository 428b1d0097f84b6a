import type { types } from "mediasoup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startNode, type TestNode } from "./testing/node.ts";
import { observeWorkers } from "./testing/observer.ts";
import { createReceiver, join } from "./testing/peers.ts";
import { startShow, watch } from "./testing/show.ts";
import { nextPicture } from "./testing/webrtc.ts";

const workers = observeWorkers();
let node: TestNode;
beforeAll(async () => {
  node = await startNode({ workers: 2, peersPerWorker: 60 });
});
afterAll(() => node.stop());

const VIEWERS = 100;
/** What the promise of one a second allows the worker's clock. */
const SECOND_MS = 990;

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

  expect(requests.length).toBeGreaterThan(0);
  const pauses = requests.slice(1).map((at, i) => at - (requests[i] ?? 0));
  expect(pauses.filter((pause) => pause < SECOND_MS)).toEqual([]);
  camera.stop();
}, 120_000);

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
