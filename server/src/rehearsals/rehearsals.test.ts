import { REHEARSAL_PATH, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectMongo, type Db } from "../kit/mongo.ts";
import { type Client, peopleOf } from "../testing/harness.ts";
import { type Sale, startSale } from "../testing/sale.ts";
import { soon } from "../testing/stage.ts";

let sale: Sale;
let world: Db;
beforeAll(async () => {
  sale = await startSale({ stock: 40 });
  const { mongo } = sale.server.config;
  world = await connectMongo({ ...mongo, database: `${mongo.database}-rehearsals` });
});
afterAll(async () => {
  await world.close();
  await sale.stop();
});

/** The same person on the rehearsals' side of the door. */
const there = (person: Client) => {
  const other = peopleOf(`${sale.server.url}${REHEARSAL_PATH}`).visitor();
  const headers = { cookie: person.cookie() };
  return {
    call: ((route, input) => other.call(route, { ...input, headers })) as Client["call"],
    must: ((route, input) => other.must(route, { ...input, headers })) as Client["must"],
  };
};

/** How many documents there are in each collection that is not empty. */
const contents = async (db: Db): Promise<Record<string, number>> => {
  const all = (await db.db?.listCollections().toArray()) ?? [];
  const counted = await Promise.all(
    all.map(async ({ name }) => [name, await db.collection(name).countDocuments()] as const),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
};

const scheduleWithDrop = async (quantity: number) => {
  const { host, shopId, variantId } = sale;
  const show = await host.must(routes.scheduleShow, {
    params: { shopId },
    body: { title: "Second firing", startsAt: soon() },
  });
  const drop = await host.must(routes.createDrop, {
    params: { showId: show.id },
    body: {
      pools: [{ variantId, quantity, price: { amount: 30_000, currency: "KRW" } }],
      ...{ perCustomer: 1, holdSeconds: 60, opensAt: soon() },
    },
  });
  return { show, drop };
};

test("demo people come, raid and buy; nothing of it is in the real shop, and nothing is left", async () => {
  const { host, server, shopId } = sale;
  const { show, drop } = await scheduleWithDrop(5);
  const params = { showId: show.id };
  const before = await contents(server.db);
  const { running } = await host.must(routes.startRehearsal, { params, body: { locale: "en" } });
  if (!running) throw new Error("a rehearsal runs");
  const played = { showId: running.rehearsalId };
  expect(played.showId).not.toBe(show.id);
  const inside = there(host);

  // Only the team is let in, and whoever is in finds nothing but their shop's.
  const stranger = there(await server.person("stranger"));
  for (const person of [stranger, there(server.visitor())])
    expect(await person.call(routes.readShow, { params: played })).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
  expect(await inside.call(routes.listShows)).toMatchObject({ error: { code: "NOT_FOUND" } });
  // No account went over: nobody is asked about one.
  expect(await inside.must(routes.readPayouts, { params: { shopId } })).toMatchObject({
    account: { state: "none" },
  });

  await inside.must(routes.startShow, { params: played });
  const [theirs] = (await inside.must(routes.listDrops, { params: played })).items;
  if (!theirs) throw new Error("the drop went over");
  expect(theirs.id).not.toBe(drop.id);
  await inside.must(routes.openDrop, { params: { dropId: theirs.id } });
  await vi.waitFor(
    async () => {
      const { running: now } = await host.must(routes.readRehearsals, { params });
      expect(now?.tally).toMatchObject({ raid: { lines: 10 } });
      expect(now?.tally.paid).toBeGreaterThan(1);
      expect(now?.tally.lapsed).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 500 },
  );
  const orders = (await inside.must(routes.listShopOrders, { params: { shopId } })).items;
  expect(orders.length).toBeGreaterThan(1);
  expect(orders.every(({ status }) => status === "paid")).toBe(true);

  // A rehearsal's order is no order of the real shop, and its payment is none of the provider's.
  const [order] = orders;
  if (!order) throw new Error("somebody bought");
  expect(await host.call(routes.readOrder, { params: { orderId: order.id } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  expect((await host.must(routes.listShopOrders, { params: { shopId } })).items).toEqual([]);
  expect(await sale.stripe.paymentsOf(order.id)).toEqual([]);
  const [real] = (await host.must(routes.listDrops, { params })).items;
  expect(real).toMatchObject({ status: "scheduled", stock: { available: 5, held: 0, sold: 0 } });

  // A demo person is nobody in the real world, and cannot sign in.
  const bots = await world.collection("users").find({ bot: true }).toArray();
  expect(bots.length).toBeGreaterThan(10);
  expect(
    await server.db.collection("users").countDocuments({ _id: { $in: bots.map(({ _id }) => _id) } }),
  ).toBe(0);
  const email = String(bots[0]?.email);
  expect(
    await server.visitor().call(routes.signIn, { body: { email, password: "a fine long password" } }),
  ).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
  const { items } = await server.visitor().must(routes.listShows);
  expect(items.some(({ id }) => id === played.showId)).toBe(false);

  const report = await host.must(routes.finishRehearsal, {
    params,
    body: { measured: { bitrate: 2_000_000, loss: 0.01, roundTripMs: 20 } },
  });
  const line = (about: string) => report.lines.find((each) => each.about === about);
  expect(line("stock")).toMatchObject({ verdict: "ok", drops: 1, units: 5 });
  expect(line("connection")).toMatchObject({ verdict: "ok" });
  expect(line("payouts")).toMatchObject({ verdict: "fix" });
  expect(line("turn")).toMatchObject({ verdict: "look" });
  expect(line("raid")).toMatchObject({ verdict: "ok", by: [{ rule: "raid" }] });
  expect(await contents(world)).toEqual({});
  expect(await inside.call(routes.readShow, { params: played })).toMatchObject({ ok: false });
  const after = await contents(server.db);
  for (const name of [
    "orders",
    "messages",
    "stock_entries",
    "stocks",
    "shows",
    "drops",
    "paymentevents",
    "notifications",
  ])
    expect([name, after[name]]).toEqual([name, before[name]]);
  expect(await host.call(routes.finishRehearsal, { params, body: {} })).toMatchObject({
    error: { code: "REHEARSAL_OVER" },
  });
});

test("a show that is on is not rehearsed, and a socket of nobody's hears nothing of a rehearsal", async () => {
  const { host, server, show: live } = sale;
  expect(await host.call(routes.startRehearsal, { params: { showId: live.id }, body: {} })).toMatchObject({
    error: { code: "SHOW_NOT_STARTABLE" },
  });
  const { show } = await scheduleWithDrop(1);
  const params = { showId: show.id };
  const { running } = await host.must(routes.startRehearsal, { params, body: {} });
  // The real hub does not know the show that is played.
  const page = await server.visitor().connect();
  expect(await page.request("show:join", { showId: running?.rehearsalId ?? "" })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  page.close();
  await host.must(routes.finishRehearsal, { params, body: {} });
});
