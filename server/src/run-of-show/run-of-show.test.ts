import { type PlannedStep, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Sale, startSale } from "../testing/sale.ts";
import { goLive, joinTeam, openPage } from "../testing/stage.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const step = (n: number, more: Partial<PlannedStep> = {}): PlannedStep => ({
  ...{ id: `${n}`.repeat(24), heading: `Step ${n}`, notes: "", minutes: null },
  ...{ productId: null, dropId: null, ...more },
});

test("a plan is kept with its marks, and nobody overwrites another's unseen", async () => {
  const { owner, shop, show } = await goLive(sale.server);
  const params = { showId: show.id };
  const manager = await sale.server.person("manager");
  await joinTeam(owner, shop.id, manager, "manager");
  const moderator = await sale.server.person("moderator");
  await joinTeam(owner, shop.id, moderator, "moderator");
  expect(await owner.must(routes.readRunOfShow, { params })).toEqual({
    ...{ showId: show.id, revision: 0, steps: [], currentId: null },
  });

  const first = await owner.must(routes.saveRunOfShow, {
    params,
    body: { revision: 0, steps: [step(1), step(2), step(3)] },
  });
  expect(first).toMatchObject({ revision: 1, currentId: step(1).id });
  expect(
    await manager.call(routes.saveRunOfShow, { params, body: { revision: 0, steps: [step(9)] } }),
  ).toMatchObject({ error: { code: "RUN_CHANGED" } });

  const shown = await owner.must(routes.moveInRun, { params, body: { stepId: step(1).id, act: "shown" } });
  expect(shown.steps.map(({ shownAt }) => shownAt !== null)).toEqual([true, false, false]);
  expect(shown.currentId).toBe(step(2).id);
  const again = await owner.must(routes.moveInRun, { params, body: { stepId: step(1).id, act: "shown" } });
  expect(again.steps[0]?.shownAt).toBe(shown.steps[0]?.shownAt);

  const reordered = await manager.must(routes.saveRunOfShow, {
    params,
    body: { revision: again.revision, steps: [step(3), step(1, { heading: "Opened" })] },
  });
  expect(reordered.steps.map(({ heading, shownAt }) => [heading, shownAt !== null])).toEqual([
    ["Step 3", false],
    ["Opened", true],
  ]);
  expect(reordered.currentId).toBe(step(3).id);
  const seen = await moderator.must(routes.readRunOfShow, { params });
  expect(seen).toEqual(reordered);
  const move = { params, body: { stepId: step(3).id, act: "shown" } } as const;
  expect(await moderator.call(routes.moveInRun, move)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  const done = await manager.must(routes.moveInRun, move);
  expect(done.currentId).toBeNull();
});

test("two who press at the same moment both count", async () => {
  const { owner, show } = await goLive(sale.server);
  const params = { showId: show.id };
  await owner.must(routes.saveRunOfShow, {
    params,
    body: { revision: 0, steps: [1, 2, 3, 4].map((n) => step(n)) },
  });
  await Promise.all(
    [1, 2, 3].map((n) =>
      owner.must(routes.moveInRun, { params, body: { stepId: step(n).id, act: "shown" } }),
    ),
  );
  const run = await owner.must(routes.readRunOfShow, { params });
  expect(run.steps.filter(({ shownAt }) => shownAt !== null)).toHaveLength(3);
  expect(run.revision).toBe(4);
});

test("another shop's product and another show's drop do not go in", async () => {
  const { owner, show } = await goLive(sale.server);
  const [foreign] = (await sale.host.must(routes.listProducts, { params: { shopId: sale.shopId } })).items;
  if (!foreign) throw new Error("the sale has a product");
  const save = (given: Partial<PlannedStep>) =>
    owner.call(routes.saveRunOfShow, {
      params: { showId: show.id },
      body: { revision: 0, steps: [step(1, given)] },
    });
  expect(await save({ productId: foreign.id })).toMatchObject({
    error: { code: "PRODUCT_NOT_IN_SHOP", path: "steps.0.productId" },
  });
  expect(await save({ dropId: step(5).id })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "steps.0.dropId" },
  });
});

test("the strip counts who watches and who paid, and moderators see no money", async () => {
  const { host, shopId, show } = sale;
  const params = { showId: show.id };
  const moderator = await sale.server.person("moderator");
  await joinTeam(host, shopId, moderator, "moderator");
  const page = await openPage(sale.server.visitor(), show.id);
  const strip = () => host.must(routes.readShowStrip, { params });
  await vi.waitFor(async () => expect((await strip()).conversion).toEqual({ part: 0, of: 1 }), {
    timeout: 20_000,
  });
  expect(await strip()).toMatchObject({ viewers: 1, paidUnits: 0, takings: { all: [], perMinute: [] } });
  const theirs = await moderator.must(routes.readShowStrip, { params });
  expect(theirs).toMatchObject({ takings: null, paidUnits: 0 });
  page.close();
});

test("while a show runs, its strip and its reports agree on who bought of those who saw it, also once a buyer has their money back", async () => {
  const { host, shopId, server } = sale;
  const params = { showId: sale.show.id };
  const drop = await sale.drop();
  const [ann, bob] = await Promise.all([server.person("ann"), server.person("bob")]);
  const page = await openPage(bob, sale.show.id);
  const order = await sale.buy(ann, drop.id);
  await host.must(routes.refundOrder, {
    params: { orderId: order.id },
    body: { amount: order.totals.total.amount, reason: "goodwill" },
    idempotencyKey: "give-it-all-back",
  });
  await vi.waitFor(
    async () => {
      const [strip, shop, show] = await Promise.all([
        host.must(routes.readShowStrip, { params }),
        host.must(routes.readShopReport, { params: { shopId }, query: { days: 7, timeZone: "Asia/Seoul" } }),
        host.must(routes.readShowReport, { params }),
      ]);
      expect(strip.conversion.part).toBe(1);
      expect(strip.conversion.of).toBeGreaterThan(1);
      expect(shop.shows.find(({ id }) => id === sale.show.id)?.conversion).toEqual(strip.conversion);
      expect([show.funnel.paid, show.funnel.saw]).toEqual([strip.conversion.part, strip.conversion.of]);
      // What went back is sold no more.
      expect(strip.paidUnits).toBe(0);
    },
    { timeout: 20_000, interval: 500 },
  );
  page.close();
});

test("right back: everybody sees since when, who comes later too, and the show is not paused", async () => {
  const { owner, show } = await goLive(sale.server);
  const params = { showId: show.id };
  const page = await openPage(sale.server.visitor(), show.id);
  const away = await owner.must(routes.setAway, { params, body: { away: true } });
  expect(away).toMatchObject({ status: "live", awaySince: expect.any(String) });
  expect((await page.hears("show:changed")).data).toMatchObject({ awaySince: away.awaySince });
  expect(await owner.must(routes.setAway, { params, body: { away: true } })).toMatchObject({
    awaySince: away.awaySince,
  });
  const late = await openPage(sale.server.visitor(), show.id);
  expect((await sale.server.visitor().must(routes.readShow, { params })).awaySince).toBe(away.awaySince);
  await owner.must(routes.setAway, { params, body: { away: false } });
  expect((await late.hears("show:changed")).data).toMatchObject({ awaySince: null });
  await owner.must(routes.setAway, { params, body: { away: true } });
  expect(await owner.must(routes.endShow, { params })).toMatchObject({ awaySince: null });
  expect(await owner.call(routes.setAway, { params, body: { away: true } })).toMatchObject({
    error: { code: "SHOW_NOT_LIVE" },
  });
  page.close();
  late.close();
});
