import { type ChatModes, calmAutomod, openChat, routes, shieldModes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFollowStore } from "../../follows/follows.store.ts";
import { randomToken } from "../../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../../testing/harness.ts";
import { addModerator, goLive, openPage, openStage, type Stage } from "../../testing/stage.ts";

const database = `test-${randomToken(6)}`;
let serverA: TestServer;
let serverB: TestServer;
beforeAll(async () => {
  serverA = await startTestServer({ database });
  serverB = await startTestServer({ database });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
});

const set = (client: Client, { show }: Stage, body: Partial<ChatModes>) =>
  client.must(routes.setChatModes, { params: { showId: show.id }, body });
const shield = (client: Client, { show }: Stage, on: boolean) =>
  client.must(routes.setShield, { params: { showId: show.id }, body: { on } });
const rows = (subject: string) =>
  serverA.db.collection("audit_log").find({ subject }).sort({ _id: 1 }).toArray();
/** Makes an account as old as that many minutes. */
const age = (client: Client, minutes: number) =>
  serverA.db
    .collection("users")
    .updateOne({ email: client.me.email }, { $set: { createdAt: new Date(Date.now() - minutes * 60_000) } });

test("each mode holds on every server from the moment it is set, also in the waiting room, and never for the team", async () => {
  const stage = await openStage(serverA);
  const { owner, shop } = stage;
  const moderator = await addModerator(serverA, stage);
  const bob = await serverB.person("bob");
  const [page, ownerPage] = [await openPage(bob, stage.show.id), await openPage(owner, stage.show.id)];
  const says = async (text = `hello ${randomToken(4)}`) => {
    const said = await page.say(text);
    return said.ok ? "said" : said.error.code;
  };

  await set(moderator, stage, { frozen: true });
  expect((await page.hears("chat:rules")).data).toEqual({
    ...openChat,
    frozen: true,
    shield: false,
    revision: 1,
  });
  expect(await says()).toBe("CHAT_FROZEN");
  expect(await ownerPage.say("the team goes on")).toMatchObject({ ok: true });

  await set(moderator, stage, { frozen: false, accountMinutes: 60 });
  expect(await says()).toBe("ACCOUNT_TOO_NEW");
  await age(bob, 61);
  expect(await says()).toBe("said");

  await set(moderator, stage, { accountMinutes: null, followersMinutes: 0 });
  expect(await says()).toBe("FOLLOWERS_ONLY");
  await bob.must(routes.follow, { params: { kind: "shop", id: shop.id }, body: {} });
  expect(await says()).toBe("said");
  await set(moderator, stage, { followersMinutes: 30 });
  expect(await says()).toBe("FOLLOWERS_ONLY");
  const since = await createFollowStore(serverA.db).followedSince(shop.id, bob.me.id);
  expect(since).toBeInstanceOf(Date);

  await set(moderator, stage, { followersMinutes: null, buyersOnly: true });
  expect(await says()).toBe("BUYERS_ONLY");

  await set(moderator, stage, { buyersOnly: false, linksAllowed: false });
  expect(await says("see www.example.com")).toBe("LINKS_OFF");
  expect(await says("see example dot com")).toBe("LINKS_OFF");
  expect(await says("no address, 3.5cm wide")).toBe("said");
  expect(await ownerPage.say("see www.example.com")).toMatchObject({ ok: true });

  await set(moderator, stage, { linksAllowed: true, slowSeconds: 3 });
  expect(await says()).toBe("said");
  const tooSoon = await page.say("and another");
  expect(tooSoon).toMatchObject({ error: { code: "CHAT_SLOW" } });
  const wait = tooSoon.ok ? 0 : (tooSoon.error.retryAfter ?? 0);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(3);
  for (const text of ["one", "two"]) expect(await ownerPage.say(text)).toMatchObject({ ok: true });
  await expect.poll(() => says("in time"), { timeout: 10_000, interval: 250 }).toBe("said");

  const log = await rows(`show:${stage.show.id}`);
  expect(log.map(({ action }) => action)).toEqual(Array(7).fill("chat:modes"));
  expect(log[0]).toMatchObject({ before: { frozen: false }, after: { frozen: true }, topic: "chat" });
  expect(log[0]?.actorId.toHexString()).toBe(moderator.me.id);
  for (const each of [page, ownerPage]) each.close();
});

test("Shield is one act: it lies over what was set, nothing else changes meanwhile, and off brings back what was", async () => {
  const stage = await goLive(serverA);
  const moderator = await addModerator(serverA, stage);
  const page = await openPage(serverB.visitor(), stage.show.id);
  await set(moderator, stage, { slowSeconds: 60, buyersOnly: true });
  const on = await shield(moderator, stage, true);
  expect(on).toEqual({ ...shieldModes, slowSeconds: 60, buyersOnly: true, shield: true, revision: 2 });
  expect((await page.hears("chat:rules", ({ data }) => data.shield)).data).toEqual(on);
  expect(
    await moderator.call(routes.setChatModes, {
      params: { showId: stage.show.id },
      body: { slowSeconds: null },
    }),
  ).toMatchObject({ error: { code: "SHIELD_IS_ON" } });
  // Again is not another act.
  expect(await shield(moderator, stage, true)).toEqual(on);
  expect(await shield(moderator, stage, false)).toEqual({
    ...{ ...openChat, slowSeconds: 60, buyersOnly: true, shield: false, revision: 3 },
  });
  const log = await rows(`show:${stage.show.id}`);
  expect(log.map(({ action }) => action).filter((action) => action.startsWith("chat:"))).toEqual([
    "chat:modes",
    "chat:shield-on",
    "chat:shield-off",
  ]);
  page.close();
});

test("the shop decides what Shield turns on", async () => {
  const stage = await goLive(serverA);
  const { owner, shop } = stage;
  const strict = { ...shieldModes, frozen: true };
  await owner.must(routes.setAutomod, {
    params: { shopId: shop.id },
    body: { ...calmAutomod, shield: strict },
  });
  expect(await shield(owner, stage, true)).toMatchObject({ frozen: true, shield: true });
});

test("two who change different modes at the same moment both have their way", async () => {
  const stage = await goLive(serverA);
  const moderator = await addModerator(serverA, stage);
  await Promise.all([
    set(stage.owner, stage, { slowSeconds: 10 }),
    set(moderator, stage, { buyersOnly: true }),
    set(moderator, stage, { linksAllowed: false }),
  ]);
  const rules = await set(moderator, stage, {});
  expect(rules).toMatchObject({ slowSeconds: 10, buyersOnly: true, linksAllowed: false, revision: 3 });
  expect(await rows(`show:${stage.show.id}`)).toHaveLength(3);
});

test("modes survive a restart of the server, Shield with what was before it", async () => {
  const first = await startTestServer({ database });
  const stage = await goLive(first);
  await set(stage.owner, stage, { slowSeconds: 45 });
  await shield(stage.owner, stage, true);
  await first.stop();

  const second = await startTestServer({ database });
  try {
    const visitor = await second.visitor().connect();
    const joined = await visitor.request("show:join", { showId: stage.show.id });
    expect(joined.ok && joined.data.chatRules).toMatchObject({ shield: true, slowSeconds: 45, revision: 2 });
    visitor.close();
    const bob = await second.person("bob");
    const page = await openPage(bob, stage.show.id);
    expect(await page.say("hello")).toMatchObject({ error: { code: "ACCOUNT_TOO_NEW" } });
    page.close();
    expect(await shield(await sameAs(stage.owner, second), stage, false)).toMatchObject({
      ...{ shield: false, slowSeconds: 45, accountMinutes: null },
    });
  } finally {
    await second.stop();
  }
});

/** The same person, signed in at another server. */
const sameAs = async ({ me }: Client, server: TestServer): Promise<Client> => {
  const client = server.visitor();
  await client.must(routes.signIn, { body: { email: me.email, password: "a fine long password" } });
  return client;
};

test("viewers change nothing, and a show that is over has no rules to change", async () => {
  const stage = await goLive(serverA);
  const bob = await serverA.person("bob");
  const params = { showId: stage.show.id };
  for (const call of [
    bob.call(routes.setChatModes, { params, body: { frozen: true } }),
    bob.call(routes.setShield, { params, body: { on: true } }),
  ])
    expect(await call).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  await stage.owner.must(routes.endShow, { params });
  expect(await stage.owner.call(routes.setShield, { params, body: { on: true } })).toMatchObject({
    error: { code: "SHOW_ENDED" },
  });
  for (const slowSeconds of [2, 121, 3.5])
    expect(await stage.owner.call(routes.setChatModes, { params, body: { slowSeconds } })).toMatchObject({
      error: { code: "INVALID_INPUT", path: "slowSeconds" },
    });
});
