import { MEDIA_NODES_KEY, type MediaNode, mediaNodeKey, routes } from "@showdrop/shared";
import { expect, test, vi } from "vitest";
import { startTestServer } from "../testing/harness.ts";
import { startOwnRedis } from "../testing/redis.ts";
import { goLive } from "../testing/stage.ts";
import { iceServersAt, TURN_CREDENTIAL_SECONDS, turnCredential } from "./turn.ts";

test("a credential is what the published algorithm makes of secret and name", () => {
  // printf 1433895918:506EWc | openssl dgst -binary -sha1 -hmac north-by-northwest | openssl base64
  expect(turnCredential("north-by-northwest", 1_433_895_918, "506EWc")).toEqual({
    username: "1433895918:506EWc",
    credential: "3v68rrfFUS0vQ/FikerZ3YGyC7o=",
  });
});

test("each admission gets credentials of its own, for a bounded time, to all relays at once", () => {
  const turn = {
    urls: ["turn:a.example", "turns:b.example:5349?transport=tcp"],
    secret: "north-by-northwest",
  };
  const [first, ...more] = iceServersAt(turn, 1_000_000_999);
  const [second] = iceServersAt(turn, 1_000_000_999);
  if (!first || !second) throw new Error("there are relays");
  expect(more).toEqual([]);
  expect(first.urls).toEqual(turn.urls);
  const [expires, user] = first.username.split(":");
  expect(Number(expires)).toBe(1_000_000 + TURN_CREDENTIAL_SECONDS);
  expect(user).toMatch(/^[\w-]{12}$/);
  expect(second.username).not.toBe(first.username);
  expect(first).toMatchObject(turnCredential(turn.secret, Number(expires), `${user}`));
});

test("without relays there are none", () => {
  expect(iceServersAt(null, Date.now())).toEqual([]);
});

test("whoever is admitted to a show is given the relays, and their account is not told to them", async () => {
  const redis = await startOwnRedis();
  const relays = { TURN_URLS: "turn:turn.example:3478", TURN_SECRET: "shared with the relay" };
  const server = await startTestServer({ env: { REDIS_URL: redis.url, ...relays } });
  const node: MediaNode = {
    nodeId: "only",
    url: "http://only.example:8081",
    pipeUrl: "http://only.example:8081",
    rtpCapabilities: {
      codecs: [
        { kind: "audio", mimeType: "audio/opus", preferredPayloadType: 100, clockRate: 48_000, channels: 2 },
      ],
    },
    ...{ workers: 1, capacity: 200, peers: 0, carrying: [], hosting: [], draining: false },
  };
  await server.parts.redis.sAdd(MEDIA_NODES_KEY, node.nodeId);
  await server.parts.redis.set(mediaNodeKey(node.nodeId), JSON.stringify(node));

  const { owner, show } = await goLive(server);
  const { iceServers } = await vi.waitFor(
    () => owner.must(routes.admitToShow, { params: { showId: show.id }, body: { as: "host" } }),
    { timeout: 15_000 },
  );
  const [relay] = iceServers;
  if (!relay) throw new Error("there is a relay");
  const [expires = "", user = ""] = relay.username.split(":");
  expect(relay).toEqual({
    urls: ["turn:turn.example:3478"],
    ...turnCredential(relays.TURN_SECRET, Number(expires), user),
  });
  expect(relay.username).not.toContain(owner.me.id);
  await server.stop();
  await redis.kill();
});
