import { setTimeout as delay } from "node:timers/promises";
import { type Audience, PIPE_AUDIENCE, PIPE_PATH, type PipeEnd } from "@showdrop/shared";
import { SignJWT } from "jose";
import type { types } from "mediasoup";
import * as mediasoup from "mediasoup";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId, type TestNode } from "./testing/node.ts";
import { startTwoNodes } from "./testing/nodes.ts";
import { createReceiver, createSender, join, openSocket, refusal, type TestPeer } from "./testing/peers.ts";
import { nextPicture, startCamera } from "./testing/webrtc.ts";

const GREEN = { y: 150, u: 60, v: 50 };
const PURPLE = { y: 70, u: 170, v: 180 };
type Colour = typeof GREEN;
const near = (seen: Colour, sent: Colour): boolean =>
  (["y", "u", "v"] as const).every((part) => Math.abs(seen[part] - sent[part]) <= 12);

/** What hosts send, as their node has it. */
const hostProducers = new Map<string, types.Producer>();
mediasoup.observer.on("newworker", ({ observer }) =>
  observer.on("newrouter", (router) =>
    router.observer.on("newtransport", (transport) =>
      transport.observer.on("newproducer", (producer) => {
        if (transport.type === "webrtc") hostProducers.set(producer.id, producer);
      }),
    ),
  ),
);

let nodes: Awaited<ReturnType<typeof startTwoNodes>>;
beforeAll(async () => {
  nodes = await startTwoNodes({ hostGraceMs: 200 });
});
afterAll(() => nodes.stop());

/** A host who sends one colour. */
const startHost = async (node: TestNode, showId: string, colour: Colour) => {
  const peer = await join(node.port, await node.token({ showId, role: "host" }));
  const audience: Audience[] = [];
  peer.socket.on("audience", (now) => audience.push(now));
  const camera = startCamera(colour, colour);
  const producer = await createSender(peer).produce({ track: camera.track, stopTracks: false });
  return {
    ...{ peer, audience, camera, producer },
    leave: async () => {
      await peer.leave();
      camera.stop();
    },
  };
};

/** What is next offered to a viewer, or was offered when they came. */
const watch = async (node: TestNode, showId: string) => {
  const peer = await join(node.port, await node.token({ showId }));
  const receiver = createReceiver(peer);
  const [first] = await receiver.consume();
  return { peer, receiver, consumer: first ?? (await receiver.added()) };
};
const sees = async (
  { consumer }: { consumer: { track: MediaStreamTrack } },
  colour: Colour,
): Promise<void> => {
  await nextPicture(consumer.track, (left, right) => near(left, colour) && near(right, colour));
};
const hears = (
  { socket }: TestPeer,
  event: "consumer:closed" | "consumer:paused" | "consumer:resumed" | "host",
): Promise<unknown> => new Promise((resolve) => socket.once(event, (data: unknown) => resolve(data)));

/** What the workers of a node still hold. */
const leftovers = async ({ media }: TestNode) => {
  const [seat] = media.workers.seats();
  if (!seat) throw new Error("a worker runs");
  const { routerIds } = await seat.worker.dump();
  const { webRtcTransportIds } = await seat.webRtcServer.dump();
  return { routers: routerIds.length, transports: webRtcTransportIds.length };
};
const untilEmpty = async (): Promise<void> => {
  for (const node of [nodes.one, nodes.other])
    while (JSON.stringify(await leftovers(node)) !== '{"routers":0,"transports":0}') await delay(20);
};

test("a viewer on the edge sees what the host sends at the origin, and nothing is left when they are gone", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const early = await join(other.port, await other.token({ showId }));
  expect(early.welcome.hostPresent).toBe(false);
  const heardHost = hears(early, "host");
  const earlyAdded = createReceiver(early).added();
  const host = await startHost(one, showId, GREEN);
  expect(await heardHost).toEqual({ present: true });
  await sees({ consumer: await earlyAdded }, GREEN);

  const late = await watch(other, showId);
  expect(late.peer.welcome.hostPresent).toBe(true);
  expect(late.peer.welcome.consumers[0]?.producerId).toBe(host.producer.id);
  await sees(late, GREEN);
  // The edge hosts nothing: only the origin says that the host is there.
  expect(other.events).toEqual([]);
  expect(one.events.map(({ type }) => type)).toEqual(["host:joined"]);

  // Who watches at the edge counts at the origin.
  await vi.waitFor(() => expect(host.audience.at(-1)?.peers).toBe(2), { timeout: 15_000 });

  const paused = hears(late.peer, "consumer:paused");
  host.producer.pause();
  await host.peer.socket.emitWithAck("producer:pause", { producerId: host.producer.id });
  await paused;
  const resumed = hears(late.peer, "consumer:resumed");
  host.producer.resume();
  await host.peer.socket.emitWithAck("producer:resume", { producerId: host.producer.id });
  await resumed;
  await sees(late, GREEN);

  const closed = hears(late.peer, "consumer:closed");
  const absent = hears(late.peer, "host");
  await host.leave();
  expect(await closed).toEqual({ consumerId: late.consumer.id });
  expect(await absent).toEqual({ present: false });
  // The pipe keeps the origin's room open for the viewers of the edge.
  expect((await leftovers(one)).routers).toBe(1);
  await Promise.all([early.leave(), late.peer.leave()]);
  await untilEmpty();
});

test("the origin moves: the edge's viewers keep the old picture until the new one is there", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await startHost(one, showId, GREEN);
  const [near, far] = await Promise.all([watch(one, showId), watch(other, showId)]);
  await Promise.all([sees(near, GREEN), sees(far, GREEN)]);

  const heard: string[] = [];
  for (const [name, { peer }] of Object.entries({ near, far })) {
    peer.socket.on("consumer:added", () => heard.push(`${name} added`));
    peer.socket.on("consumer:closed", () => heard.push(`${name} closed`));
  }
  await nodes.move(showId, other);
  const [nearAdded, farAdded] = [near.receiver.added(), far.receiver.added()];
  const moved = await startHost(other, showId, PURPLE);
  await Promise.all([
    sees({ consumer: await nearAdded }, PURPLE),
    sees({ consumer: await farAdded }, PURPLE),
  ]);
  await host.leave();
  while (heard.length < 4) await delay(20);
  expect(heard.filter((word) => word.startsWith("far"))).toEqual(["far added", "far closed"]);
  expect(heard.filter((word) => word.startsWith("near"))).toEqual(["near added", "near closed"]);
  await Promise.all([moved.leave(), near.peer.leave(), far.peer.leave()]);
  await untilEmpty();
});

test("a pipe that is cut is mended, while the edge's viewers stay", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await startHost(one, showId, GREEN);
  const viewer = await watch(other, showId);
  await sees(viewer, GREEN);

  const closed = hears(viewer.peer, "consumer:closed");
  const added = viewer.receiver.added();
  nodes.cutPipes();
  expect(await closed).toEqual({ consumerId: viewer.consumer.id });
  await sees({ consumer: await added }, GREEN);
  expect(viewer.peer.socket.connected).toBe(true);
  await Promise.all([host.leave(), viewer.peer.leave()]);
  await untilEmpty();
});

test("the origin's worker dies: the edge's viewers stay, and see the host who comes back", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await startHost(one, showId, GREEN);
  const viewer = await watch(other, showId);
  await sees(viewer, GREEN);
  const added = viewer.receiver.added();
  const [seat] = one.media.workers.seats();
  process.kill(seat?.worker.pid ?? 0, "SIGKILL");
  expect(await host.peer.closed).toBe("rejoin");
  while (!one.media.workers.allAlive()) await delay(20);
  const back = await startHost(one, showId, PURPLE);
  await sees({ consumer: await added }, PURPLE);
  expect(viewer.peer.socket.connected).toBe(true);
  await Promise.all([host.leave(), back.leave(), viewer.peer.leave()]);
  await untilEmpty();
});

test("the edge's worker dies: its viewers come back to another worker and see the host again", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await startHost(one, showId, GREEN);
  const viewer = await watch(other, showId);
  await sees(viewer, GREEN);
  const [seat] = other.media.workers.seats();
  process.kill(seat?.worker.pid ?? 0, "SIGKILL");
  expect(await viewer.peer.closed).toBe("rejoin");
  while (!other.media.workers.allAlive()) await delay(20);
  const back = await watch(other, showId);
  await sees(back, GREEN);
  await Promise.all([host.leave(), back.peer.leave()]);
  await untilEmpty();
});

test("however many begin to watch at the edge, the host is asked for a key frame once a second at most", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await startHost(one, showId, GREEN);
  const viewers = await Promise.all(Array.from({ length: 6 }, () => watch(other, showId)));
  await Promise.all(viewers.map((viewer) => sees(viewer, GREEN)));
  const producer = hostProducers.get(host.producer.id);
  const askedSoFar = async (): Promise<number> => {
    const stats = (await producer?.getStats()) ?? [];
    return stats.reduce((sum, { pliCount }) => sum + pliCount, 0);
  };
  const before = await askedSoFar();
  const since = performance.now();
  const ask = async ({ peer, consumer }: (typeof viewers)[number], times: number): Promise<void> => {
    const one = { consumerIds: [consumer.id] };
    // Whoever resumes needs a key frame.
    for (let i = 0; i < times; i++) {
      await peer.socket.emitWithAck("consumer:pause", one);
      await peer.socket.emitWithAck("consumer:resume", one);
      await delay(250);
    }
  };
  await Promise.all(viewers.map((viewer) => ask(viewer, 10)));
  const asked = (await askedSoFar()) - before;
  const seconds = (performance.now() - since) / 1_000;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  await Promise.all([host.leave(), ...viewers.map(({ peer }) => peer.leave())]);
  await untilEmpty();
});

test("a show that ends closes both halves", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  const host = await startHost(one, showId, GREEN);
  const viewer = await watch(other, showId);
  await nodes.order({ type: "show:ended", showId });
  expect(await Promise.all([host.peer.closed, viewer.peer.closed])).toEqual(["ended", "ended"]);
  await untilEmpty();
  host.camera.stop();
});

const END: PipeEnd = {
  address: "127.0.0.1",
  port: 9,
  srtpParameters: { cryptoSuite: "AEAD_AES_256_GCM", keyBase64: Buffer.alloc(44).toString("base64") },
};

const openPipe = (node: TestNode, token: string, origin?: string) =>
  io(`http://localhost:${node.port}`, {
    path: PIPE_PATH,
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: { token, end: END },
    ...(origin === undefined ? {} : { extraHeaders: { origin } }),
  });

const pipeToken = (
  node: TestNode,
  {
    showId = newId(),
    secret = node.config.tokenSecret,
    audience = PIPE_AUDIENCE,
    origin = node.config.nodeId,
    issued = 0,
  }: { showId?: string; secret?: string; audience?: string; origin?: string; issued?: number },
) =>
  new SignJWT({ showId, edge: "another", origin })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(audience)
    .setIssuedAt(Math.floor(Date.now() / 1_000) + issued)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + 20)
    .sign(new TextEncoder().encode(secret));

test.each([
  ["was signed by somebody else", { secret: "another-secret-that-is-long-enough" }],
  ["is for something else", { audience: "showdrop:peer" }],
  ["is for another node", { origin: "elsewhere" }],
  ["is old", { issued: -60 }],
])("a pipe is refused when its token %s", async (_, claims) => {
  expect(await refusal(openPipe(nodes.one, await pipeToken(nodes.one, claims)))).toBe("TOKEN_INVALID");
});

test("a peer's token opens no pipe, and a pipe's token lets no peer in", async () => {
  const { one } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  for (const role of ["viewer", "host"] as const)
    expect(await refusal(openPipe(one, await one.token({ showId, role })))).toBe("TOKEN_INVALID");
  expect(await refusal(openSocket(one.port, await pipeToken(one, { showId })))).toBe("TOKEN_INVALID");
});

test("a node that is not the show's origin serves no pipe; no browser gets one", async () => {
  const { one, other } = nodes;
  const showId = newId();
  await nodes.bind(showId, one);
  expect(await refusal(openPipe(other, await pipeToken(other, { showId })))).toBe("NOT_THE_ORIGIN");
  expect(await refusal(openPipe(one, await pipeToken(one, {})))).toBe("NOT_THE_ORIGIN");
  const token = await pipeToken(one, { showId });
  expect(await refusal(openPipe(one, token, "https://shop.example"))).toBe("refused at the upgrade");
});
