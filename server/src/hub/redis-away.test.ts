import { routes } from "@showdrop/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { randomToken } from "../kit/random.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { type OwnRedis, startOwnRedis } from "../testing/redis.ts";
import { goLive, openPage } from "../testing/stage.ts";
import { createShowLog } from "./show-log.store.ts";

let redis: OwnRedis;
let serverA: TestServer;
let serverB: TestServer;
beforeAll(async () => {
  redis = await startOwnRedis();
  const database = `test-${randomToken(6)}`;
  serverA = await startTestServer({ database, env: { REDIS_URL: redis.url } });
  serverB = await startTestServer({ database, env: { REDIS_URL: redis.url } });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
  await redis.kill();
});

test("without Redis the servers live; when it is back nothing was lost and all hear all again", async () => {
  const { owner, shop, show } = await goLive(serverA);
  const [eve, sam] = [await serverB.person("eve"), await serverB.person("sam")];
  const [ownerPage, visitorB, evePage] = [
    await openPage(owner, show.id),
    await openPage(serverB.visitor(), show.id),
    await openPage(eve, show.id),
  ];
  const samPage = await openPage(sam, show.id);
  await ownerPage.say("before");
  await visitorB.hears("chat:posted", ({ data }) => data.text === "before");

  await redis.kill();
  await vi.waitFor(
    () => expect([serverA, serverB].map(({ parts }) => parts.redis.isReady)).toEqual([false, false]),
    { timeout: 15_000 },
  );
  // What needs Redis says so; what does not goes on: those on the other server are told what its log has.
  expect(await ownerPage.say("meanwhile")).toMatchObject({ ok: true });
  await ownerPage.hears("chat:posted", ({ data }) => data.text === "meanwhile");
  await visitorB.hears("chat:posted", ({ data }) => data.text === "meanwhile");
  const params = { showId: show.id };
  expect(await serverA.visitor().call(routes.admitToShow, { params, body: { as: "viewer" } })).toMatchObject({
    error: { code: "UNAVAILABLE" },
  });
  expect((await serverB.visitor().must(routes.readShow, { params })).viewers).toBe(0);
  await owner.must(routes.banPerson, { params: { shopId: shop.id }, body: { userId: eve.me.id } });
  expect(await evePage.say("they cannot tell")).toMatchObject({ error: { code: "BANNED" } });
  await visitorB.hears("person:banned");
  // A session that ended where nobody here could hear of it: the record is asked.
  const at = Date.now();
  await serverA.parts.db.collection("sessions").deleteMany({ userId: new Types.ObjectId(sam.me.id) });
  await samPage.leaves();
  expect(Date.now() - at).toBeLessThan(2_000);
  const late = await openPage(serverA.visitor(), show.id);
  late.close();

  await redis.start();
  const snapshot = await visitorB.request("show:join", params);
  expect(snapshot.ok && snapshot.data.messages.map(({ text }) => text)).toEqual(["before", "meanwhile"]);

  await ownerPage.say("after");
  await visitorB.hears("chat:posted", ({ data }) => data.text === "after");
  await evePage.request("clock:read", {});
  expect(evePage.entries.some((entry) => entry.event === "chat:posted" && entry.data.text === "after")).toBe(
    false,
  );
  await visitorB.sees(1);
  for (const page of [ownerPage, visitorB, evePage]) page.close();
});

test("a dropped subscription is mended, and what was missed meanwhile is noticed", async () => {
  const { owner, show } = await goLive(serverA);
  const [ownerPage, visitorB] = [await openPage(owner, show.id), await openPage(serverB.visitor(), show.id)];
  // An entry that was published while the subscription was cut: it is in the log, and nobody here heard of it.
  const missed = { userId: owner.me.id };
  const unheard = { event: "person:banned" as const, data: missed, at: new Date() };
  const seq = await createShowLog(serverA.parts.db).append(show.id, [unheard]);
  await redis.cutSubscribers();
  expect(await visitorB.hears("person:banned")).toMatchObject({ seq, data: missed });
  await vi.waitFor(() => expect(serverB.parts.subscriber.isReady).toBe(true), { timeout: 15_000 });
  await ownerPage.say("all well");
  await visitorB.hears("chat:posted", ({ data }) => data.text === "all well");
  ownerPage.close();
  visitorB.close();
});

test("a subscription that is lost while its connection stands is noticed and made anew", async () => {
  const { owner, show } = await goLive(serverA);
  const [ownerPage, visitorB] = [await openPage(owner, show.id), await openPage(serverB.visitor(), show.id)];
  const { subscriber, redis: commands } = serverB.parts;
  const channel = "socket.io#/#";
  const listening = async () => Number((await commands.pubSubShardNumSub([channel]))[channel]);
  await vi.waitFor(async () => expect(await listening()).toBe(2), { timeout: 15_000 });
  await subscriber.sUnsubscribe(channel);
  expect(await listening()).toBe(1);
  await ownerPage.say("is anybody there?");
  await visitorB.hears("chat:posted", ({ data }) => data.text === "is anybody there?");
  await vi.waitFor(async () => expect(await listening()).toBe(2), { timeout: 15_000 });
  ownerPage.close();
  visitorB.close();
});
