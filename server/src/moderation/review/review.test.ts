import { type AutomodSettings, type ChatMessage, calmAutomod, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../../testing/harness.ts";
import { startSale } from "../../testing/sale.ts";
import { addModerator, goLive, openPage, type Page, type Stage } from "../../testing/stage.ts";

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

const automod = ({ owner, shop }: Stage, body: Partial<AutomodSettings>) =>
  owner.must(routes.setAutomod, { params: { shopId: shop.id }, body: { ...calmAutomod, ...body } });
const words = (hold: string[], refuse: string[] = []) => ({ words: { hold, refuse, allow: [] } });

const said = async (page: Page, text: string): Promise<ChatMessage> => {
  const answer = await page.say(text);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data as ChatMessage;
};
/** What a page has after all that was on its way has arrived: a line of the owner's comes last. */
const textsAfter = async (page: Page, owner: Page): Promise<string[]> => {
  const mark = `mark ${randomToken(4)}`;
  await owner.say(mark);
  await page.hears("chat:posted", ({ data }) => data.text === mark);
  return page.entries.flatMap((entry) => (entry.event === "chat:posted" ? [entry.data.text] : []));
};
const history = async (page: Page, showId: string): Promise<string[]> => {
  const joined = await page.request("show:join", { showId });
  return joined.ok ? joined.data.messages.map(({ text }) => text) : [];
};
const rows = (subject: string) =>
  serverA.db.collection("audit_log").find({ subject }).sort({ _id: 1 }).toArray();

/** A live show with the owner's page on A, a viewer's and an author's on B, and a moderator who listens on B. */
const people = async () => {
  const stage = await goLive(serverA);
  const moderator = await addModerator(serverB, stage);
  const eve = await serverB.person("eve");
  const showId = stage.show.id;
  return {
    ...{ stage, moderator, eve, showId },
    ownerPage: await openPage(stage.owner, showId),
    moderatorPage: await openPage(moderator, showId),
    evePage: await openPage(eve, showId),
    viewer: await openPage(serverA.visitor(), showId),
  };
};
const judge = (client: Client, showId: string, messageId: string, judgement: "approve" | "reject") =>
  client.call(routes.judgeMessage, { params: { showId, messageId }, body: { judgement } });

test("a held line is seen by its author alone; approved it is posted once, and the second moderator is told", async () => {
  const { stage, moderator, eve, showId, ownerPage, moderatorPage, evePage, viewer } = await people();
  await automod(stage, words(["바보"], ["idiot*"]));
  expect(await evePage.say("1d10ts!")).toMatchObject({ error: { code: "MESSAGE_NOT_FIT" } });

  const held = await said(evePage, "이 ㅂ ㅏ ㅂ ㅗ");
  expect(held.state).toBe("waiting");
  expect(await evePage.hearsPersonally("chat:aside")).toEqual(held);
  expect(await moderatorPage.hearsAsModerator("message:held")).toMatchObject({
    message: { id: held.id, author: { id: eve.me.id } },
    reason: { rule: "word", found: "바보" },
  });
  const { items } = await moderator.must(routes.listHeldMessages, { params: { showId } });
  expect(items.map(({ message, reason }) => [message.id, reason.found])).toEqual([[held.id, "바보"]]);
  expect(await textsAfter(viewer, ownerPage)).not.toContain(held.text);
  expect(await history(viewer, showId)).not.toContain(held.text);
  expect(await history(evePage, showId)).toContain(held.text);
  expect(await eve.call(routes.listHeldMessages, { params: { showId } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });

  const [first, second] = await Promise.all([
    judge(stage.owner, showId, held.id, "approve"),
    judge(moderator, showId, held.id, "approve"),
  ]);
  expect([first.ok, second.ok].sort()).toEqual([false, true]);
  for (const answer of [first, second]) if (!answer.ok) expect(answer.error.code).toBe("ALREADY_JUDGED");
  const posted = await viewer.hears("chat:posted", ({ data }) => data.id === held.id);
  expect(posted.data).toMatchObject({ text: held.text, author: { id: eve.me.id } });
  expect(posted.data.state).toBeUndefined();
  expect((await textsAfter(viewer, ownerPage)).filter((text) => text === held.text)).toHaveLength(1);
  expect(await rows(`message:${held.id}`)).toMatchObject([
    { action: "message:approve", before: { text: held.text, heldFor: { found: "바보" } } },
  ]);
  for (const page of [ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("an approval that was cut off before it was told is told by the next one, and only then", async () => {
  const { stage, moderator, showId, ownerPage, evePage, moderatorPage, viewer } = await people();
  await automod(stage, words(["spam"]));
  const held = await said(evePage, "s p a m again");
  // As a crash leaves it between the record and the hub.
  const approvedAt = (at: Date) =>
    serverA.db.model("Message").updateOne({ _id: held.id }, { $set: { at }, $unset: { hidden: 1 } });
  const heard = async () => (await textsAfter(viewer, ownerPage)).filter((text) => text === held.text).length;

  await approvedAt(new Date());
  const refused = { ok: false, error: { code: "ALREADY_JUDGED" } };
  expect(await judge(moderator, showId, held.id, "approve")).toMatchObject(refused);
  expect(await heard()).toBe(0);
  await approvedAt(new Date(Date.now() - 60_000));
  expect(await judge(moderator, showId, held.id, "reject")).toMatchObject(refused);
  expect(await heard()).toBe(0);
  await judge(moderator, showId, held.id, "approve");
  await judge(stage.owner, showId, held.id, "approve");
  expect(await heard()).toBe(1);
  for (const page of [ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("a rejected line is gone for its author, and nobody ever saw it", async () => {
  const { stage, moderator, showId, ownerPage, moderatorPage, evePage, viewer } = await people();
  await automod(stage, words(["spam"]));
  const held = await said(evePage, "s p a m");
  expect(await judge(moderator, showId, held.id, "reject")).toMatchObject({ ok: true });
  expect(await evePage.hearsPersonally("chat:rejected")).toEqual({ showId, messageId: held.id });
  expect(await moderatorPage.hearsAsModerator("message:judged")).toMatchObject({
    ...{ messageId: held.id, judgement: "reject", by: { id: moderator.me.id } },
  });
  expect(await history(evePage, showId)).not.toContain(held.text);
  expect(await textsAfter(viewer, ownerPage)).not.toContain(held.text);
  expect(await judge(moderator, showId, held.id, "approve")).toMatchObject({
    error: { code: "ALREADY_JUDGED" },
  });
  expect(await judge(moderator, showId, stage.shop.id, "approve")).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  for (const page of [ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("the same again, capitals, links and long runs are held where the shop says so, and the team is not read", async () => {
  const { stage, ownerPage, moderatorPage, evePage, viewer } = await people();
  await automod(stage, { repetition: "hold", caps: "hold", links: "refuse", ...words(["bowl"]) });
  expect((await said(evePage, "come and look at my page")).state).toBeUndefined();
  expect((await said(evePage, "Come  and look at my page!!")).state).toBe("waiting");
  expect((await said(evePage, "THIS IS THE VERY BEST OF ALL")).state).toBe("waiting");
  expect((await said(evePage, `wo${"w".repeat(40)}`)).state).toBe("waiting");
  expect((await said(evePage, `${"ㅋ".repeat(35)} 귀엽다`)).state).toBeUndefined();
  expect(await evePage.say("example.shop/now")).toMatchObject({ error: { code: "MESSAGE_NOT_FIT" } });
  expect((await said(ownerPage, "A BOWL FOR EVERYBODY, www.example.com")).state).toBeUndefined();
  for (const page of [ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("settings are tried before they are saved, and changed by owner and managers alone, with one audit row", async () => {
  const { stage, moderator, ownerPage, moderatorPage, evePage, viewer } = await people();
  const params = { shopId: stage.shop.id };
  const settings = { ...calmAutomod, ...words(["bad"]) };
  const attempt = (text: string, given?: AutomodSettings) =>
    moderator.must(routes.tryAutomod, { params, body: { text, ...(given ? { settings: given } : {}) } });
  expect(await attempt("b.a.d", settings)).toEqual({
    action: "hold",
    reason: { rule: "word", found: "bad" },
  });
  expect(await attempt("b.a.d")).toEqual({ action: "allow", reason: null });
  expect(await moderator.call(routes.setAutomod, { params, body: settings })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  await automod(stage, words(["bad"]));
  await automod(stage, words(["bad"]));
  expect(await attempt("b.a.d")).toMatchObject({ action: "hold" });
  expect(await moderator.must(routes.readAutomod, { params })).toEqual(settings);
  const log = await rows(`shop:${stage.shop.id}`);
  expect(log.filter(({ action }) => action === "automod:set")).toMatchObject([
    { before: { words: { hold: [] } }, after: { words: { hold: ["bad"] } } },
  ]);
  for (const page of [ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("a report counts once for each person, says nothing to them, and is closed once", async () => {
  const { stage, moderator, eve, showId, ownerPage, moderatorPage, evePage, viewer } = await people();
  const line = await said(evePage, "come to my channel");
  const [ann, bob] = [await serverA.person("ann"), await serverB.person("bob")];
  const report = (client: Client, reason: "spam" | "scam") =>
    client.call(routes.reportMessage, { params: { showId, messageId: line.id }, body: { reason } });
  for (const answer of [
    await report(ann, "spam"),
    await report(ann, "scam"),
    await report(bob, "scam"),
    await report(bob, "scam"),
  ])
    expect(answer).toEqual({ ok: true, data: { done: true } });
  expect(await report(eve, "spam")).toMatchObject({ error: { code: "NOT_ALLOWED" } });

  expect(await moderatorPage.hearsAsModerator("report:changed")).toMatchObject({ message: { id: line.id } });
  const list = () => moderator.must(routes.listReports, { params: { showId } });
  expect((await list()).items).toMatchObject([
    { message: { id: line.id, text: line.text }, count: 2, reasons: { spam: 1, scam: 1 }, deleted: false },
  ]);
  const close = (client: Client) =>
    client.call(routes.closeReport, {
      params: { showId, messageId: line.id },
      body: { outcome: "dismissed" },
    });
  const closed = await Promise.all([close(moderator), close(stage.owner)]);
  expect(closed.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await moderatorPage.hearsAsModerator("report:closed")).toEqual({ messageId: line.id });
  // A closed case stays closed, whoever reports again.
  expect(await report(await serverA.person("cat"), "spam")).toEqual({ ok: true, data: { done: true } });
  expect((await list()).items).toEqual([]);
  expect((await rows(`message:${line.id}`)).map(({ action }) => action)).toEqual(["report:close"]);
  for (const page of [ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("whoever is shadow-muted sees their lines on all their pages, the team sees them marked, nobody else does", async () => {
  const { stage, moderator, eve, showId, ownerPage, moderatorPage, evePage, viewer } = await people();
  const params = { shopId: stage.shop.id };
  const secondPage = await openPage(eve, showId);
  await moderator.must(routes.shadowMute, { params, body: { userId: eve.me.id, reason: "spam" } });

  const line = await said(evePage, "anybody here?");
  expect(line.state).toBeUndefined();
  expect(await secondPage.hearsPersonally("chat:aside")).toEqual(line);
  expect(await moderatorPage.hearsAsModerator("message:shadowed")).toEqual({ ...line, state: "shadowed" });
  expect(await textsAfter(viewer, ownerPage)).not.toContain(line.text);
  expect(await history(viewer, showId)).not.toContain(line.text);
  const own = await evePage.request("show:join", { showId });
  expect(own.ok && own.data.messages.find(({ id }) => id === line.id)).toEqual(line);
  const team = await moderatorPage.request("show:join", { showId });
  expect(team.ok && team.data.messages.find(({ id }) => id === line.id)?.state).toBe("shadowed");
  // Nobody answers to what they cannot see.
  expect(
    await ownerPage.request("chat:post", { showId, text: "yes", key: "an-answer-key", replyTo: line.id }),
  ).toMatchObject({ error: { code: "MESSAGE_GONE" } });

  expect((await moderator.must(routes.listShadowMutes, { params })).items).toMatchObject([
    { person: { id: eve.me.id }, mutedBy: { id: moderator.me.id }, reason: "spam" },
  ]);
  expect(await eve.call(routes.listShadowMutes, { params })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  await moderator.must(routes.shadowUnmute, { params: { ...params, userId: eve.me.id } });
  const heard = await said(evePage, "and now?");
  await viewer.hears("chat:posted", ({ data }) => data.id === heard.id);
  expect(await history(viewer, showId)).not.toContain(line.text);
  expect((await rows(`user:${eve.me.id}`)).map(({ action }) => action)).toEqual([
    "person:shadow-mute",
    "person:shadow-unmute",
  ]);
  for (const userId of [stage.owner.me.id, moderator.me.id])
    expect(await moderator.call(routes.shadowMute, { params, body: { userId } })).toMatchObject({
      error: { code: "NOT_ALLOWED" },
    });
  for (const page of [ownerPage, moderatorPage, evePage, secondPage, viewer]) page.close();
});

test("near-same text from new accounts is held from the sixth on, and the team is told once", async () => {
  const { stage, showId, ownerPage, moderatorPage, evePage, viewer } = await people();
  const raiders = await Promise.all(Array.from({ length: 9 }, (_, i) => serverB.person(`raider${i}`)));
  const pages = await Promise.all(raiders.map((client) => openPage(client, showId)));
  const states: (string | undefined)[] = [];
  for (const [i, page] of pages.entries())
    states.push((await said(page, `${i} come to my channel for free gifts ${"!".repeat(i)}`)).state);
  expect(states).toEqual([...Array(5).fill(undefined), ...Array(4).fill("waiting")]);
  const alert = await moderatorPage.hearsAsModerator("raid:suspected");
  expect(alert).toMatchObject({ showId, accounts: 6 });

  // Everybody says a short thing at once when a drop opens, and old accounts are nobody's raid.
  for (const page of pages) expect((await said(page, "want one!")).state).toBeUndefined();
  await serverA.db
    .collection("users")
    .updateMany({}, { $set: { createdAt: new Date(Date.now() - 48 * 3_600_000) } });
  for (const page of pages)
    expect((await said(page, "what a wonderful glaze this is")).state).toBeUndefined();
  expect(stage.show.id).toBe(showId);
  for (const page of [...pages, ownerPage, moderatorPage, evePage, viewer]) page.close();
});

test("who is shadow-muted or timed out buys like anybody, and so does who is refused by every rule of the chat", async () => {
  const sale = await startSale();
  try {
    const buyer = await sale.server.person("buyer");
    const { host, shopId, show } = sale;
    await host.must(routes.shadowMute, { params: { shopId }, body: { userId: buyer.me.id } });
    const timedOut = { userId: buyer.me.id, seconds: 3_600 };
    await host.must(routes.timeOutPerson, { params: { shopId }, body: timedOut });
    const page = await openPage(buyer, show.id);
    expect(await page.say("let me")).toMatchObject({ error: { code: "TIMED_OUT" } });
    page.close();
    await host.must(routes.setShield, { params: { showId: show.id }, body: { on: true } });
    const drop = await sale.drop({ quantity: 3 });
    const order = await sale.buy(buyer, drop.id);
    expect(order.status).toBe("paid");
    await sale.expectBalanced(drop.id);
  } finally {
    await sale.stop();
  }
});
