import process from "node:process";
import { MediaAuth, type MediaCommandName, mediaCommands, refusalStatus } from "@showdrop/shared";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routerCapabilities } from "./codecs.ts";
import { newId, startNode, type TestNode } from "./testing/node.ts";
import { openSocket, type PeerSocket, told } from "./testing/peers.ts";
import { startShow, watch } from "./testing/show.ts";
import { nextPicture } from "./testing/webrtc.ts";

/** How long messages are made up, in seconds: FUZZ_SECONDS=60 for a thorough look. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 15);
/** What the flood gate lets a peer say at once. */
const MESSAGES_PER_PEER = 38;

let node: TestNode;
const lines: string[] = [];
beforeAll(async () => {
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  node = await startNode({ log });
});
afterAll(() => node.stop());

const commands = Object.keys(mediaCommands).filter((name): name is MediaCommandName => name in mediaCommands);

const OPUS = { mimeType: "audio/opus", payloadType: 111, clockRate: 48_000, channels: 2 };
const VP8 = { mimeType: "video/VP8", payloadType: 96, clockRate: 90_000, parameters: {} };
const MID = { uri: "urn:ietf:params:rtp-hdrext:sdes:mid", id: 4 };
const FINGERPRINT = { algorithm: "sha-256", value: Array(32).fill("AB").join(":") };

/** One valid input of each command, with ids of this peer's own things. */
const valid = (own: Own): Record<MediaCommandName, object> => ({
  "transport:connect": { transportId: own.transport, dtlsParameters: { fingerprints: [FINGERPRINT] } },
  "transport:restart-ice": { transportId: own.transport },
  produce: {
    ...{ kind: "video", source: "camera", paused: false },
    rtpParameters: {
      mid: "0",
      codecs: [VP8, { ...VP8, mimeType: "video/rtx", payloadType: 97, parameters: { apt: 96 } }],
      headerExtensions: [MID],
      encodings: [
        { ssrc: 1001, rid: "r0", rtx: { ssrc: 1002 }, maxBitrate: 100_000, scalabilityMode: "L1T2" },
        { ssrc: 1003, rid: "r1", rtx: { ssrc: 1004 } },
      ],
      rtcp: { cname: "fuzz", reducedSize: true },
    },
  },
  "producer:pause": { producerId: own.producer },
  "producer:resume": { producerId: own.producer },
  "producer:close": { producerId: own.producer },
  "consumer:pause": { consumerIds: [own.consumer] },
  "consumer:resume": { consumerIds: [own.consumer] },
  "consumer:layers": { consumerId: own.consumer, spatialLayer: 1, temporalLayer: 1 },
});

/** Ids that a made-up message may name: this peer's, and those of others, which do not exist for it. */
interface Own {
  transport: string;
  producer: string;
  consumer: string;
}

/** What stands where something else should. */
const hostile = (others: readonly string[]) =>
  fc.oneof(
    fc.constantFrom<unknown>(null, true, "", [], {}, -1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308),
    fc.constantFrom<unknown>(...others),
    fc.constant({ $ne: null }),
    fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
    fc.integer({ min: 1, max: 3_000 }).map((length) => Array<number>(length).fill(1)),
    fc.integer({ min: 1, max: 20_000 }).map((length) => "x".repeat(length)),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(OPUS, VP8, [VP8, VP8, VP8], [{ ssrc: 7 }, { ssrc: 7 }], [MID, MID], {
      ssrc: 1001,
      rid: "r0",
    }),
  );

/** The valid message with one of its parts, however deep, taken out or put in another's place. */
const spoil = (message: unknown, where: number, what: { value: unknown } | null): unknown => {
  const places: ((put: { value: unknown } | null) => void)[] = [];
  const copy: unknown = structuredClone(message);
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    for (const key of Object.keys(part)) {
      places.push((put) => {
        if (put) Reflect.set(part, key, put.value);
        else Reflect.deleteProperty(part, key);
      });
      visit(Reflect.get(part, key));
    }
  };
  visit(copy);
  places[where % Math.max(1, places.length)]?.(what);
  return copy;
};

const messages = (own: Own, others: readonly string[]) => {
  const all = valid(own);
  const spoilt = fc
    .tuple(fc.constantFrom(...commands), fc.nat(200), fc.option(hostile(others).map((value) => ({ value }))))
    .map(([command, where, what]) => ({ command, input: spoil(all[command], where, what) }));
  const whole = fc
    .tuple(fc.constantFrom(...commands), hostile(others))
    .map(([command, input]) => ({ command, input }));
  const right = fc.constantFrom(...commands).map((command) => ({ command, input: all[command] }));
  return fc.oneof(
    { arbitrary: spoilt, weight: 8 },
    { arbitrary: whole, weight: 1 },
    { arbitrary: right, weight: 1 },
  );
};

const receive = MediaAuth.shape.receive.parse({ rtpCapabilities: routerCapabilities() });

/** A host of the show that speaks nothing but signalling. */
const enter = async (showId: string): Promise<{ socket: PeerSocket; own: Own }> => {
  const token = await node.token({ showId, role: "guest" });
  const socket = openSocket(node.port, token, { receive });
  const { send, consumers } = await told({ socket }, "welcome");
  const made = await ask(socket, "produce", {
    ...{ kind: "audio", source: "microphone" },
    rtpParameters: { codecs: [OPUS], encodings: [{ ssrc: 5 }] },
  });
  const producer = typeof made === "object" && made && "data" in made ? made.data : null;
  return {
    socket,
    own: {
      transport: send?.id ?? "",
      producer:
        producer && typeof producer === "object" && "producerId" in producer
          ? String(producer.producerId)
          : "",
      consumer: consumers[0]?.id ?? "",
    },
  };
};

/** The answer, or "gone" when the connection ended instead. */
const ask = (socket: PeerSocket, command: string, input: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    socket.once("disconnect", () => resolve("gone"));
    Reflect.apply(socket.emit, socket, [command, input, resolve]);
  });

const isAnswer = (answer: unknown): boolean => {
  if (answer === "gone") return true;
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) return false;
  if (answer.ok === true) return true;
  if (!("error" in answer) || typeof answer.error !== "object" || answer.error === null) return false;
  const code = "code" in answer.error ? String(answer.error.code) : "";
  return code in refusalStatus && code !== "INTERNAL";
};

test(
  "whatever peers say, each message is answered, and the worker and the others go on (invariant 16)",
  async () => {
    const { showId, host, camera, producer } = await startShow(node);
    const { peer: bystander, consumer } = await watch(node, showId);
    const pid = node.media.workers.seats()[0]?.worker.pid;
    const others = [
      ...[host.welcome.send?.id, host.welcome.receive?.id, bystander.welcome.receive?.id, producer.id],
      ...[consumer.id, newId(), crypto.randomUUID()],
    ].filter((id) => id !== undefined);

    const end = Date.now() + SECONDS * 1000;
    let asked = 0;
    for (let seed = 1; Date.now() < end; seed++) {
      const { socket, own } = await enter(showId);
      const batch = fc.sample(messages(own, others), { numRuns: MESSAGES_PER_PEER, seed });
      const answers = await Promise.all(batch.map(({ command, input }) => ask(socket, command, input)));
      answers.forEach((answer, i) => {
        expect(
          isAnswer(answer),
          `seed ${seed}: ${JSON.stringify(batch[i])?.slice(0, 500)} got ${JSON.stringify(answer)}`,
        ).toBe(true);
      });
      asked += answers.filter((answer) => answer !== "gone").length;
      socket.disconnect();
    }

    expect(asked).toBeGreaterThan(MESSAGES_PER_PEER);
    expect(node.media.workers.seats()[0]?.worker.pid).toBe(pid);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(host.socket.connected && bystander.socket.connected).toBe(true);
    await nextPicture(consumer.track);
    await watch(node, showId);
    camera.stop();
  },
  (SECONDS + 60) * 1000,
);

test("whatever is presented at the door, it is refused with a code, or let in", async () => {
  const token = await node.token({ showId: newId() });
  const others = ["", "x.y.z", token.slice(0, -3), `${token}x`];
  const presented = fc
    .tuple(fc.nat(200), fc.option(hostile(others).map((value) => ({ value }))))
    .map(([where, what]) => spoil({ token, receive }, where, what));
  for (const auth of fc.sample(presented, { numRuns: 60, seed: 1 })) {
    const socket = openSocket(node.port, token);
    Reflect.set(socket, "auth", auth);
    const outcome = await new Promise((resolve) => {
      for (const event of ["welcome", "closed", "connect_error", "disconnect"] as const) {
        socket.once(event, () => resolve(event));
      }
    });
    expect(["welcome", "closed", "connect_error", "disconnect"]).toContain(outcome);
    socket.disconnect();
  }
  expect(node.media.workers.allAlive()).toBe(true);
});

test("what is refused is logged, without the token", async () => {
  const token = await node.token({ showId: newId(), expiresIn: -30 });
  const forged = openSocket(node.port, token);
  await new Promise((resolve) => forged.once("connect_error", resolve));
  const viewer = openSocket(node.port, await node.token({ showId: newId() }));
  await told({ socket: viewer }, "welcome");
  await ask(viewer, "produce", {
    ...{ kind: "audio", source: "microphone" },
    rtpParameters: { codecs: [OPUS], encodings: [{ ssrc: 5 }] },
  });
  const log = lines.join("");
  expect(log).toContain('"code":"TOKEN_INVALID","msg":"a connection was refused"');
  expect(log).toContain('"code":"NOT_A_HOST","msg":"a command was refused"');
  expect(log).not.toContain(token);
  viewer.disconnect();
});
