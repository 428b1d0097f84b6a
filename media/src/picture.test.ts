import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { createReceiver, createSender, join } from "./testing/peers.ts";
import { nextPicture, startCamera } from "./testing/webrtc.ts";

const GREEN = { y: 150, u: 60, v: 50 };
const PURPLE = { y: 70, u: 170, v: 180 };

let node: TestNode;
beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.stop());

/** VP8 keeps flat colours within a few steps. */
const near = (seen: typeof GREEN, sent: typeof GREEN): boolean =>
  (["y", "u", "v"] as const).every((part) => Math.abs(seen[part] - sent[part]) <= 12);

test("two viewers see the host's picture, one who was there before and one who comes later", async () => {
  const showId = newId();
  const early = await join(node.port, await node.token({ showId }));
  expect(early.welcome).toMatchObject({ role: "viewer", send: null, hostPresent: false });
  const earlyReceiver = createReceiver(early);
  expect(await earlyReceiver.consume()).toEqual([]);
  const added = earlyReceiver.added();

  const host = await join(node.port, await node.token({ showId, role: "host" }));
  const camera = startCamera(GREEN, PURPLE);
  const producer = await createSender(host).produce({
    track: camera.track,
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 100_000 },
      { scaleResolutionDownBy: 2, maxBitrate: 300_000 },
      { scaleResolutionDownBy: 1, maxBitrate: 900_000 },
    ],
  });
  expect(producer.rtpParameters.encodings).toHaveLength(3);

  const late = await join(node.port, await node.token({ showId }));
  expect(late.welcome.hostPresent).toBe(true);
  const [lateConsumer] = await createReceiver(late).consume();

  for (const consumer of [await added, lateConsumer]) {
    if (!consumer) throw new Error("nothing was offered");
    const seen = await nextPicture(consumer.track, (left, right) => near(left, GREEN) && near(right, PURPLE));
    expect(seen).toBeTruthy();
  }
  camera.stop();
  await Promise.all([host.leave(), early.leave(), late.leave()]);
});
