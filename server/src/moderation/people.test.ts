import { type ChatMessage, type ModerationEntry, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { addModerator, goLive, joinTeam, openPage } from "../testing/stage.ts";

let now = Date.now();
let serverA: TestServer;
let serverB: TestServer;
beforeAll(async () => {
  const database = `test-${randomToken(6)}`;
  const clock = { now: () => now };
  serverA = await startTestServer({ database, clock });
  serverB = await startTestServer({ database, clock });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
});

/** A live show with its owner, a second moderator and a viewer who sits at the other server. */
const gather = async () => {
  const stage = await goLive(serverA);
  const moderator = await addModerator(serverA, stage);
  const eve = await serverB.person("eve");
  const params = { shopId: stage.shop.id };
  return { ...stage, moderator, eve, params, evePage: await openPage(eve, stage.show.id) };
};

const said = async (page: Awaited<ReturnType<typeof openPage>>, text: string): Promise<ChatMessage> => {
  const answer = await page.say(text);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as ChatMessage;
};

const logOf = async (client: Client, shopId: string, query = {}): Promise<ModerationEntry[]> =>
  (await client.must(routes.listModerationLog, { params: { shopId }, query })).items;

test("a timeout takes the word away on every server, for as long as it says; the person still watches", async () => {
  const { moderator, eve, evePage, params, show } = await gather();
  const made = await moderator.must(routes.timeOutPerson, {
    params,
    body: { userId: eve.me.id, seconds: 60, reason: "caps" },
  });
  expect(Date.parse(made.until) - Date.parse(made.at)).toBe(60_000);
  expect(await evePage.hearsPersonally("person:timedout")).toEqual({
    ...params,
    until: made.until,
    reason: "caps",
  });
  const refused = await evePage.say("HELLO");
  expect(refused).toMatchObject({ error: { code: "TIMED_OUT", retryAfter: 60 } });
  const again = await evePage.request("show:join", { showId: show.id });
  expect(again.ok && again.data.timedOutUntil).toBe(made.until);
  expect(
    (await eve.call(routes.admitToShow, { params: { showId: show.id }, body: { as: "viewer" } })).ok,
  ).toBe(false);
  now += 59_000;
  expect(await evePage.say("HELLO")).toMatchObject({ error: { code: "TIMED_OUT", retryAfter: 1 } });
  now += 1_000;
  expect(await evePage.say("hello")).toMatchObject({ ok: true });
  evePage.close();
});

test("10 seconds to 24 hours, not the team, and nobody who does not exist", async () => {
  const { owner, moderator, eve, evePage, params } = await gather();
  const timeOut = (userId: string, seconds: number) =>
    moderator.call(routes.timeOutPerson, { params, body: { userId, seconds } });
  for (const seconds of [9, 86_401, 10.5])
    expect(await timeOut(eve.me.id, seconds)).toMatchObject({
      error: { code: "INVALID_INPUT", path: "seconds" },
    });
  expect(await timeOut(owner.me.id, 10)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await timeOut(params.shopId, 10)).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect(await timeOut(eve.me.id, 86_400)).toMatchObject({ ok: true, data: { already: false } });
  evePage.close();
});

test("of two moderators who act at once one acts, the other is told who; a change names what it changes", async () => {
  const { owner, moderator, eve, evePage, params, show } = await gather();
  const message = await said(evePage, "rude");
  const team = [owner, moderator];
  const names = (acts: { already: boolean }[]) => acts.map(({ already }) => already).toSorted();

  const deletions = await Promise.all(
    team.map((each) =>
      each.must(routes.deleteMessage, { params: { showId: show.id, messageId: message.id } }),
    ),
  );
  expect(names(deletions)).toEqual([false, true]);
  expect(new Set(deletions.map(({ by }) => by?.id)).size).toBe(1);

  const body = { userId: eve.me.id, seconds: 600 };
  const timeouts = await Promise.all(team.map((each) => each.must(routes.timeOutPerson, { params, body })));
  expect(names(timeouts)).toEqual([false, true]);
  expect(new Set(timeouts.map(({ id }) => id)).size).toBe(1);
  const [first] = timeouts;
  if (!first) throw new Error("unreachable");
  // Longer, knowing the one that stands; a second change of the same comes too late.
  const longer = { ...body, seconds: 3_600, instead: first.id };
  const changed = await owner.must(routes.timeOutPerson, { params, body: longer });
  expect([changed.already, changed.id === first.id]).toEqual([false, false]);
  const late = await moderator.must(routes.timeOutPerson, { params, body: { ...longer, seconds: 10 } });
  expect([late.already, late.id]).toEqual([true, changed.id]);

  const bans = await Promise.all(
    team.map((each) => each.must(routes.banPerson, { params, body: { userId: eve.me.id } })),
  );
  expect(names(bans)).toEqual([false, true]);
  expect(new Set(bans.map(({ bannedBy }) => bannedBy.id)).size).toBe(1);

  const actions = (await logOf(moderator, params.shopId)).map(({ action }) => action);
  expect(
    actions.filter((action) => !action.startsWith("member:") && !action.startsWith("invitation:")),
  ).toEqual(["person:ban", "person:timeout", "person:timeout", "message:delete"]);
  evePage.close();
});

test("undo puts everything back, everywhere, with its own row; the second to undo is told who did", async () => {
  const { owner, moderator, eve, evePage, params, show } = await gather();
  const [watching, teamPage] = [
    await openPage(serverA.visitor(), show.id),
    await openPage(moderator, show.id),
  ];
  const first = await said(evePage, "first");
  await said(evePage, "second");
  const messageParams = { showId: show.id, messageId: first.id };
  await moderator.must(routes.deleteMessage, { params: messageParams });
  await watching.hears("chat:deleted");
  expect(await moderator.must(routes.restoreMessage, { params: messageParams })).toMatchObject({
    already: false,
  });
  const back = await watching.hears("chat:restored");
  expect(back.data.messages).toEqual([first]);
  expect(await owner.must(routes.restoreMessage, { params: messageParams })).toMatchObject({
    already: true,
    by: { id: moderator.me.id },
  });
  const history = await watching.request("show:join", { showId: show.id });
  expect(history.ok && history.data.messages.map(({ text }) => text)).toEqual(["first", "second"]);

  const who = { ...params, userId: eve.me.id };
  await moderator.must(routes.timeOutPerson, { params, body: { userId: eve.me.id, seconds: 60 } });
  await moderator.must(routes.liftTimeout, { params: who });
  expect(await owner.must(routes.liftTimeout, { params: who })).toMatchObject({
    already: true,
    by: { id: moderator.me.id },
  });
  expect(await evePage.say("third")).toMatchObject({ ok: true });

  const entry = await teamPage.hearsAsModerator("moderation:done");
  expect(entry).toMatchObject({ action: "message:delete", before: { text: "first" } });
  const rows = await logOf(owner, params.shopId, { personId: eve.me.id });
  expect(rows.map(({ action }) => action)).toEqual([
    ...["person:untimeout", "person:timeout", "message:restore", "message:delete"],
  ]);
  for (const page of [watching, teamPage, evePage]) page.close();
});

test("what not everybody saw before a ban is not shown to everybody after it", async () => {
  const { owner, eve, evePage, params, show } = await gather();
  const page = await openPage(serverA.visitor(), show.id);
  await said(evePage, "seen by all");
  const { id } = await said(evePage, "seen by the team");
  await serverA.db
    .collection("messages")
    .updateOne({ text: "seen by the team" }, { $set: { hidden: "shadow" } });
  await owner.must(routes.banPerson, { params, body: { userId: eve.me.id } });
  await owner.must(routes.unbanPerson, { params: { ...params, userId: eve.me.id } });
  const messageParams = { showId: show.id, messageId: id };
  await owner.must(routes.deleteMessage, { params: messageParams });
  await owner.must(routes.restoreMessage, { params: messageParams });
  const ownerPage = await openPage(owner, show.id);
  await ownerPage.say("the end");
  await page.hears("chat:posted", ({ data }) => data.text === "the end");
  const restored = page.entries.flatMap((entry) =>
    entry.event === "chat:restored" ? entry.data.messages.map(({ text }) => text) : [],
  );
  expect(restored).toEqual(["seen by all"]);
  for (const each of [page, ownerPage, evePage]) each.close();
});

test("notes are the team's: all read them, only their author changes them, and the log keeps what they said", async () => {
  const { owner, moderator, eve, evePage, params } = await gather();
  const about = { ...params, userId: eve.me.id };
  const note = await moderator.must(routes.addNote, { params: about, body: { text: "First warning" } });
  expect(note).toEqual({
    id: note.id,
    author: { id: moderator.me.id, displayName: "moderator" },
    text: "First warning",
    at: note.at,
    editedAt: null,
  });
  const edit = (client: Client, text: string) =>
    client.call(routes.editNote, { params: { ...params, noteId: note.id }, body: { text } });
  expect(await edit(owner, "Nonsense")).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await edit(moderator, "Second warning")).toMatchObject({ data: { text: "Second warning" } });
  const card = await owner.must(routes.readPersonCard, { params: about });
  expect(card.notes.map(({ text, author }) => [text, author.displayName])).toEqual([
    ["Second warning", "moderator"],
  ]);
  expect(card.actions[0]).toMatchObject({
    action: "note:edit",
    before: { text: "First warning" },
    after: { text: "Second warning" },
  });
  expect(await eve.call(routes.readPersonCard, { params: about })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  evePage.close();
});

test("a card shows what a person said in this shop's shows, deleted or not, and nothing of other shops", async () => {
  const { moderator, eve, evePage, params, show } = await gather();
  const elsewhere = await goLive(serverA);
  const otherPage = await openPage(eve, elsewhere.show.id);
  await said(otherPage, "in another shop");
  const rude = await said(evePage, "rude");
  await said(evePage, "kind");
  await moderator.must(routes.deleteMessage, { params: { showId: show.id, messageId: rude.id } });
  await moderator.must(routes.banPerson, { params, body: { userId: eve.me.id, reason: "spam" } });
  const card = await moderator.must(routes.readPersonCard, { params: { ...params, userId: eve.me.id } });
  expect(card.lines.map(({ text, deletedAt }) => [text, deletedAt !== null])).toEqual([
    ["kind", false],
    ["rude", true],
  ]);
  expect(card).toMatchObject({
    person: { id: eve.me.id, displayName: "eve" },
    role: null,
    accountSince: eve.me.createdAt,
    orders: 0,
    ban: { reason: "spam", bannedBy: { id: moderator.me.id } },
    timeout: null,
  });
  const otherCard = await elsewhere.owner.must(routes.readPersonCard, {
    params: { shopId: elsewhere.shop.id, userId: eve.me.id },
  });
  expect([otherCard.ban, otherCard.actions]).toEqual([null, []]);
  evePage.close();
  otherPage.close();
});

test("the log is read page by page, by person, actor and action; nothing in the API changes it", async () => {
  const { owner, moderator, eve, evePage, params } = await gather();
  const ben = await serverA.person("ben");
  for (const [client, who] of [
    [owner, eve],
    [moderator, ben],
    [moderator, eve],
  ] as const) {
    await client.must(routes.addNote, {
      params: { ...params, userId: who.me.id },
      body: { text: `about ${who.me.displayName}` },
    });
  }
  const all = await logOf(owner, params.shopId);
  const page = await logOf(owner, params.shopId, { limit: 2 });
  expect(page).toEqual(all.slice(0, 2));
  expect(await logOf(owner, params.shopId, { before: page[1]?.id })).toEqual(all.slice(2));
  const texts = async (query: object) =>
    (await logOf(owner, params.shopId, query)).map(({ actor, after }) => [actor?.displayName, after.text]);
  expect(await texts({ personId: eve.me.id })).toEqual([
    ["moderator", "about eve"],
    ["owner", "about eve"],
  ]);
  expect(await texts({ actorId: moderator.me.id, action: "note:add" })).toEqual([
    ["moderator", "about eve"],
    ["moderator", "about ben"],
  ]);
  // Its rows are read by GET alone.
  const ways = Object.values(routes).filter(({ path }) => path.includes("moderation-log"));
  expect(ways.map(({ method }) => method)).toEqual(["GET"]);
  evePage.close();
});

test("who loses a role loses what it gave at once, who changes it too", async () => {
  const { owner, evePage, moderator, params, show } = await gather();
  const max = await serverB.person("max");
  await joinTeam(owner, params.shopId, max, "moderator");
  const page = await openPage(max, show.id);
  await owner.must(routes.changeRole, {
    params: { ...params, userId: max.me.id },
    body: { role: "manager" },
  });
  expect(await page.hearsPersonally("role:changed")).toEqual({ ...params, role: "manager" });
  expect((await max.call(routes.listShopOrders, { params })).ok).toBe(true);
  await owner.must(routes.removeMember, { params: { ...params, userId: max.me.id } });
  expect(await max.call(routes.listBans, { params })).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  const [removed, changed] = await logOf(moderator, params.shopId, { personId: max.me.id });
  expect([removed, changed]).toMatchObject([
    { action: "member:remove", before: { role: "manager" } },
    { action: "member:change", before: { role: "moderator" }, after: { role: "manager" } },
  ]);
  page.close();
  evePage.close();
});
