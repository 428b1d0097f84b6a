import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { addModerator, goLive, openPage } from "../testing/stage.ts";

let serverA: TestServer;
let serverB: TestServer;
beforeAll(async () => {
  const database = `test-${randomToken(6)}`;
  serverA = await startTestServer({ database });
  serverB = await startTestServer({ database });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
});

test("a ban on one server reaches every socket, page and media node of all (invariant 14)", async () => {
  const stage = await goLive(serverA);
  const { owner, shop, show } = stage;
  const moderator = await addModerator(serverA, stage);
  const eve = await serverB.person("eve");
  const [viewerA, viewerB] = [
    await openPage(serverA.visitor(), show.id),
    await openPage(serverB.visitor(), show.id),
  ];
  const evePage = await openPage(eve, show.id);
  await evePage.say("spam");
  await viewerA.hears("chat:posted");

  const ban = await moderator.must(routes.banPerson, {
    params: { shopId: shop.id },
    body: { userId: eve.me.id, reason: "spam" },
  });
  expect(ban).toMatchObject({
    person: { id: eve.me.id, displayName: "eve" },
    bannedBy: { id: moderator.me.id },
    reason: "spam",
  });
  for (const page of [viewerA, viewerB])
    expect((await page.hears("person:banned")).data).toEqual({ userId: eve.me.id });
  expect(await evePage.hearsPersonally("person:banned")).toEqual({ shopId: shop.id });
  expect(await mediaOrders(serverA.parts.redis, show.id)).toEqual([
    { type: "person:removed", showId: show.id, userId: eve.me.id },
  ]);

  expect(await evePage.say("more spam")).toMatchObject({ error: { code: "BANNED" } });
  // Out of the room on the other server: what is said now, she does not hear.
  const before = evePage.entries.length;
  const ownerPage = await openPage(owner, show.id);
  await ownerPage.say("peace");
  await viewerB.hears("chat:posted", ({ data }) => data.text === "peace");
  await evePage.request("clock:read", {});
  expect(evePage.entries.slice(before).map(({ event }) => event)).not.toContain("chat:posted");

  expect(await evePage.request("show:join", { showId: show.id })).toMatchObject({
    error: { code: "BANNED" },
  });
  expect(
    await eve.call(routes.admitToShow, { params: { showId: show.id }, body: { as: "viewer" } }),
  ).toMatchObject({ error: { code: "BANNED" } });

  // Signed in anew, on another device: the same person.
  const elsewhere = serverA.visitor();
  await elsewhere.must(routes.signIn, { body: { email: eve.me.email, password: "a fine long password" } });
  await expect(openPage(elsewhere, show.id)).rejects.toThrow("BANNED");

  const history = await viewerA.request("show:join", { showId: show.id });
  expect(history.ok && history.data.messages.map(({ text }) => text)).toEqual(["peace"]);

  const { items } = await moderator.must(routes.listBans, { params: { shopId: shop.id } });
  const { already, ...made } = ban;
  expect([already, items]).toEqual([false, [made]]);
  await owner.must(routes.unbanPerson, { params: { shopId: shop.id, userId: eve.me.id } });
  expect(await evePage.hearsPersonally("person:readmitted")).toEqual({ shopId: shop.id });
  for (const page of [viewerA, viewerB])
    expect((await page.hears("chat:restored")).data.messages.map(({ text }) => text)).toEqual(["spam"]);
  const back = await openPage(eve, show.id);
  expect(await back.say("sorry")).toMatchObject({ ok: true });

  const rows = await serverA.parts.db
    .collection("audit_log")
    .find({ subject: `user:${eve.me.id}` })
    .sort({ _id: 1 })
    .toArray();
  expect(rows).toMatchObject([
    { action: "person:ban", reason: "spam", after: { shopId: shop.id } },
    { action: "person:unban", before: { shopId: shop.id } },
  ]);
  for (const page of [viewerA, viewerB, evePage, ownerPage, back]) page.close();
});

test("the team cannot be banned, and viewers cannot ban or see bans", async () => {
  const stage = await goLive(serverA);
  const { owner, shop } = stage;
  const moderator = await addModerator(serverA, stage);
  const bob = await serverA.person("bob");
  const params = { shopId: shop.id };
  for (const userId of [owner.me.id, moderator.me.id])
    expect(await moderator.call(routes.banPerson, { params, body: { userId } })).toMatchObject({
      error: { code: "NOT_ALLOWED" },
    });
  expect(await bob.call(routes.banPerson, { params, body: { userId: moderator.me.id } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  expect(await bob.call(routes.listBans, { params })).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await owner.call(routes.banPerson, { params, body: { userId: shop.id } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  expect(await owner.call(routes.unbanPerson, { params: { ...params, userId: bob.me.id } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
});

test("a ban that cannot be noted in the audit log is not made (invariant 19)", async () => {
  const stage = await goLive(serverA);
  const { owner, shop } = stage;
  const eve = await serverA.person("eve");
  const rows = serverA.parts.db.collection("audit_log");
  const row = { subject: `user:${eve.me.id}`, action: "person:ban" };
  await rows.insertOne({ ...row });
  const index = await rows.createIndex(
    { subject: 1, action: 1 },
    { unique: true, partialFilterExpression: row },
  );
  const ban = () =>
    owner.call(routes.banPerson, {
      params: { shopId: shop.id },
      body: { userId: eve.me.id, reason: "spam" },
    });
  const bans = () => owner.must(routes.listBans, { params: { shopId: shop.id } });
  expect(await ban()).toMatchObject({ error: { code: "INTERNAL" } });
  expect((await bans()).items).toEqual([]);
  await rows.dropIndex(index);
  expect((await ban()).ok).toBe(true);
  expect((await bans()).items).toHaveLength(1);
});
