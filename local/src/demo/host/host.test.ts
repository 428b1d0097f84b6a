import { createHmac, randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import wrtc from "@roamhq/wrtc";
import {
  MEDIA_CONTROL_STREAM,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaControl,
  MediaNode,
  type MediaRole,
  type MediaServerToClient,
  mediaNodeKey,
  RtpCapabilities,
  type Show,
  type ShowStatus,
  type Welcome,
} from "@showdrop/shared";
import { Device } from "mediasoup-client";
import { createClient } from "redis";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../kit/ports.ts";
import { type Media, startMedia } from "../../services/media.ts";
import { type DemoHost, startDemoHost } from "./index.ts";

const NODE_ID = "demo-test";
const secret = randomBytes(32).toString("hex");
const showId = randomBytes(12).toString("hex");
/** Who hosts, on whichever device. */
const creatorId = randomBytes(12).toString("hex");

let media: Media;
let demo: DemoHost;
let rtpCapabilities: RtpCapabilities;
const said: string[] = [];
/** What the show is as the server says, and how often it was asked. */
const show: { status: ShowStatus; reads: number } = { status: "live", reads: 0 };

beforeAll(async () => {
  media = await startMedia({
    name: "the media node",
    port: await freePort(),
    env: {
      NODE_ID,
      REDIS_URL: process.env.REDIS_URL,
      MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN,
      MEDIA_TOKEN_SECRET: secret,
      MEDIA_WORKERS: "1",
      RTC_PORT: "0",
      RECORDINGS_DIR: join(tmpdir(), `showdrop-recordings-${process.pid}`),
    },
    output: { onLine: () => {} },
  });
  const redis = createClient({ url: process.env.REDIS_URL ?? "" });
  await redis.connect();
  const node = MediaNode.parse(JSON.parse((await redis.get(mediaNodeKey(NODE_ID))) ?? ""));
  rtpCapabilities = node.rtpCapabilities;
  await redis.close();
  demo = await startDemoHost({
    serverUrl: "http://localhost:1",
    showId,
    shopName: "Maru Studio",
    fetch: serve,
    log: (line) => said.push(line),
  });
  await demo.onAir;
}, 60_000);

afterAll(async () => {
  await demo.stop();
  await media.stop();
});

/** The little of the server that a host asks for. */
const serve = async (url: string, init: RequestInit): Promise<Response> => {
  const address = `http://localhost:1/api/shows/${showId}`;
  if (url === `${address}/admission` && init.body === '{"as":"host"}') return Response.json(pass("host"));
  expect([init.method, url]).toEqual(["GET", address]);
  show.reads += 1;
  const moment = new Date().toISOString();
  const shop = { id: showId, handle: "maru", name: "Maru Studio", avatarUrl: null };
  const texts = { title: "Kiln opening", description: "", posterUrl: null };
  const times = {
    startsAt: moment,
    startedAt: moment,
    endedAt: null,
    pausedAt: null,
    awaySince: null,
    hostAwaitedUntil: null,
  };
  return Response.json({
    id: showId,
    shop,
    ...texts,
    ...times,
    category: null,
    status: show.status,
    viewers: 0,
    record: false,
    replay: false,
  } satisfies Show);
};

/** What the server gives: a pass signed with the secret that the node knows. */
const pass = (role: MediaRole) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const expires = Math.floor(Date.now() / 1000) + 60;
  const userId = role === "host" ? creatorId : randomBytes(12).toString("hex");
  const signed = `${part({ alg: "HS256" })}.${part({ showId, userId, role, nodeId: NODE_ID, exp: expires })}`;
  const signature = createHmac("sha256", secret).update(signed).digest("base64url");
  return {
    url: media.url,
    token: `${signed}.${signature}`,
    role,
    rtpCapabilities,
    iceServers: [],
    expiresAt: new Date(expires * 1000).toISOString(),
  };
};

/** Watches as a browser does, until `leave`. */
const watch = async () => {
  const { url, token } = pass("viewer");
  const device = await Device.factory({ handlerName: "Chrome111" });
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  const playable = RtpCapabilities.parse(JSON.parse(JSON.stringify(device.recvRtpCapabilities)));
  const socket: Socket<MediaServerToClient, MediaClientToServer> = io(url, {
    path: MEDIA_PATH,
    transports: ["websocket"],
    auth: { token, receive: { rtpCapabilities: playable } },
  });
  const welcome = await new Promise<Welcome>((resolve) => socket.once("welcome", resolve));
  if (!welcome.receive) throw new Error("there is no way to receive");
  const transport = device.createRecvTransport(welcome.receive);
  transport.on("connect", ({ dtlsParameters }, done, failed) => {
    socket
      .emitWithAck("transport:connect", { transportId: transport.id, dtlsParameters })
      .then(() => done(), failed);
  });
  const consumers = await Promise.all(welcome.consumers.map((offer) => transport.consume(offer)));
  await socket.emitWithAck("consumer:resume", { consumerIds: consumers.map(({ id }) => id) });
  return {
    welcome,
    track: (kind: "audio" | "video") => {
      const found = consumers.find((consumer) => consumer.kind === kind);
      if (!found) throw new Error(`no ${kind} was offered`);
      return found.track;
    },
    leave: () => {
      transport.close();
      socket.close();
    },
  };
};

const isFrame = (value: unknown): value is wrtc.nonstandard.RTCVideoFrame =>
  typeof value === "object" && value !== null && "data" in value && "height" in value;
const isSound = (value: object): value is { samples: Int16Array } =>
  "samples" in value && value.samples instanceof Int16Array;

/** Decoded frames until `enough` says so. */
const frames = (
  track: MediaStreamTrack,
  enough: (frame: wrtc.nonstandard.RTCVideoFrame) => boolean,
): Promise<wrtc.nonstandard.RTCVideoFrame> =>
  new Promise((resolve) => {
    const sink = new wrtc.nonstandard.RTCVideoSink(track);
    sink.addEventListener("frame", (event) => {
      if (sink.stopped || !("frame" in event) || !isFrame(event.frame) || !enough(event.frame)) return;
      sink.stop();
      resolve(event.frame);
    });
  });

const lumaAt = ({ width, height, data }: wrtc.nonstandard.RTCVideoFrame, x: number, y: number): number =>
  data[Math.floor(y * height) * width + Math.floor(x * width)] ?? 0;

/** The studio: an upright picture, a bright wall above, a dark table below. */
const showsStudio = (frame: wrtc.nonstandard.RTCVideoFrame): boolean =>
  frame.height > frame.width && lumaAt(frame, 0.05, 0.05) > 190 && lumaAt(frame, 0.5, 0.97) < 120;

test("viewers see the studio move and hear its music", async () => {
  const viewer = await watch();
  expect(viewer.welcome.hostPresent).toBe(true);
  const first = await frames(viewer.track("video"), showsStudio);
  const turntable = (frame: typeof first) =>
    Array.from({ length: 40 }, (_, i) => lumaAt(frame, 0.1 + i * 0.02, 0.66));
  const before = turntable(first);
  await frames(
    viewer.track("video"),
    (frame) =>
      frame.width === first.width &&
      turntable(frame).some((luma, i) => Math.abs(luma - (before[i] ?? 0)) > 40),
  );

  const loudest = await new Promise<number>((resolve) => {
    const sink = new wrtc.nonstandard.RTCAudioSink(viewer.track("audio"));
    sink.addEventListener("data", (event) => {
      if (sink.stopped || !isSound(event)) return;
      const peak = event.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      if (peak < 500) return;
      sink.stop();
      resolve(peak);
    });
  });
  expect(loudest).toBeLessThan(0x7fff / 2);
  viewer.leave();
}, 30_000);

test("it comes back when the media node was restarted", async () => {
  const earlier = said.length;
  await media.kill();
  await media.start();
  await expect.poll(() => said.slice(earlier), { timeout: 20_000 }).toContain("The demo host is on air.");
  const viewer = await watch();
  expect(showsStudio(await frames(viewer.track("video"), showsStudio))).toBe(true);
  viewer.leave();
}, 40_000);

test("it leaves the air to the creator's own camera, and takes it again when that is gone", async () => {
  const earlier = said.length;
  const sinceThen = () => said.slice(earlier);
  const creator = await startDemoHost({
    serverUrl: "http://localhost:1",
    showId,
    shopName: "Maru Studio",
    fetch: serve,
    log: () => {},
  });
  await creator.onAir;
  await expect
    .poll(sinceThen, { timeout: 30_000 })
    .toEqual(["The demo host makes room: its account is on air from elsewhere."]);
  const reads = show.reads;
  await expect.poll(() => show.reads, { timeout: 30_000 }).toBeGreaterThan(reads + 1);
  expect(sinceThen()).toHaveLength(1);

  await creator.stop();
  show.status = "paused";
  await expect.poll(sinceThen, { timeout: 30_000 }).toContain("The demo host is on air.");
  const viewer = await watch();
  expect(showsStudio(await frames(viewer.track("video"), showsStudio))).toBe(true);
  viewer.leave();
}, 90_000);

test("it leaves when the show has ended", async () => {
  const earlier = said.length;
  const redis = createClient({ url: process.env.REDIS_URL ?? "" });
  await redis.connect();
  const order: MediaControl = { type: "show:ended", showId };
  await redis.xAdd(MEDIA_CONTROL_STREAM, "*", { order: JSON.stringify(order) });
  await redis.close();
  await expect.poll(() => said.slice(earlier)).toEqual(["The demo host leaves: ended."]);
}, 10_000);
