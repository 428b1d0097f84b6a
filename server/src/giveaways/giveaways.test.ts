import { type Giveaway, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawOrder } from "../kit/draw.ts";
import { randomToken } from "../kit/random.ts";
import { draw, enter, giveAway, snapshotOf } from "../testing/asking.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { addModerator, goLive, openPage, type Page } from "../testing/stage.ts";

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

const crowd = async (showId: string, count: number) => {
  const people = await Promise.all(
    Array.from({ length: count }, (_, i) => (i % 2 ? serverA : serverB).person(`p${i}`)),
  );
  return Promise.all(people.map(async (person) => ({ person, page: await openPage(person, showId) })));
};
const proofOf = ({ id }: Giveaway) =>
  serverB.visitor().must(routes.readDrawProof, { params: { giveawayId: id } });
/** What the record has of one thing. */
const kept = async (collection: string, filter: Record<string, string>) => {
  const found = await serverA.db.collection(collection).findOne(filter);
  if (!found) throw new Error(`nothing like this in ${collection}`);
  return found;
};
const rows = (giveawayId: string) =>
  serverA.db
    .collection("audit_log")
    .find({ subject: `giveaway:${giveawayId}` })
    .sort({ _id: 1 })
    .toArray();
const close = (pages: readonly { page: Page }[]) => {
  for (const { page } of pages) page.close();
};

test("a commit first, one entry a person over two servers, then a draw that anybody can check", async () => {
  const stage = await goLive(serverA);
  const viewers = await crowd(stage.show.id, 8);
  const visitor = await openPage(serverB.visitor(), stage.show.id);
  const giveaway = await giveAway(stage, { winnersWanted: 2 });
  expect((await visitor.hears("giveaway:changed")).data).toEqual(giveaway);
  expect(giveaway).toMatchObject({ status: "open", result: null, entries: 0 });
  // Nothing that the server says before the draw holds the seed.
  const { seed } = await kept("giveaways", { commit: giveaway.commit });
  expect(JSON.stringify([giveaway, visitor.entries, await snapshotOf(visitor, stage.show.id)])).not.toContain(
    String(seed),
  );
  expect(
    await visitor.request("giveaway:enter", { showId: stage.show.id, giveawayId: giveaway.id }),
  ).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });
  expect(
    await serverB.visitor().call(routes.readDrawProof, { params: { giveawayId: giveaway.id } }),
  ).toMatchObject({ error: { code: "GIVEAWAY_NOT_DRAWN" } });

  // Each of them on two pages and twice at once, as retries are.
  const entries = await Promise.all(
    viewers.map(async ({ person, page }) => {
      const other = await openPage(person, stage.show.id);
      const steps = await Promise.all([enter(page, giveaway), enter(other, giveaway), enter(page, giveaway)]);
      other.close();
      return new Set(steps.map((step) => (step.ok && step.data.did === "enter" ? step.data.entrantId : "")));
    }),
  );
  expect(entries.map(({ size }) => size)).toEqual(viewers.map(() => 1));
  await visitor.hears("giveaway:entries", ({ data }) => data.entries === 8);
  const own = [...(entries[0] ?? [])][0];
  const [first] = viewers;
  if (!first) throw new Error("unreachable");
  expect((await snapshotOf(first.page, stage.show.id)).mine.entry).toEqual({
    giveawayId: giveaway.id,
    entrantId: own,
  });

  const drawn = await draw(stage.owner, giveaway);
  expect(await draw(stage.owner, giveaway)).toEqual(drawn);
  const told = await visitor.hears("giveaway:changed", ({ data }) => data.status === "drawn");
  expect(told.data).toEqual(drawn);
  const proof = await proofOf(giveaway);
  expect(proof.commit).toBe(giveaway.commit);
  expect(proof.entrants).toEqual(entries.flatMap((ids) => [...ids]).toSorted());
  expect(proof.winners).toEqual(drawOrder(proof).slice(0, 2));
  expect(drawn.result?.winners.map(({ entrantId }) => entrantId)).toEqual(proof.winners);

  const [winner] = drawn.result?.winners ?? [];
  const lucky = viewers.find(({ person }) => person.me.id === winner?.person.id);
  expect(await lucky?.page.hearsPersonally("giveaway:won")).toMatchObject({ giveawayId: giveaway.id });
  expect((await rows(giveaway.id)).map(({ action }) => action)).toEqual(["giveaway:open", "giveaway:draw"]);
  close([...viewers, { page: visitor }]);
});

test("a winner is passed over for a reason, once, and the draw's order says who is next", async () => {
  const stage = await goLive(serverA);
  const viewers = await crowd(stage.show.id, 4);
  const giveaway = await giveAway(stage);
  for (const { page } of viewers) await enter(page, giveaway);
  await draw(stage.owner, giveaway);
  const order = drawOrder(await proofOf(giveaway));
  const [absent = "", banned = "", next = ""] = order;
  const { userId } = await kept("giveawayentries", { entrantId: banned });
  await stage.owner.must(routes.banPerson, {
    params: { shopId: stage.shop.id },
    body: { userId: String(userId) },
  });
  const redraw = (entrantId: string) =>
    stage.owner.call(routes.redrawWinner, {
      params: { giveawayId: giveaway.id },
      body: { entrantId, reason: "does not answer" },
    });
  const both = await Promise.all([redraw(absent), redraw(absent)]);
  for (const redrawn of both)
    expect(redrawn).toMatchObject({
      ok: true,
      data: { result: { winners: [{ entrantId: next }], passedOver: [absent, banned] } },
    });
  expect(await redraw(banned)).toMatchObject({ ok: true });
  expect(await redraw("0".repeat(32))).toMatchObject({ error: { code: "NOT_A_WINNER" } });
  expect((await rows(giveaway.id)).filter(({ action }) => action === "giveaway:redraw")).toMatchObject([
    { reason: "does not answer", actorId: expect.anything() },
  ]);
  const lucky = (await proofOf(giveaway)).winners;
  expect(lucky).toEqual([next]);
  // The last one left, and then nobody.
  await redraw(next);
  const { winners } = await proofOf(giveaway);
  expect(winners).toEqual(order.slice(3));
  await redraw(winners[0] ?? "");
  expect((await proofOf(giveaway)).winners).toEqual([]);
  close(viewers);
});

test("who may enter: not the team, not the banned, and only those it is for", async () => {
  const stage = await goLive(serverA);
  const moderator = await addModerator(serverA, stage);
  const [bob, eve] = [await serverA.person("bob"), await serverB.person("eve")];
  const pages = await Promise.all([moderator, bob, eve].map((client) => openPage(client, stage.show.id)));
  const [teamPage, bobPage, evePage] = pages;
  if (!teamPage || !bobPage || !evePage) throw new Error("unreachable");
  const code = (error: string) => ({ ok: false, error: { code: error } });

  const forAll = await giveAway(stage);
  expect(await enter(teamPage, forAll)).toMatchObject(code("GIVEAWAY_NOT_FOR_TEAM"));
  await enter(evePage, forAll);
  await stage.owner.must(routes.banPerson, {
    params: { shopId: stage.shop.id },
    body: { userId: eve.me.id },
  });
  expect(await enter(evePage, forAll)).toMatchObject({ ok: true });
  await enter(bobPage, forAll);
  // Who was banned after they entered takes no part either.
  expect((await draw(stage.owner, forAll)).result?.winners.map(({ person }) => person.id)).toEqual([
    bob.me.id,
  ]);
  expect((await proofOf(forAll)).entrants).toHaveLength(1);

  const forBuyers = await giveAway(stage, { audience: "buyers" });
  expect(await enter(bobPage, forBuyers)).toMatchObject(code("GIVEAWAY_FOR_BUYERS"));
  expect(await enter(evePage, forBuyers)).toMatchObject(code("BANNED"));
  await stage.owner.must(routes.cancelGiveaway, {
    params: { giveawayId: forBuyers.id },
    body: { reason: "nobody here has bought" },
  });
  expect(await enter(bobPage, forBuyers)).toMatchObject(code("GIVEAWAY_CLOSED"));
  expect(await stage.owner.call(routes.drawGiveaway, { params: { giveawayId: forBuyers.id } })).toMatchObject(
    code("GIVEAWAY_CANCELLED"),
  );
  const forFollowers = await giveAway(stage, { audience: "followers" });
  expect(await enter(bobPage, forFollowers)).toMatchObject(code("GIVEAWAY_FOR_FOLLOWERS"));
  await bob.must(routes.follow, { params: { kind: "shop", id: stage.shop.id }, body: {} });
  expect(await enter(bobPage, forFollowers)).toMatchObject({ ok: true });
  for (const page of pages) page.close();
});

test("one giveaway is open at a time; the same attempt is the same giveaway with the same commit", async () => {
  const stage = await goLive(serverA);
  const call = (idempotencyKey: string, prize = "A bowl") =>
    stage.owner.call(routes.openGiveaway, {
      params: { showId: stage.show.id },
      body: { prize, audience: "everyone" },
      idempotencyKey,
    });
  const results = await Promise.all([call("one-key-only"), call("one-key-only"), call("one-key-only")]);
  expect(new Set(results.map((result) => result.ok && result.data.commit)).size).toBe(1);
  expect(await call("one-key-only", "A cup")).toMatchObject({ error: { code: "IDEMPOTENCY_KEY_REUSED" } });
  expect(await call("another-key")).toMatchObject({ error: { code: "GIVEAWAY_ALREADY_OPEN" } });
});

test("whoever is told that they are in is in the list, also while it is drawn on another server", async () => {
  const stage = await goLive(serverA);
  const viewers = await crowd(stage.show.id, 16);
  const giveaway = await giveAway(stage, { winnersWanted: 10 });
  const steps = await Promise.all(
    viewers.map(async ({ page }, i) => {
      if (i === 8) void draw(stage.owner, giveaway);
      return enter(page, giveaway);
    }),
  );
  const { entrants } = await expect
    .poll(async () => (await draw(stage.owner, giveaway)).status)
    .toBe("drawn")
    .then(() => proofOf(giveaway));
  for (const step of steps) {
    if (!step.ok) expect(step.error.code).toBe("GIVEAWAY_CLOSED");
    else if (step.data.did === "enter") expect(entrants).toContain(step.data.entrantId);
  }
  close(viewers);
});

test("a draw ends the same wherever a server dies in it", async () => {
  const stage = await goLive(serverA);
  const viewers = await crowd(stage.show.id, 6);
  const visitor = await openPage(serverB.visitor(), stage.show.id);
  const steps = ["after the entries were stopped", "after the list was settled", "before anybody was told"];
  for (const died of steps) {
    const giveaway = await giveAway(stage, { winnersWanted: 2 });
    for (const { page } of viewers) await enter(page, giveaway);
    const { _id, seed, commit } = await kept("giveaways", { commit: giveaway.commit });
    const own = await serverA.db.collection("giveawayentries").find({ giveawayId: _id }).toArray();
    const entrants = own.map((entry) => String(entry.entrantId)).toSorted();
    const wanted = drawOrder({ drawId: giveaway.id, seed: String(seed), commit: String(commit), entrants });

    if (died === steps[1]) await serverA.db.model("GiveawayList").create({ _id: giveaway.id, entrants });
    const winners = wanted.slice(0, 2).map((entrantId) => ({
      entrantId,
      userId: own.find((entry) => entry.entrantId === entrantId)?.userId,
    }));
    await serverA.db.model("Giveaway").updateOne(
      { _id: giveaway.id },
      {
        $unset: { open: 1 },
        $set:
          died === steps[2]
            ? { status: "drawn", winners, drawnAt: new Date(), told: false }
            : { status: "drawing", told: false },
      },
    );
    if (died === steps[2]) await serverA.db.model("GiveawayList").create({ _id: giveaway.id, entrants });

    const told = await visitor.hears(
      "giveaway:changed",
      ({ data }) => data.id === giveaway.id && data.status === "drawn",
    );
    expect([died, told.data.result?.winners.map(({ entrantId }) => entrantId)]).toEqual([
      died,
      wanted.slice(0, 2),
    ]);
    expect((await proofOf(giveaway)).seed).toBe(seed);
  }
  close([...viewers, { page: visitor }]);
});

test("a giveaway is drawn when its time is over, and with its show", async () => {
  const stage = await goLive(serverA);
  const [one] = await crowd(stage.show.id, 1);
  if (!one) throw new Error("unreachable");
  const timed = await giveAway(stage, { seconds: 30 });
  await enter(one.page, timed);
  ahead = 31_000;
  const drawn = await one.page.hears("giveaway:changed", ({ data }) => data.status === "drawn");
  expect(drawn.data.result?.winners).toMatchObject([{ person: { id: one.person.me.id } }]);
  expect((await rows(timed.id)).at(-1)).toMatchObject({ action: "giveaway:draw", actorId: null });
  const open = await giveAway(stage);
  await stage.owner.must(routes.endShow, { params: { showId: stage.show.id } });
  await one.page.hears("giveaway:changed", ({ data }) => data.id === open.id && data.status === "drawn");
  ahead = 0;
  one.page.close();
});

test("a seed that was changed after its commit was published is never revealed", async () => {
  const stage = await goLive(serverA);
  const giveaway = await giveAway(stage);
  await serverA.db
    .collection("giveaways")
    .updateOne({ commit: giveaway.commit }, { $set: { seed: "ab".repeat(32) } });
  expect(await stage.owner.call(routes.drawGiveaway, { params: { giveawayId: giveaway.id } })).toMatchObject({
    error: { code: "INTERNAL" },
  });
  expect(
    await serverA.visitor().call(routes.readDrawProof, { params: { giveawayId: giveaway.id } }),
  ).toMatchObject({ error: { code: "GIVEAWAY_NOT_DRAWN" } });
  await serverA.db.collection("giveaways").deleteOne({ commit: giveaway.commit });
});
