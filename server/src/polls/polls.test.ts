import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { askPoll, snapshotOf, vote } from "../testing/asking.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { addModerator, goLive, openPage } from "../testing/stage.ts";

let serverA: TestServer;
let serverB: TestServer;
/** Milliseconds that the servers' clocks are ahead. */
let ahead = 0;
const clock = { now: () => Date.now() + ahead };
beforeAll(async () => {
  const database = `test-${randomToken(6)}`;
  serverA = await startTestServer({ database, clock });
  serverB = await startTestServer({ database, clock });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
});

test("votes on two servers reach everybody as one result; the newest vote of a person counts", async () => {
  const stage = await goLive(serverA);
  const [bob, eve] = [await serverA.person("bob"), await serverB.person("eve")];
  const [bobPage, evePage] = [await openPage(bob, stage.show.id), await openPage(eve, stage.show.id)];
  const visitor = await openPage(serverB.visitor(), stage.show.id);

  const poll = await askPoll(stage);
  expect((await visitor.hears("poll:changed")).data).toEqual(poll);
  expect(poll).toMatchObject({ status: "open", counts: [0, 0, 0], closesAt: null });
  expect(await vote(bobPage, poll, 0)).toMatchObject({ ok: true, data: { answer: 0 } });
  // Many times, on both servers, as retries are: one person, one vote.
  const elsewhere = await openPage({ ...bob, connect: bob.connect }, stage.show.id);
  await Promise.all([1, 2, 3, 4].flatMap(() => [vote(bobPage, poll, 2), vote(elsewhere, poll, 2)]));
  await vote(evePage, poll, 1);
  expect(await visitor.hears("poll:counts", ({ data }) => data.counts.join() === "0,1,1")).toBeTruthy();
  expect(await elsewhere.hearsPersonally("mine:step")).toMatchObject({ did: "vote", pollId: poll.id });
  expect(await vote(visitor, poll, 1)).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });
  expect(await vote(bobPage, poll, 3)).toMatchObject({ error: { code: "INVALID_INPUT", path: "answer" } });

  const seen = await snapshotOf(bobPage, stage.show.id);
  expect([seen.poll?.counts, seen.mine.vote]).toEqual([[0, 1, 1], { pollId: poll.id, answer: 2 }]);
  const closed = await stage.owner.must(routes.closePoll, { params: { pollId: poll.id } });
  expect(closed).toMatchObject({ status: "closed", counts: [0, 1, 1] });
  expect((await evePage.hears("poll:changed", ({ data }) => data.status === "closed")).data).toEqual(closed);
  expect(await vote(evePage, poll, 0)).toMatchObject({ error: { code: "POLL_CLOSED" } });
  for (const page of [bobPage, evePage, visitor, elsewhere]) page.close();
});

test("a rush of votes is told at most twice a second, and none of it is lost", async () => {
  const stage = await goLive(serverA);
  const poll = await askPoll(stage);
  const visitor = await openPage(serverB.visitor(), stage.show.id);
  const people = await Promise.all(
    Array.from({ length: 24 }, (_, i) => (i % 2 ? serverA : serverB).person(`p${i}`)),
  );
  const pages = await Promise.all(people.map((person) => openPage(person, stage.show.id)));
  await Promise.all(pages.map((page, i) => vote(page, poll, i % 3)));
  await visitor.hears("poll:counts", ({ data }) => data.counts.join() === "8,8,8");
  const told = visitor.entries.filter(({ event }) => event === "poll:counts").map(({ at }) => Date.parse(at));
  const pauses = told.slice(1).map((at, i) => at - (told[i] ?? 0));
  // A clock may tick between the telling and its timestamp.
  expect(Math.min(...pauses, 500)).toBeGreaterThan(480);
  for (const page of [...pages, visitor]) page.close();
});

test("one poll is open at a time; the same attempt is the same poll", async () => {
  const stage = await goLive(serverA);
  const call = (client: typeof stage.owner, idempotencyKey: string, question = "Tea?") =>
    client.call(routes.openPoll, {
      params: { showId: stage.show.id },
      body: { question, answers: ["Yes", "No"] },
      idempotencyKey,
    });
  const twice = await Promise.all([call(stage.owner, "first-poll"), call(stage.owner, "first-poll")]);
  const ids = new Set(twice.map((result) => result.ok && result.data.id));
  expect(ids.size).toBe(1);
  expect(await call(stage.owner, "first-poll", "Coffee?")).toMatchObject({
    error: { code: "IDEMPOTENCY_KEY_REUSED" },
  });
  const moderator = await addModerator(serverA, stage);
  expect(await call(moderator, "second-poll")).toMatchObject({ error: { code: "POLL_ALREADY_OPEN" } });
  const [pollId = ""] = [...ids].map(String);
  await moderator.must(routes.closePoll, { params: { pollId } });
  expect(await call(moderator, "third-poll")).toMatchObject({ ok: true });
  expect(await call(await serverA.person("bob"), "fourth-poll")).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
});

test("a poll closes when its time is over, and with its show", async () => {
  const stage = await goLive(serverA);
  const bob = await openPage(await serverB.person("bob"), stage.show.id);
  const timed = await askPoll(stage, 30);
  await vote(bob, timed, 1);
  ahead = 31_000;
  expect(await vote(bob, timed, 0)).toMatchObject({ error: { code: "POLL_CLOSED" } });
  const closed = await bob.hears("poll:changed", ({ data }) => data.status === "closed");
  expect(closed.data).toMatchObject({ id: timed.id, counts: [0, 1, 0] });

  const open = await askPoll(stage);
  await stage.owner.must(routes.endShow, { params: { showId: stage.show.id } });
  await bob.hears("poll:changed", ({ data }) => data.id === open.id && data.status === "closed");
  ahead = 0;
  bob.close();
});

test("a poll that a server closed and died over is told by another one", async () => {
  const stage = await goLive(serverA);
  const poll = await askPoll(stage);
  const page = await openPage(serverB.visitor(), stage.show.id);
  // As if the server had stopped between keeping that it is closed and telling everybody.
  await serverA.db
    .model("Poll")
    .updateOne({ _id: poll.id }, { $unset: { open: 1 }, $set: { closedAt: new Date(), told: false } });
  const told = await page.hears("poll:changed", ({ data }) => data.status === "closed");
  expect(told.data.id).toBe(poll.id);
  page.close();
});

test("a poll has two to four answers", async () => {
  const { owner, show } = await goLive(serverA);
  const open = (answers: string[]) =>
    owner.call(routes.openPoll, {
      params: { showId: show.id },
      body: { question: "Which glaze?", answers, seconds: null },
    });
  for (const count of [0, 1, 5])
    expect(await open(Array.from({ length: count }, (_, i) => `glaze ${i}`))).toMatchObject({
      error: { code: "INVALID_INPUT" },
    });
  for (const count of [2, 4]) {
    const opened = await open(Array.from({ length: count }, (_, i) => `glaze ${i}`));
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.data.counts).toHaveLength(count);
    await owner.must(routes.closePoll, { params: { pollId: opened.data.id } });
  }
});

test("whoever is banned does not vote", async () => {
  const stage = await goLive(serverA);
  const poll = await askPoll(stage);
  const eve = await serverB.person("eve");
  const page = await openPage(eve, stage.show.id);
  await stage.owner.must(routes.banPerson, {
    params: { shopId: stage.shop.id },
    body: { userId: eve.me.id, reason: "spam" },
  });
  expect(await vote(page, poll, 0)).toMatchObject({ error: { code: "BANNED" } });
  page.close();
});
