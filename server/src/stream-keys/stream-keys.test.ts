import { MediaToken, routes } from "@showdrop/shared";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaNodes } from "../testing/media-nodes.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { type OwnRedis, startOwnRedis } from "../testing/redis.ts";
import { goLive, joinTeam, openPage, openStage, type Stage } from "../testing/stage.ts";
import { createKeyText } from "./key-text.ts";

let redis: OwnRedis;
let server: TestServer;
beforeAll(async () => {
  redis = await startOwnRedis();
  server = await startTestServer({ env: { REDIS_URL: redis.url } });
});
afterAll(async () => {
  await server.stop();
  await redis.kill();
});
const { register, forgetAll } = mediaNodes(() => server.parts.redis);
beforeEach(() => register("node"));

const makeKey = async ({ owner, shop }: Pick<Stage, "owner" | "shop">): Promise<string> =>
  (await owner.must(routes.rotateStreamKey, { params: { shopId: shop.id } })).key;

const post = (
  path: string,
  {
    key,
    type = "application/sdp",
    headers = {},
  }: { key?: string; type?: string; headers?: Record<string, string> } = {},
) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    redirect: "manual",
    body: "v=0\r\n",
    headers: {
      "content-type": type,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
  });

const refusal = async (response: Response) => {
  const body: unknown = await response.json();
  return { status: response.status, body };
};
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });

const passIn = async (response: Response) => {
  const url = new URL(response.headers.get("location") ?? "");
  const secret = new TextEncoder().encode(server.config.mediaTokenSecret);
  const { payload } = await jwtVerify(url.searchParams.get("token") ?? "", secret);
  return { at: `${url.origin}${url.pathname}`, ...MediaToken.parse(payload) };
};

describe("a stream key", () => {
  test("is made when it is wanted, shown whenever it is asked for, and kept nowhere", async () => {
    const { owner, shop } = await openStage(server);
    const params = { shopId: shop.id };
    const before = await owner.must(routes.readStreamKey, { params });
    expect(before).toEqual({ streamKey: null, whipUrl: "http://localhost:8080/whip" });
    const made = await owner.must(routes.rotateStreamKey, { params });
    expect(made).toMatchObject({ key: expect.stringMatching(/^sdk_[\w-]{59}$/), usedAt: null });
    expect((await owner.must(routes.readStreamKey, { params })).streamKey).toEqual(made);
    const rows = await server.db.collection("streamkeys").find().toArray();
    const audit = await server.db.collection("audit_log").find().toArray();
    expect(JSON.stringify([rows, audit])).not.toContain(made.key.slice(20));
  });

  test("is another one after each turn, and opens nothing after it", async () => {
    const stage = await goLive(server);
    const old = await makeKey(stage);
    const sent = await passIn(await post(`/whip/${stage.show.id}`, { key: old }));
    const next = await makeKey(stage);
    expect(next).not.toBe(old);
    expect(await refusal(await post(`/whip/${stage.show.id}`, { key: old }))).toMatchObject(
      refused(401, "STREAM_KEY_INVALID"),
    );
    // What was being sent with it ends.
    expect(await mediaOrders(server.parts.redis, stage.show.id)).toContainEqual({
      type: "sender:removed",
      showId: stage.show.id,
      userId: sent.userId,
    });
    await stage.owner.must(routes.revokeStreamKey, { params: { shopId: stage.shop.id } });
    expect((await post(`/whip/${stage.show.id}`, { key: next })).status).toBe(401);
    const rows = await server.db
      .collection("audit_log")
      .find({ subject: `shop:${stage.shop.id}` })
      .toArray();
    expect(
      rows.map(({ action }) => String(action)).filter((action) => action.startsWith("stream-key")),
    ).toEqual(["stream-key:rotate", "stream-key:rotate", "stream-key:revoke"]);
  });

  test("goes with the manager who knew it; a moderator never saw it (invariant 14)", async () => {
    const stage = await openStage(server);
    const params = { shopId: stage.shop.id };
    const join = async (role: "manager" | "moderator"): Promise<Client> => {
      const person = await server.person(role);
      await joinTeam(stage.owner, stage.shop.id, person, role);
      return person;
    };
    const [manager, moderator] = [await join("manager"), await join("moderator")];
    const key = await makeKey(stage);
    expect((await manager.must(routes.readStreamKey, { params })).streamKey?.key).toBe(key);
    await stage.owner.must(routes.removeMember, { params: { ...params, userId: moderator.me.id } });
    expect((await stage.owner.must(routes.readStreamKey, { params })).streamKey?.key).toBe(key);
    await stage.owner.must(routes.removeMember, { params: { ...params, userId: manager.me.id } });
    expect((await stage.owner.must(routes.readStreamKey, { params })).streamKey).toBeNull();
  });

  test("is not made out of the record alone, nor out of another's", () => {
    const record = { id: "0123456789abcdef01234567", salt: "salt" };
    const ours = createKeyText("a secret of the server");
    const key = ours.of(record);
    expect(ours.idIn(key)).toBe(record.id);
    expect([ours.fits(record, key), ours.fits({ ...record, salt: "other" }, key)]).toEqual([true, false]);
    expect(createKeyText("another secret").fits(record, key)).toBe(false);
    for (const wrong of [
      "",
      "sdk_",
      key.slice(0, -1),
      `${key}A`,
      key.replace("sdk_", "xxx_"),
      `${key.slice(0, -1)}!`,
    ])
      expect([wrong, ours.idIn(wrong)]).toEqual([wrong, null]);
  });
});

describe("WHIP begins at the server", () => {
  test("a scheduled show goes live by it, and the program is sent on to its node", async () => {
    const stage = await openStage(server);
    const page = await openPage(server.visitor(), stage.show.id);
    const answer = await post(`/whip/${stage.show.id}`, { key: await makeKey(stage) });
    expect(answer.status).toBe(307);
    expect(answer.headers.get("access-control-expose-headers")).toContain("Location");
    expect(await passIn(answer)).toMatchObject({
      at: `http://node.example:8081/rtc/whip/${stage.show.id}`,
      ...{ showId: stage.show.id, role: "host", nodeId: "node" },
    });
    await page.hears("show:changed", ({ data }) => data.status === "live");
    const { streamKey } = await stage.owner.must(routes.readStreamKey, { params: { shopId: stage.shop.id } });
    expect(streamKey?.usedAt).not.toBeNull();
    page.close();
  });

  test("who shows no key, a wrong one, or one of another shop, has nothing here", async () => {
    const [mine, theirs] = [await openStage(server), await openStage(server)];
    const key = await makeKey(mine);
    const path = `/whip/${mine.show.id}`;
    const none = await post(path);
    expect(none.headers.get("www-authenticate")).toBe("Bearer");
    expect(await refusal(none)).toMatchObject(refused(401, "STREAM_KEY_INVALID"));
    const last = key.at(-1) === "A" ? "B" : "A";
    for (const wrong of ["nonsense", `${key.slice(0, -2)}${last}${key.at(-1)}`])
      expect(await refusal(await post(path, { key: wrong }))).toMatchObject(
        refused(401, "STREAM_KEY_INVALID"),
      );
    for (const other of [theirs.show.id, "0".repeat(24), "nonsense"])
      expect(await refusal(await post(`/whip/${other}`, { key }))).toMatchObject(refused(404, "NOT_FOUND"));
    expect((await mine.owner.must(routes.readShow, { params: { showId: mine.show.id } })).status).toBe(
      "scheduled",
    );
  });

  test("an ended show, and a second live one", async () => {
    const stage = await goLive(server);
    const { owner, shop, show } = stage;
    const key = await makeKey(stage);
    const later = await owner.must(routes.scheduleShow, {
      params: { shopId: shop.id },
      body: { title: "Later", startsAt: new Date(Date.now() + 3_600_000).toISOString() },
    });
    expect(await refusal(await post(`/whip/${later.id}`, { key }))).toMatchObject(
      refused(409, "SHOW_ALREADY_LIVE"),
    );
    await owner.must(routes.endShow, { params: { showId: show.id } });
    expect(await refusal(await post(`/whip/${show.id}`, { key }))).toMatchObject(refused(409, "SHOW_ENDED"));
  });

  test("the form of the request is judged before a show goes live by it", async () => {
    const stage = await openStage(server);
    const key = await makeKey(stage);
    const path = `/whip/${stage.show.id}`;
    expect(await refusal(await post(path, { key, type: "application/json" }))).toMatchObject(
      refused(415, "SDP_EXPECTED"),
    );
    expect((await fetch(`${server.url}${path}`)).status).toBe(204);
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const answer = await fetch(`${server.url}${path}`, { method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST, OPTIONS"]);
    }
    const options = await fetch(`${server.url}${path}`, { method: "OPTIONS" });
    expect([options.status, options.headers.get("accept-post")]).toEqual([204, "application/sdp"]);
    expect(options.headers.get("access-control-allow-headers")).toContain("Authorization");
    expect((await stage.owner.must(routes.readShow, { params: { showId: stage.show.id } })).status).toBe(
      "scheduled",
    );
  });

  test("a page of any origin may speak it: the key counts, and no cookie does", async () => {
    const stage = await goLive(server);
    const headers = { origin: "https://player.example", cookie: stage.owner.cookie() };
    const path = `/whip/${stage.show.id}`;
    expect((await post(path, { headers })).status).toBe(401);
    const answer = await post(path, { key: await makeKey(stage), headers });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([307, "*"]);
  });
});

test("WHEP begins at the server: whoever comes is sent on as a viewer, while the show is on the air", async () => {
  const { owner, show } = await openStage(server);
  const path = `/whep/${show.id}`;
  expect(await refusal(await post(path))).toMatchObject(refused(409, "SHOW_NOT_LIVE"));
  expect(await refusal(await post("/whep/nonsense"))).toMatchObject(refused(404, "NOT_FOUND"));
  await owner.must(routes.startShow, { params: { showId: show.id } });
  const answer = await post(path, { key: "whatever", headers: { origin: "https://player.example" } });
  expect(answer.status).toBe(307);
  const pass = await passIn(answer);
  expect(pass).toMatchObject({ at: `http://node.example:8081/rtc${path}`, role: "viewer" });
  expect(pass.userId).toMatch(/^guest-/);
  await owner.must(routes.endShow, { params: { showId: show.id } });
  expect(await refusal(await post(path))).toMatchObject(refused(409, "SHOW_ENDED"));
});

test("without a media node nobody is sent on, and no show goes live", async () => {
  const stage = await openStage(server);
  const { owner, show } = stage;
  const key = await makeKey(stage);
  const { show: elsewhere } = await goLive(server);
  await forgetAll();
  // The server's reading of the registry is good for a second.
  await expect
    .poll(async () => (await refusal(await post(`/whep/${elsewhere.id}`))).body, { timeout: 5_000 })
    .toMatchObject({ error: { code: "MEDIA_UNAVAILABLE", retryAfter: 2 } });
  expect(await refusal(await post(`/whip/${show.id}`, { key }))).toMatchObject(
    refused(503, "MEDIA_UNAVAILABLE"),
  );
  expect((await owner.must(routes.readShow, { params: { showId: show.id } })).status).toBe("scheduled");
});

test("who tries keys is slowed down", async () => {
  const strict = await startTestServer({
    env: { REDIS_URL: redis.url, RATE_LIMIT_SCALE: "1" },
    database: `test-${randomToken(6)}`,
  });
  try {
    const tries: number[] = [];
    for (let i = 0; i < 62; i++) {
      const answer = await fetch(`${strict.url}/whip/${"0".repeat(24)}`, {
        method: "POST",
        headers: { "content-type": "application/sdp", authorization: `Bearer guess-${i}` },
      });
      tries.push(answer.status);
    }
    expect([tries[0], tries.at(-1)]).toEqual([401, 429]);
  } finally {
    await strict.stop();
  }
});
