import type { MediaCommands } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { createSender, join, type TestPeer } from "./testing/peers.ts";
import { startCamera } from "./testing/webrtc.ts";

const RTP: MediaCommands["produce"]["input"]["rtpParameters"] = {
  codecs: [{ mimeType: "audio/opus", payloadType: 111, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 1234 }],
};
const DTLS = { fingerprints: [{ algorithm: "sha-256", value: Array(32).fill("AB").join(":") }] } as const;

let node: TestNode;
let host: TestPeer;
let viewer: TestPeer;
beforeAll(async () => {
  node = await startNode();
  const showId = newId();
  host = await join(node.port, await node.token({ showId, role: "host" }));
  viewer = await join(node.port, await node.token({ showId }));
});
afterAll(() => node.stop());

/** Sends what the types would not let through. */
const ask = (peer: TestPeer, command: string, input: unknown): Promise<unknown> =>
  new Promise((resolve) => Reflect.apply(peer.socket.emit, peer.socket, [command, input, resolve]));

const refused = (code: string, path?: string) => ({
  ok: false,
  error: expect.objectContaining({ code, ...(path === undefined ? {} : { path }) }),
});

test("a viewer may not send (invariant 16)", async () => {
  expect(
    await viewer.socket.emitWithAck("produce", { kind: "audio", source: "microphone", rtpParameters: RTP }),
  ).toEqual(refused("NOT_A_HOST"));
});

test("another peer's transport, producer and consumer do not exist", async () => {
  const transportId = host.welcome.receive?.id ?? "";
  expect(
    await viewer.socket.emitWithAck("transport:connect", {
      transportId,
      dtlsParameters: { fingerprints: [...DTLS.fingerprints] },
    }),
  ).toEqual(refused("TRANSPORT_UNKNOWN"));
  expect(await viewer.socket.emitWithAck("transport:restart-ice", { transportId })).toEqual(
    refused("TRANSPORT_UNKNOWN"),
  );

  const camera = startCamera({ y: 90, u: 90, v: 90 }, { y: 200, u: 128, v: 128 });
  const producer = await createSender(host).produce({ track: camera.track });
  const own = { producerId: producer.id };
  expect(await viewer.socket.emitWithAck("producer:close", own)).toEqual(refused("NOT_FOUND"));
  expect(await viewer.socket.emitWithAck("consumer:resume", { consumerIds: [producer.id] })).toEqual(
    refused("NOT_FOUND"),
  );
  expect(await host.socket.emitWithAck("producer:pause", own)).toEqual({ ok: true, data: {} });

  expect(
    await host.socket.emitWithAck("produce", {
      kind: "video",
      source: "camera",
      rtpParameters: producer.rtpParameters,
    }),
  ).toEqual(refused("MEDIA_REJECTED", "source"));
  expect(await host.socket.emitWithAck("producer:close", own)).toEqual({ ok: true, data: {} });
  camera.stop();
});

test.each([
  ["nothing at all", "produce", undefined, undefined],
  ["an array", "produce", [], undefined],
  ["an operator for an id", "producer:close", { producerId: { $ne: null } }, "producerId"],
  ["an unknown field", "transport:restart-ice", { transportId: newId(), admin: true }, "transportId"],
  ["no fingerprints", "transport:connect", { dtlsParameters: { fingerprints: [] } }, "transportId"],
  [
    "a codec of another platform",
    "produce",
    {
      kind: "video",
      source: "camera",
      rtpParameters: { codecs: [{ mimeType: "video/AV1", payloadType: 96, clockRate: 90_000 }] },
    },
    "rtpParameters.codecs.0.mimeType",
  ],
  [
    "a payload type beyond 127",
    "produce",
    {
      kind: "audio",
      source: "microphone",
      rtpParameters: { codecs: [{ mimeType: "audio/opus", payloadType: 300, clockRate: 48_000 }] },
    },
    "rtpParameters.codecs.0.payloadType",
  ],
  [
    "four encodings",
    "produce",
    {
      kind: "video",
      source: "camera",
      rtpParameters: {
        codecs: [{ mimeType: "video/VP8", payloadType: 96, clockRate: 90_000 }],
        encodings: [{ ssrc: 1 }, { ssrc: 2 }, { ssrc: 3 }, { ssrc: 4 }],
      },
    },
    "rtpParameters.encodings",
  ],
  ["sound from a camera", "produce", { kind: "audio", source: "camera", rtpParameters: RTP }, "kind"],
  [
    "video in a microphone",
    "produce",
    {
      kind: "audio",
      source: "microphone",
      rtpParameters: { codecs: [{ mimeType: "video/VP8", payloadType: 96, clockRate: 90_000 }] },
    },
    "rtpParameters.codecs",
  ],
  ["two hundred consumers", "consumer:resume", { consumerIds: Array(200).fill(newId()) }, "consumerIds"],
])("malformed: %s", async (_, command, input, path) => {
  const answer = await ask(host, command, input);
  expect(answer).toMatchObject({ ok: false, error: { code: "INVALID_INPUT" } });
  if (path !== undefined && answer && typeof answer === "object" && "error" in answer) {
    expect(JSON.stringify(answer.error)).toContain(`"path":"${path}`);
  }
});

test("parameters that fit the schema and make no sense are refused by mediasoup, without harm", async () => {
  const misplaced = { ...RTP, encodings: [{ ssrc: 77 }, { ssrc: 77 }] };
  expect(
    await host.socket.emitWithAck("produce", {
      kind: "audio",
      source: "microphone",
      rtpParameters: misplaced,
    }),
  ).toEqual(refused("MEDIA_REJECTED"));
  expect(
    await host.socket.emitWithAck("produce", { kind: "audio", source: "microphone", rtpParameters: RTP }),
  ).toMatchObject({ ok: true });
});

test("a command without an acknowledgement harms nobody", async () => {
  Reflect.apply(viewer.socket.emit, viewer.socket, ["producer:close", { producerId: newId() }]);
  Reflect.apply(viewer.socket.emit, viewer.socket, ["producer:pause", "x", "not a function"]);
  expect(await ask(viewer, "consumer:resume", { consumerIds: [crypto.randomUUID()] })).toEqual(
    refused("NOT_FOUND"),
  );
});

test("a flood is refused, then ignored, then cut off; others go on", async () => {
  const flooder = await join(node.port, await node.token({ showId: newId() }));
  const answers: unknown[] = [];
  const cut = new Promise((resolve) => flooder.socket.once("disconnect", resolve));
  for (let i = 0; i < 400; i++) {
    flooder.socket.emit("producer:pause", { producerId: crypto.randomUUID() }, (result) =>
      answers.push(result),
    );
  }
  expect(await cut).toBe("io server disconnect");
  expect(answers).toContainEqual(refused("TOO_MANY_REQUESTS"));
  expect(answers.length).toBeLessThan(100);
  expect(await ask(viewer, "consumer:resume", { consumerIds: [crypto.randomUUID()] })).toEqual(
    refused("NOT_FOUND"),
  );
});

test("a packet over the limit ends the connection", async () => {
  const sender = await join(node.port, await node.token({ showId: newId() }));
  const cut = new Promise((resolve) => sender.socket.once("disconnect", resolve));
  Reflect.apply(sender.socket.emit, sender.socket, ["produce", { filler: "x".repeat(40_000) }, () => {}]);
  expect(await cut).toBe("transport close");
});
