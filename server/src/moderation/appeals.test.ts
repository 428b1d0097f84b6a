import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { addModerator, goLive, openPage } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const appealOf = async (client: Client, shopId: string) => {
  const { items } = await client.must(routes.listAppeals, { params: { shopId } });
  const [appeal] = items;
  if (!appeal) throw new Error("there is no appeal");
  return appeal;
};

test("a banned person appeals once; the team decides without their name, not the one who banned, and they are told", async () => {
  const stage = await goLive(server);
  const { owner, shop, show } = stage;
  const moderator = await addModerator(server, stage);
  const eve = await server.person("Evangeline");
  const page = await openPage(eve, show.id);
  await page.say("buy my crypto");
  const params = { shopId: shop.id };
  expect(await eve.must(routes.readMyStanding, { params })).toEqual({
    sanction: null,
    appeal: null,
    mayAppeal: false,
  });
  expect(await eve.call(routes.openAppeal, { params, body: { text: "?" } })).toMatchObject({
    error: { code: "NOTHING_TO_APPEAL" },
  });
  await moderator.must(routes.banPerson, { params, body: { userId: eve.me.id, reason: "spam" } });
  expect(await eve.must(routes.readMyStanding, { params })).toMatchObject({
    sanction: { kind: "ban", reason: "spam", until: null },
    mayAppeal: true,
  });
  const tries = await Promise.all(
    [1, 2, 3].map(() => eve.call(routes.openAppeal, { params, body: { text: "My brother had my phone." } })),
  );
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  for (const one of tries) if (!one.ok) expect(one.error.code).toBe("APPEALED_ALREADY");

  const seen = await appealOf(owner, shop.id);
  expect(seen).toMatchObject({
    alias: expect.stringMatching(/^[0-9A-F]{4}$/),
    text: "My brother had my phone.",
    sanction: { kind: "ban", reason: "spam" },
    sanctionedBy: { displayName: "moderator" },
    status: "waiting",
    mayDecide: true,
  });
  expect(seen.lines.map(({ text }) => text)).toEqual(["buy my crypto"]);
  for (const hidden of [eve.me.id, eve.me.displayName, eve.me.email])
    expect(JSON.stringify(seen)).not.toContain(hidden);

  const decision = { ...params, appealId: seen.id };
  expect((await appealOf(moderator, shop.id)).mayDecide).toBe(false);
  expect(
    await moderator.call(routes.decideAppeal, { params: decision, body: { verdict: "uphold" } }),
  ).toMatchObject({ error: { code: "OWN_DECISION" } });
  expect(await eve.call(routes.decideAppeal, { params: decision, body: { verdict: "lift" } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  expect(
    await owner.must(routes.decideAppeal, {
      params: decision,
      body: { verdict: "lift", answer: "Keep your phone close." },
    }),
  ).toMatchObject({ status: "lifted", already: false, decidedBy: { displayName: "owner" } });
  // Whoever comes second sees what was decided.
  expect(
    await moderator.must(routes.decideAppeal, { params: decision, body: { verdict: "uphold" } }),
  ).toMatchObject({ status: "lifted", already: true, decidedBy: { displayName: "owner" } });

  expect(await page.hearsPersonally("appeal:decided")).toEqual(params);
  expect(await page.hearsPersonally("person:readmitted")).toEqual(params);
  expect(await eve.must(routes.readMyStanding, { params })).toMatchObject({
    sanction: null,
    appeal: { status: "lifted", answer: "Keep your phone close." },
    mayAppeal: false,
  });
  const back = await openPage(eve, show.id);
  expect(await back.say("thank you")).toMatchObject({ ok: true });

  const { items } = await owner.must(routes.listModerationLog, {
    params,
    query: { action: "appeal:lift" },
  });
  expect(items).toMatchObject([
    {
      actor: { displayName: "owner" },
      person: { id: eve.me.id },
      reason: "Keep your phone close.",
      before: { kind: "ban", reason: "spam" },
      after: { status: "lifted" },
    },
  ]);
  page.close();
  back.close();
});

test("who is alone on the team decides alone; upheld, the ban stays, and a new ban may be appealed again", async () => {
  const { owner, shop, show } = await goLive(server);
  const params = { shopId: shop.id };
  const eve = await server.person("eve");
  const ban = () => owner.must(routes.banPerson, { params, body: { userId: eve.me.id } });
  const appeal = (text: string) => eve.call(routes.openAppeal, { params, body: { text } });
  await ban();
  await appeal("Please");
  const first = await appealOf(owner, shop.id);
  expect(first.mayDecide).toBe(true);
  await owner.must(routes.decideAppeal, {
    params: { ...params, appealId: first.id },
    body: { verdict: "uphold", answer: "No." },
  });
  expect(await eve.must(routes.readMyStanding, { params })).toMatchObject({
    sanction: { kind: "ban" },
    appeal: { status: "upheld", answer: "No." },
    mayAppeal: false,
  });
  await expect(openPage(eve, show.id)).rejects.toThrow("BANNED");
  expect(await appeal("Please!")).toMatchObject({ error: { code: "APPEALED_ALREADY" } });

  const who = { ...params, userId: eve.me.id };
  await owner.must(routes.unbanPerson, { params: who });
  await ban();
  expect(await appeal("Again")).toMatchObject({ ok: true });
  // Let back in by hand: what waited is decided thereby.
  await owner.must(routes.unbanPerson, { params: who });
  expect(await appealOf(owner, shop.id)).toMatchObject({ text: "Again", status: "lifted", mayDecide: false });
});

test("a timeout of more than an hour may be appealed, a shorter one is over too soon", async () => {
  const { owner, shop } = await goLive(server);
  const params = { shopId: shop.id };
  const eve = await server.person("eve");
  const timeOut = (seconds: number, instead: string | null = null) =>
    owner.must(routes.timeOutPerson, { params, body: { userId: eve.me.id, seconds, instead } });
  const short = await timeOut(3_600);
  expect((await eve.must(routes.readMyStanding, { params })).mayAppeal).toBe(false);
  expect(await eve.call(routes.openAppeal, { params, body: { text: "Why?" } })).toMatchObject({
    error: { code: "NOTHING_TO_APPEAL" },
  });
  await timeOut(3_601, short.id);
  await eve.must(routes.openAppeal, { params, body: { text: "Why?" } });
  const appeal = await appealOf(owner, shop.id);
  expect(appeal.sanction).toMatchObject({ kind: "timeout" });
  await owner.must(routes.decideAppeal, {
    params: { ...params, appealId: appeal.id },
    body: { verdict: "lift" },
  });
  expect((await eve.must(routes.readMyStanding, { params })).sanction).toBeNull();
});
