import { type ChatMessage, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { snapshotOf } from "../testing/asking.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { addModerator, goLive, openPage, openStage, type Page } from "../testing/stage.ts";

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

const ask = async (page: Page, text: string): Promise<ChatMessage> => {
  const posted = await page.say(text);
  if (!posted.ok) throw new Error(posted.error.code);
  return posted.data as ChatMessage;
};
const queueOf = async (page: Page, showId: string) =>
  (await snapshotOf(page, showId)).questions.map(({ text, votes, status }) => `${text} ${votes} ${status}`);

test("questions go into the queue in both languages, votes count once, and sort it", async () => {
  const { owner, show } = await goLive(serverA);
  const [ann, bob, eve] = [
    await openPage(await serverA.person("ann"), show.id),
    await openPage(await serverB.person("bob"), show.id),
    await openPage(await serverB.person("eve"), show.id),
  ];
  const host = await openPage(owner, show.id);
  const early = await ask(ann, "Is it dishwasher safe?");
  const late = await ask(bob, "배송은 언제 되나요?");
  expect([early.kind, (await ask(ann, "so pretty")).kind]).toEqual(["question", "said"]);
  // The host asks the room, not the queue.
  expect((await ask(host, "Where are you from?")).kind).toBe("said");
  expect(await queueOf(host, show.id)).toEqual([
    "Is it dishwasher safe? 0 open",
    "배송은 언제 되나요? 0 open",
  ]);

  const up = (page: Page, { id }: ChatMessage, on = true) =>
    page.request("question:upvote", { showId: show.id, questionId: id, up: on });
  await Promise.all([1, 2, 3].map(() => up(eve, late)));
  expect(await up(ann, late)).toMatchObject({ ok: true, data: { up: true } });
  await up(bob, early);
  await up(bob, early, false);
  const told = await host.hears("questions:votes", ({ data }) =>
    data.votes.some(({ questionId, votes }) => questionId === late.id && votes === 2),
  );
  expect(told).toBeTruthy();
  await host.hears("questions:votes", ({ data }) =>
    data.votes.some(({ questionId, votes }) => questionId === early.id && votes === 0),
  );
  expect(await queueOf(host, show.id)).toEqual([
    "배송은 언제 되나요? 2 open",
    "Is it dishwasher safe? 0 open",
  ]);
  expect((await snapshotOf(eve, show.id)).mine.upvotes).toEqual([late.id]);
  for (const page of [ann, bob, eve, host]) page.close();
});

test("what is sent as a question is one, whoever sends it", async () => {
  const { owner, show } = await goLive(serverA);
  const host = await openPage(owner, show.id);
  const posted = await host.request("chat:post", {
    showId: show.id,
    text: "Ask me about the glaze",
    kind: "question",
    key: "a-key-of-a-question",
  });
  expect(posted).toMatchObject({ ok: true, data: { kind: "question" } });
  expect(await queueOf(host, show.id)).toEqual(["Ask me about the glaze 0 open"]);
  host.close();
});

test("one question is featured at a time, whoever chooses; its answer is found in the replay's chapters", async () => {
  const stage = await goLive(serverA);
  const { owner, show } = stage;
  const moderator = await addModerator(serverA, stage);
  const bob = await openPage(await serverB.person("bob"), show.id);
  const [one, two] = [await ask(bob, "Which clay?"), await ask(bob, "How high is it fired?")];
  const feature = (client: typeof owner, questionId: string | null) =>
    client.call(routes.featureQuestion, { params: { showId: show.id }, body: { questionId } });

  expect(await feature(await serverA.person("eve"), one.id)).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  await Promise.all([feature(owner, one.id), feature(moderator, two.id), feature(owner, one.id)]);
  const queue = (await snapshotOf(bob, show.id)).questions;
  const up = queue.filter(({ status }) => status === "featured");
  expect(up).toHaveLength(1);
  // What was told last is what is.
  const told = () =>
    bob.entries.flatMap(({ event, data }) =>
      event === "question:changed" && data.status === "featured" ? [data.id] : [],
    );
  await expect.poll(() => told().at(-1)).toBe(up[0]?.id);

  await feature(owner, null);
  await feature(moderator, two.id);
  const at = clock.now();
  ahead += 60_000;
  const params = { showId: show.id, questionId: two.id };
  const answered = await moderator.must(routes.answerQuestion, { params });
  const startedAt = Date.parse(show.startedAt ?? "");
  // When it went over the video, not when it was ticked off a minute later.
  expect(Math.abs(startedAt + answered.answeredMs - at)).toBeLessThan(5_000);
  expect(await moderator.must(routes.answerQuestion, { params })).toEqual(answered);
  await bob.hears("question:changed", ({ data }) => data.id === two.id && data.status === "answered");
  expect((await snapshotOf(bob, show.id)).questions.map(({ id }) => id)).toEqual([one.id]);
  expect(await feature(owner, two.id)).toMatchObject({ error: { code: "QUESTION_GONE" } });

  const moments = () => serverB.visitor().must(routes.listMoments, { params: { showId: show.id } });
  expect((await moments()).items).toEqual([
    {
      at: new Date(startedAt + answered.answeredMs).toISOString(),
      kind: "question",
      title: "How high is it fired?",
    },
  ]);
  await moderator.must(routes.reopenQuestion, { params });
  expect((await moments()).items).toEqual([]);
  await moderator.must(routes.answerQuestion, { params });
  // Removed chat stays removed in the replay.
  await moderator.must(routes.deleteMessage, { params: { showId: show.id, messageId: two.id } });
  expect((await moments()).items).toEqual([]);
  ahead = 0;
  bob.close();
});

test("what is deleted and who is banned leave the queue", async () => {
  const { owner, shop, show } = await goLive(serverA);
  const bob = await openPage(await serverA.person("bob"), show.id);
  const eve = await serverB.person("eve");
  const evePage = await openPage(eve, show.id);
  const rude = await ask(bob, "Why are you so ugly?");
  const spam = await ask(evePage, "Want cheap pills?");
  const params = { showId: show.id };
  await owner.must(routes.featureQuestion, { params, body: { questionId: rude.id } });
  await owner.must(routes.deleteMessage, { params: { ...params, messageId: rude.id } });
  await owner.must(routes.banPerson, { params: { shopId: shop.id }, body: { userId: eve.me.id } });
  expect(await queueOf(bob, show.id)).toEqual([]);
  for (const { id } of [rude, spam])
    expect(await owner.call(routes.featureQuestion, { params, body: { questionId: id } })).toMatchObject({
      error: { code: "QUESTION_GONE" },
    });
  // What is put back is in the queue again, on the pages that are open too.
  await owner.must(routes.restoreMessage, { params: { ...params, messageId: rude.id } });
  await bob.hears(
    "question:changed",
    ({ data, seq }) => data.id === rude.id && seq === bob.entries.at(-1)?.seq,
  );
  await owner.must(routes.deleteMessage, { params: { ...params, messageId: rude.id } });
  // The place over the video is free for the next one.
  const next = await ask(bob, "May I have one?");
  await owner.must(routes.featureQuestion, { params, body: { questionId: next.id } });
  expect(await queueOf(bob, show.id)).toEqual(["May I have one? 0 featured"]);
  bob.close();
  evePage.close();
});

test("a waiting room asks, and nothing is answered before the show", async () => {
  const { owner, show } = await openStage(serverA);
  const bob = await openPage(await serverA.person("bob"), show.id);
  const { id } = await ask(bob, "When does it begin?");
  expect(
    await owner.call(routes.answerQuestion, { params: { showId: show.id, questionId: id } }),
  ).toMatchObject({ error: { code: "SHOW_NOT_LIVE" } });
  bob.close();
});
