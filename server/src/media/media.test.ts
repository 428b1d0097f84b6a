import { MEDIA_EVENTS_CHANNEL, MEDIA_NODES_KEY, MediaToken, mediaOriginKey, routes } from "@showdrop/shared";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaNodes } from "../testing/media-nodes.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { type OwnRedis, startOwnRedis } from "../testing/redis.ts";
import { addModerator, goLive, openPage, openStage } from "../testing/stage.ts";

let redis: OwnRedis;
let server: TestServer;
/** How far the server's clock is ahead, in milliseconds. */
let ahead = 0;
beforeAll(async () => {
  // Of its own: nodes of other tests would be chosen too.
  redis = await startOwnRedis();
  server = await startTestServer({ env: { REDIS_URL: redis.url }, clock: { now: () => Date.now() + ahead } });
});
afterAll(async () => {
  await server.stop();
  await redis.kill();
});
const { register, forget, forgetAll, says } = mediaNodes(() => server.parts.redis);
beforeEach(forgetAll);

/** Resolves when the server knows that the show has a host. */
const hosted = (showId: string) =>
  vi.waitFor(
    async () =>
      expect(await server.parts.db.model("Show").exists({ _id: showId, hosted: true })).not.toBeNull(),
    { timeout: 15_000 },
  );

const readToken = async (token: string) => {
  const secret = new TextEncoder().encode(server.config.mediaTokenSecret);
  const { payload } = await jwtVerify(token, secret, { algorithms: ["HS256"] });
  return { ...MediaToken.parse(payload), seconds: (payload.exp ?? 0) - (payload.iat ?? 0) };
};

test("a pass names the show, the person, the role and the least loaded node, and lasts a minute", async () => {
  await register("busy", { peers: 40 });
  await register("idle", { peers: 2 });
  const { owner, show } = await goLive(server);
  const params = { showId: show.id };
  await vi.waitFor(
    async () =>
      expect(await owner.call(routes.admitToShow, { params, body: { as: "host" } })).toMatchObject({
        ok: true,
      }),
    { timeout: 15_000 },
  );
  const host = await owner.must(routes.admitToShow, { params, body: { as: "host" } });
  expect(host).toMatchObject({ url: "http://idle.example:8081", role: "host" });
  expect(await readToken(host.token)).toEqual({
    showId: show.id,
    userId: owner.me.id,
    role: "host",
    nodeId: "idle",
    record: true,
    seconds: 60,
  });
  const visitor = await server.visitor().must(routes.admitToShow, { params, body: { as: "viewer" } });
  const claims = await readToken(visitor.token);
  expect(claims).toMatchObject({ role: "viewer", nodeId: "idle" });
  expect(claims.userId).toMatch(/^guest-/);

  // The show stays where it is, though the other is now less loaded, until its node is gone.
  await register("busy", { peers: 0 });
  await register("idle", { peers: 90 });
  expect((await server.visitor().must(routes.admitToShow, { params, body: { as: "viewer" } })).url).toBe(
    host.url,
  );
  await forget("idle");
  await vi.waitFor(
    async () => {
      const next = await server.visitor().must(routes.admitToShow, { params, body: { as: "viewer" } });
      expect(next.url).toBe("http://busy.example:8081");
    },
    { timeout: 15_000 },
  );
  const csp = (await fetch(`${server.url}/`)).headers.get("content-security-policy");
  expect(csp).toContain("http://busy.example:8081 ws://busy.example:8081");
  // A node that is gone may come back, under pages that were opened meanwhile.
  expect(csp).toContain("http://idle.example:8081 ws://idle.example:8081");
});

test("who may not have a pass gets none", async () => {
  const { owner, show } = await openStage(server);
  const params = { showId: show.id };
  const ask = (client: typeof owner, as: "host" | "viewer") =>
    client.call(routes.admitToShow, { params, body: { as } });
  const bob = await server.person("bob");
  expect(await ask(owner, "host")).toMatchObject({ error: { code: "SHOW_NOT_LIVE" } });
  await owner.must(routes.startShow, { params });
  expect(await ask(bob, "host")).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await ask(server.visitor(), "host")).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });
  await vi.waitFor(
    async () => expect(await ask(bob, "viewer")).toMatchObject({ error: { code: "MEDIA_UNAVAILABLE" } }),
    { timeout: 15_000 },
  );
  await owner.must(routes.endShow, { params });
  expect(await ask(bob, "viewer")).toMatchObject({ error: { code: "SHOW_ENDED" } });
});

test("a host who drops out pauses the show after a grace, and resumes it by coming back", async () => {
  const { show } = await goLive(server);
  const page = await openPage(server.visitor(), show.id);
  const current = () => server.visitor().must(routes.readShow, { params: { showId: show.id } });
  await register("n", { hosting: [show.id] });
  await says("host:joined", show.id);
  await hosted(show.id);
  await register("n", { hosting: [] });
  await says("host:left", show.id);
  await server.parts.redis.publish(MEDIA_EVENTS_CHANNEL, "not even JSON");
  expect((await current()).status).toBe("live");
  ahead += 10_000;
  await page.hears("show:changed", ({ data }) => data.status === "paused");

  await says("host:joined", show.id);
  const resumed = await page.hears("show:changed", ({ data, seq }) => data.status === "live" && seq > 1);
  expect(resumed.data.startedAt).toBe(show.startedAt);
  page.close();
});

test("the registry mends what was not heard, and tells a node of an end it missed", async () => {
  const { owner, show } = await goLive(server);
  const page = await openPage(server.visitor(), show.id);
  await register("n", { hosting: [show.id] });
  await hosted(show.id);
  await register("n", { hosting: [] });
  await vi.waitFor(
    async () => {
      ahead += 3_000;
      expect((await owner.must(routes.readShow, { params: { showId: show.id } })).status).toBe("paused");
    },
    { timeout: 15_000, interval: 500 },
  );
  await register("n", { hosting: [show.id] });
  await page.hears("show:changed", ({ data, seq }) => data.status === "live" && seq > 1);

  await owner.must(routes.endShow, { params: { showId: show.id } });
  // Once for the end itself, and again because the registry still names it.
  await vi.waitFor(
    async () => {
      const told = await mediaOrders(server.parts.redis, show.id);
      expect(told.filter(({ type }) => type === "show:ended").length).toBeGreaterThan(1);
    },
    { timeout: 15_000 },
  );
  page.close();
});

test("whoever loses their role in the middle of a show is put out of its media as a host (invariant 14)", async () => {
  const stage = await goLive(server);
  const { owner, shop, show } = stage;
  const moderator = await addModerator(server, stage);
  await owner.must(routes.removeMember, { params: { shopId: shop.id, userId: moderator.me.id } });
  expect(await mediaOrders(server.parts.redis, show.id)).toEqual([
    { type: "sender:removed", showId: show.id, userId: moderator.me.id },
  ]);
});

test("viewers fill the origin, then an edge; hosts go to the origin, however full", async () => {
  await register("origin", { capacity: 2 });
  const { owner, show } = await goLive(server);
  const params = { showId: show.id };
  const urlFor = async (client: typeof owner, as: "host" | "viewer") =>
    (await client.must(routes.admitToShow, { params, body: { as } })).url;
  const origin = "http://origin.example:8081";
  await vi.waitFor(async () => expect(await urlFor(owner, "host")).toBe(origin), { timeout: 15_000 });
  await register("origin", { capacity: 2, peers: 1, hosting: [show.id], carrying: [show.id] });
  await register("edge", { capacity: 2 });
  const placed: string[] = [];
  await vi.waitFor(
    async () => {
      placed.push(await urlFor(server.visitor(), "viewer"));
      expect(placed.at(-1)).toBe("http://edge.example:8081");
    },
    { timeout: 15_000 },
  );
  // Those just sent there are counted before their node says so.
  expect(placed[0]).toBe(origin);
  expect(await urlFor(owner, "host")).toBe(origin);
});

test("a draining origin hands its shows to another node, and the nodes are told once, by whichever server", async () => {
  const second = await startTestServer({ env: { REDIS_URL: redis.url } });
  await register("leaving");
  const { owner, show } = await goLive(server);
  const params = { showId: show.id };
  const hostUrl = async () => {
    const answer = await owner.call(routes.admitToShow, { params, body: { as: "host" } });
    return answer.ok ? answer.data.url : answer.error.code;
  };
  await vi.waitFor(async () => expect(await hostUrl()).toBe("http://leaving.example:8081"), {
    timeout: 15_000,
  });
  const carrying = { hosting: [show.id], carrying: [show.id] };
  await register("leaving", carrying);
  await register("staying", { peers: 100 });
  await register("leaving", { ...carrying, draining: true });
  const moves = async () =>
    (await mediaOrders(server.parts.redis, show.id)).filter(({ type }) => type === "show:moved").length;
  await vi.waitFor(async () => expect(await moves()).toBe(1), { timeout: 15_000 });
  await vi.waitFor(async () => expect(await hostUrl()).toBe("http://staying.example:8081"), {
    timeout: 15_000,
  });
  expect(await server.parts.redis.get(mediaOriginKey(show.id))).toBe("staying");
  expect(await moves()).toBe(1);
  await second.stop();
});

test("a show whose origin died stands elsewhere, though nobody asked for a pass", async () => {
  await register("dying");
  const { owner, show } = await goLive(server);
  const params = { showId: show.id };
  await vi.waitFor(
    async () =>
      expect((await owner.call(routes.admitToShow, { params, body: { as: "host" } })).ok).toBe(true),
    { timeout: 15_000 },
  );
  await register("edge", { carrying: [show.id] });
  await forget("dying");
  await vi.waitFor(async () => expect(await server.parts.redis.get(mediaOriginKey(show.id))).toBe("edge"), {
    timeout: 15_000,
  });
  expect(await mediaOrders(server.parts.redis, show.id)).toContainEqual({
    type: "show:moved",
    showId: show.id,
  });
  expect(await server.parts.redis.sMembers(MEDIA_NODES_KEY)).toEqual(["edge"]);
});
