import { MediaNode, mediaNodeKey } from "@showdrop/shared";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId, type TestNode } from "./testing/node.ts";
import { startTwoNodes } from "./testing/nodes.ts";
import { join, type TestPeer } from "./testing/peers.ts";

vi.setConfig({ testTimeout: 30_000 });

/** A database of this file's own: the nodes of other tests are nobody to move to. */
const redisUrl = `${process.env.REDIS_URL}/1`;

let nodes: Awaited<ReturnType<typeof startTwoNodes>>;
beforeEach(async () => {
  nodes = await startTwoNodes({ drainSeconds: 8, redisUrl });
});
afterEach(() => nodes.stop());

const entryOf = async ({ redis, config }: TestNode) =>
  MediaNode.parse(JSON.parse((await redis.get(mediaNodeKey(config.nodeId))) ?? "null"));

/** When a peer is asked to move, and how much time it is given. */
const asked = ({ socket }: TestPeer): Promise<{ at: number; withinMs: number }> =>
  new Promise((resolve) =>
    socket.once("moving", ({ withinMs }) => resolve({ at: performance.now(), withinMs })),
  );

test("a draining node says so, asks its senders to move before its viewers, and is done when all have left", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await join(one.port, await one.token({ showId, role: "host" }));
  const viewers = await Promise.all([1, 2].map(async () => join(one.port, await one.token({ showId }))));
  const drained = one.media.drain();
  await vi.waitFor(async () => expect((await entryOf(one)).draining).toBe(true), { timeout: 15_000 });
  expect((await entryOf(other)).draining).toBe(false);

  const order: string[] = [];
  const [sender] = await Promise.all([
    asked(host).then(async (when) => {
      order.push("host");
      await host.leave();
      return when;
    }),
    ...viewers.map(async (viewer) => {
      await asked(viewer);
      order.push("viewer");
      await viewer.leave();
    }),
  ]);
  expect(order).toEqual(["host", "viewer", "viewer"]);
  expect(sender.withinMs).toBeGreaterThan(0);
  expect(sender.withinMs).toBeLessThanOrEqual(8_000);
  await drained;
  expect(one.media.draining()).toBe(true);
  one.media.undrain();
  await vi.waitFor(async () => expect((await entryOf(one)).draining).toBe(false), { timeout: 15_000 });
});

test("who does not move is sent back when the time is over; who comes in meanwhile is asked, too", async () => {
  await nodes.stop();
  nodes = await startTwoNodes({ drainSeconds: 3, redisUrl });
  const { one } = nodes;
  const showId = newId();
  const stays = await join(one.port, await one.token({ showId }));
  const drained = one.media.drain();
  await asked(stays);
  const late = await join(one.port, await one.token({ showId }));
  await asked(late);
  expect(await Promise.all([stays.closed, late.closed])).toEqual(["rejoin", "rejoin"]);
  await drained;
});

test("where there is no other node, nobody is asked to move", async () => {
  const { one, other } = nodes;
  await other.media.drain();
  const viewer = await join(one.port, await one.token({ showId: newId() }));
  await one.media.drain();
  expect(one.media.draining()).toBe(false);
  expect(viewer.socket.connected).toBe(true);
  await viewer.leave();
});
