import { type ChatMessage, HISTORY_LENGTH, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { startOwnRedis } from "../testing/redis.ts";
import { addModerator, goLive, openPage, openStage } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("what one says all hear, in one order, and whoever comes later finds it in the history", async () => {
  const { owner, show } = await goLive(server);
  const bob = await server.person("bob");
  const [ownerPage, bobPage, visitorPage] = await Promise.all(
    [owner, bob, server.visitor()].map((client) => openPage(client, show.id)),
  );
  if (!ownerPage || !bobPage || !visitorPage) throw new Error("unreachable");

  const posted = await bobPage.say("  hello\n there ");
  expect(posted).toMatchObject({
    ok: true,
    data: { text: "hello there", author: { id: bob.me.id, displayName: "bob" }, role: null },
  });
  await ownerPage.say("welcome");
  const answer = await visitorPage.hears("chat:posted", ({ data }) => data.text === "welcome");
  expect(answer.data).toMatchObject({ author: { displayName: "owner" }, role: "owner" });
  for (const page of [ownerPage, bobPage]) await page.hears("chat:posted", ({ seq }) => seq === answer.seq);
  expect(bobPage.entries).toEqual(visitorPage.entries);

  expect(await visitorPage.say("me too")).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });
  const late = await visitorPage.request("show:join", { showId: show.id });
  expect(late.ok && late.data.messages.map(({ text }) => text)).toEqual(["hello there", "welcome"]);
  expect(late.ok && late.data.seq).toBe(answer.seq);
  for (const page of [ownerPage, bobPage, visitorPage]) page.close();
});

test("a retry under the same key says it once; another text under it is refused", async () => {
  const { show } = await goLive(server);
  const bob = await server.person("bob");
  const page = await openPage(bob, show.id);
  const results = await Promise.all([1, 2, 3].map(() => page.say("once", "key-of-one-line")));
  const ids = new Set(results.map((result) => result.ok && (result.data as ChatMessage).id));
  expect(ids.size).toBe(1);
  expect(await page.say("twice", "key-of-one-line")).toMatchObject({
    error: { code: "IDEMPOTENCY_KEY_REUSED" },
  });
  const snapshot = await page.request("show:join", { showId: show.id });
  expect(snapshot.ok && snapshot.data.messages.map(({ text }) => text)).toEqual(["once"]);
  page.close();
});

test("a line that was kept but never told is told by the retry", async () => {
  const { show } = await goLive(server);
  const bob = await server.person("bob");
  const page = await openPage(bob, show.id);
  await page.say("cut off", "key-cut-off");
  await page.hears("chat:posted");
  // As if the server had stopped between keeping the message and telling everybody.
  await server.parts.db.collection("showentries").deleteMany({ event: "chat:posted" });
  await page.say("cut off", "key-cut-off");
  expect((await page.hears("chat:posted", ({ seq }) => seq === 3)).data.text).toBe("cut off");
  page.close();
});

test("nothing, too much, and a show that is over are refused; a waiting room chats", async () => {
  const { owner, show } = await openStage(server);
  const bob = await server.person("bob");
  const page = await openPage(bob, show.id);
  expect(await page.say("waiting")).toMatchObject({ ok: true });
  expect(await page.say("​ \n")).toMatchObject({ error: { code: "MESSAGE_EMPTY" } });
  expect(await page.say("x".repeat(301))).toMatchObject({ error: { code: "INVALID_INPUT", path: "text" } });
  // One character of three hundred that becomes eighteen when made plain.
  expect(await page.say("ﷺ".repeat(100))).toMatchObject({ error: { code: "INVALID_INPUT", path: "text" } });
  await owner.must(routes.startShow, { params: { showId: show.id } });
  await owner.must(routes.endShow, { params: { showId: show.id } });
  expect(await page.say("anybody?")).toMatchObject({ error: { code: "SHOW_ENDED" } });
  page.close();
});

test("a person is slowed down, the team is not", async () => {
  // Of its own, so that nobody else's attempts count.
  const redis = await startOwnRedis();
  const strict = await startTestServer({ env: { RATE_LIMIT_SCALE: "1", REDIS_URL: redis.url } });
  try {
    const { owner, show } = await goLive(strict);
    const bob = await strict.person("bob");
    const [bobPage, ownerPage] = [await openPage(bob, show.id), await openPage(owner, show.id)];
    for (let i = 0; i < 5; i++) expect(await bobPage.say(`line ${i}`)).toMatchObject({ ok: true });
    const refused = await bobPage.say("line 6");
    expect(refused).toMatchObject({ error: { code: "CHAT_TOO_FAST" } });
    expect(refused.ok || refused.error.retryAfter).toBeGreaterThan(0);
    for (let i = 0; i < 8; i++) expect(await ownerPage.say(`answer ${i}`)).toMatchObject({ ok: true });
    bobPage.close();
    ownerPage.close();
  } finally {
    await strict.stop();
    await redis.kill();
  }
});

test("a moderator takes a message away everywhere, with one audit row; a viewer may not", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const bob = await server.person("bob");
  const [page, teamPage] = [await openPage(bob, stage.show.id), await openPage(moderator, stage.show.id)];
  const posted = await page.say("rude");
  if (!posted.ok) throw new Error("unreachable");
  const params = { showId: stage.show.id, messageId: (posted.data as ChatMessage).id };

  expect(await bob.call(routes.deleteMessage, { params })).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await moderator.must(routes.deleteMessage, { params })).toMatchObject({ already: false });
  expect(await moderator.must(routes.deleteMessage, { params })).toMatchObject({
    by: { id: moderator.me.id, displayName: "moderator" },
    already: true,
  });
  expect((await page.hears("chat:deleted")).data).toEqual({ messageId: params.messageId });
  expect(await teamPage.hearsAsModerator("moderation:done")).toMatchObject({
    action: "message:delete",
    actor: { id: moderator.me.id },
    person: { id: bob.me.id },
    messageId: params.messageId,
    before: { text: "rude" },
  });
  const again = await page.request("show:join", { showId: stage.show.id });
  expect(again.ok && again.data.messages).toEqual([]);
  const rows = await server.parts.db
    .collection("audit_log")
    .find({ subject: `message:${params.messageId}` })
    .toArray();
  expect(rows).toMatchObject([{ action: "message:delete", before: { text: "rude", authorId: bob.me.id } }]);
  expect(
    await moderator.call(routes.deleteMessage, { params: { ...params, messageId: stage.show.id } }),
  ).toMatchObject({ error: { code: "NOT_FOUND" } });
  page.close();
  teamPage.close();
});

test("the history holds the last messages alone", async () => {
  const { owner, show } = await goLive(server);
  const page = await openPage(owner, show.id);
  for (let i = 0; i < HISTORY_LENGTH + 3; i++) await page.say(`line ${i}`);
  const snapshot = await page.request("show:join", { showId: show.id });
  if (!snapshot.ok) throw new Error("unreachable");
  const texts = snapshot.data.messages.map(({ text }) => text);
  expect([texts.length, texts[0], texts.at(-1)]).toEqual([100, "line 3", "line 102"]);
  page.close();
});
