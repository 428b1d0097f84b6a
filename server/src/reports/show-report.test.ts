import {
  type CameFrom,
  Id,
  routes,
  type ShowReport,
  type ShowTable,
  shopTables,
  showTables,
} from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetPerson } from "../audience/forget-person.ts";
import { createStayKeeper } from "../audience/keep-stays.ts";
import { createOpeningStore } from "../audience/openings.store.ts";
import { createStayStore } from "../audience/stays.store.ts";
import { createReceiptStore } from "../drops/receipts.store.ts";
import type { Arrival } from "../hub/hub.ts";
import { createSoldOrderStore } from "../orders/sold-orders.store.ts";
import type { Client } from "../testing/harness.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";
import { joinTeam } from "../testing/stage.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
}, 60_000);
afterAll(() => sale.stop());

const browser = (digit: string): string => digit.repeat(32);

/** Enters the show as a page does that says where its person came from. */
const enter = async (client: Client, visitor: string, from: CameFrom) => {
  const page = await client.connect();
  must(await page.request("show:join", { showId: sale.show.id, visit: { visitor, from } }));
  return page;
};

const report = (who = sale.host): Promise<ShowReport> =>
  who.must(routes.readShowReport, { params: { showId: sale.show.id } });

/** Waits until the report says so: those who come are written down within some seconds. */
const reported = (check: (report: ShowReport) => void): Promise<void> =>
  eventually(async () => check(await report()), 30_000);

test("a show's report tells who watched, opened, held and paid, from where, and what it brought", async () => {
  const { server, host, show, shopId } = sale;
  const empty = await report();
  expect(empty).toMatchObject({
    funnel: { saw: 0, opened: 0, held: 0, paid: 0 },
    viewers: { unique: 0, peak: 0 },
    ...{ orders: 0, earned: [], drops: [], products: [], sources: [], newFollowers: 0 },
  });

  const drop = await sale.drop({ quantity: 5 });
  const second = await host.must(routes.createProduct, {
    params: { shopId },
    body: {
      title: "=1+1 tray",
      currency: "KRW",
      variants: [{ name: "Oak", price: { amount: 20_000, currency: "KRW" }, stock: 3 }],
    },
  });
  await host.must(routes.setPins, {
    params: { showId: show.id },
    body: { productIds: [second.id], featuredId: second.id },
  });
  const [ann, bob] = [await server.person("ann"), await server.person("bob")];
  const campaign: CameFrom = { kind: "campaign", source: "instagram", medium: "story" };
  const annsPage = await enter(ann, browser("a"), campaign);
  // She has it open on her tablet as well, and is one person.
  const annsTablet = await enter(ann, browser("b"), { kind: "direct" });
  const bobsPage = await enter(bob, browser("c"), { kind: "own", page: "home" });
  const stranger = await enter(server.visitor(), browser("d"), { kind: "site", host: "news.example" });
  const silent = await server.visitor().connect();
  must(await silent.request("show:join", { showId: show.id }));
  const hosts = await enter(host, browser("e"), { kind: "direct" });

  const opened = (page: typeof annsPage, what: "drop" | "product", id: string) =>
    page.request("show:opened", { showId: show.id, opened: { what, id } });
  must(await opened(stranger, "product", second.id));
  must(await opened(stranger, "product", second.id));
  must(await opened(annsPage, "drop", drop.id));
  must(await bobsPage.request("show:opened", { showId: show.id, opened: { what: "bag" } }));
  // The host looks at their own things all the time.
  must(await opened(hosts, "drop", drop.id));
  must(await annsPage.request("chat:post", { showId: show.id, text: "Lovely", key: "report-1" }));
  await ann.must(routes.follow, {
    params: { kind: "shop", id: shopId },
    body: { timeZone: "Asia/Seoul", locale: "ko" },
  });
  const order = await sale.buy(ann, drop.id, 2);
  must(await sale.hold(bob, drop.id));

  await reported(({ viewers, watched }) => {
    expect(viewers.unique).toBe(4);
    // The presence counts pages without an account by socket, and each person once.
    expect(viewers.peak).toBe(4);
    expect(watched.total).toBeGreaterThan(0);
  });
  const now = await report();
  expect(now.funnel).toEqual({ saw: 4, opened: 3, held: 2, paid: 1 });
  expect(now.drops).toMatchObject([
    { id: drop.id, funnel: { saw: 4, opened: 2, held: 2, paid: 1 }, units: 2, closedAt: null },
  ]);
  expect(now.drops[0]?.openedAt).not.toBeNull();
  expect(now.products).toMatchObject([
    { title: "Moon bowl", funnel: { saw: 4, opened: 2, held: 2, paid: 1 }, units: 2 },
    { title: "=1+1 tray", funnel: { saw: 4, opened: 1, held: 0, paid: 0 }, units: 0, paid: [] },
  ]);
  expect(now.earned).toEqual([{ currency: "KRW", paid: order.totals.total.amount, refunded: 0 }]);
  expect(now.minutes.flatMap(({ paid }) => paid)).toEqual([
    { currency: "KRW", amount: order.totals.total.amount },
  ]);
  expect(now.minutes.reduce((sum, { messages }) => sum + messages, 0)).toBe(1);
  expect(now).toMatchObject({ orders: 1, newFollowers: 1, pins: [{ titles: ["=1+1 tray"] }] });
  expect(now.sources).toHaveLength(4);
  expect(now.sources.every(({ people }) => people === 1)).toBe(true);
  expect(now.sources.map(({ from }) => from)).toEqual(
    expect.arrayContaining([
      campaign,
      { kind: "own", page: "home" },
      { kind: "site", host: "news.example" },
      { kind: "untold" },
    ]),
  );
  for (const page of [annsPage, annsTablet, bobsPage, stranger, silent, hosts]) page.close();
});

test("whoever signs in during a show, and whoever comes back, is the same person as before", async () => {
  const { server } = sale;
  const { viewers } = await report();
  const before = await enter(server.visitor(), browser("f"), { kind: "site", host: "blog.example" });
  await reported((now) => expect(now.viewers.unique).toBe(viewers.unique + 1));
  before.close();
  const dan = await server.person("dan");
  const after = await enter(dan, browser("f"), { kind: "direct" });
  // His account is written down, and still nobody is there twice.
  await eventually(async () => {
    expect(await sale.server.db.model("Stay").countDocuments({ person: `u:${dan.me.id}` })).toBe(1);
  }, 30_000);
  const now = await report();
  expect(now.viewers.unique).toBe(viewers.unique + 1);
  // He came from where he came from first.
  expect(now.sources.map(({ from }) => from)).toContainEqual({ kind: "site", host: "blog.example" });
  after.close();
});

test("a flood of what pages say fills nothing and moves no money", async () => {
  const { server, show } = sale;
  const was = await report();
  const openings = sale.server.db.model("Opening");
  const stays = sale.server.db.model("Stay");
  const count = await openings.countDocuments({});
  const flooder = await enter(server.visitor(), browser("9"), { kind: "direct" });
  const random = (): Id =>
    Id.parse(Array.from({ length: 24 }, () => Math.floor(Math.random() * 16).toString(16)).join(""));
  const said = await Promise.all(
    Array.from({ length: 50 }, () =>
      flooder.request("show:opened", { showId: show.id, opened: { what: "drop", id: random() } }),
    ),
  );
  expect(said.every(({ ok }) => ok)).toBe(true);
  expect(await openings.countDocuments({})).toBe(count);
  // Who is not in the show says nothing at all.
  const outsider = await server.visitor().connect();
  const drop = was.drops[0]?.id ?? "";
  expect(
    await outsider.request("show:opened", { showId: show.id, opened: { what: "drop", id: drop } }),
  ).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  await eventually(() => expect(stays.countDocuments({ visitor: browser("9") })).resolves.toBe(1), 30_000);
  const now = await report();
  expect([now.funnel.held, now.funnel.paid, now.orders, now.earned]).toEqual([
    ...[was.funnel.held, was.funnel.paid, was.orders, was.earned],
  ]);
  flooder.close();
  outsider.close();
});

test("of newcomers without end only so many are written down, and of one who comes and goes a few stays", async () => {
  const store = createStayStore(sale.server.db);
  const showId = store.newId();
  const arrivals: Arrival[] = [];
  let now = Date.now();
  const keeper = createStayKeeper(
    {
      stays: store,
      hub: { arrivals: () => new Map([[showId, [...arrivals]]]) },
      showsOnAir: async () => [{ id: showId, startedAt: new Date(now - 60_000) }],
      hostsOf: async () => new Set(),
      clock: { now: () => now },
      log: sale.server.parts.log,
    },
    40,
  );
  const arrive = (person: string): Arrival => ({
    ...{ person, visitor: null, from: { kind: "direct" as const } },
    since: now,
  });
  for (let round = 0; round < 30; round += 1) {
    now += 60_000;
    arrivals.splice(0, arrivals.length, arrive("v:comes-and-goes"));
    await keeper.look();
  }
  expect(await store.ofShow(showId)).toHaveLength(20);
  arrivals.push(...Array.from({ length: 100 }, (_, i) => arrive(`s:${i}`)));
  await keeper.look();
  expect(await store.ofShow(showId)).toHaveLength(40);
  // Who stays is written down again, longer and not a second time; who left is as long as they were seen.
  const left = now;
  arrivals.splice(0, 1);
  now += 60_000;
  await keeper.look();
  const written = await store.ofShow(showId);
  expect(written).toHaveLength(40);
  const ends = (person: string) =>
    Math.max(...written.filter((stay) => stay.person === person).map(({ to }) => to.getTime()));
  expect([ends("v:comes-and-goes"), ends("s:0")]).toEqual([left, now]);
});

test("a table in a file says what the report says, and runs no formula", async () => {
  const { server, show, host } = sale;
  const { cookie } = host;
  const file = (table: string, as = cookie()) =>
    fetch(`${server.url}/api/shows/${show.id}/report/${table}.csv`, { headers: { cookie: as } });
  const lines = async (table: ShowTable) => {
    const bytes = new Uint8Array(await (await file(table)).arrayBuffer());
    // For spreadsheets that take a file without it for one in another encoding.
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    return new TextDecoder().decode(bytes).trimEnd().split("\r\n");
  };
  const { products, sources, funnel } = await report();
  expect(await lines("products")).toEqual([
    "product,saw,opened,held,paid_people,units,currency,paid",
    ...products.map((product) =>
      [
        product.title.startsWith("=") ? `'${product.title}` : product.title,
        ...Object.values(product.funnel),
        product.units,
        ...(product.paid[0] ? ["KRW", product.paid[0].amount] : ["", ""]),
      ].join(","),
    ),
  ]);
  expect(await lines("funnel")).toEqual(["saw,opened,held,paid_people", Object.values(funnel).join(",")]);
  expect(await lines("sources")).toHaveLength(1 + sources.length);
  for (const table of showTables) expect((await file(table)).status, table).toBe(200);
  for (const table of shopTables)
    expect(
      (
        await fetch(`${server.url}/api/shops/${sale.shopId}/report/${table}.csv?days=7`, {
          headers: { cookie: cookie() },
        })
      ).status,
      table,
    ).toBe(200);
  expect((await file("passwords")).status).toBe(404);
  expect((await file("funnel", "")).status).toBe(401);
  const moderator = await server.person("moderator");
  await joinTeam(host, sale.shopId, moderator, "moderator");
  expect((await file("figures", moderator.cookie())).status).toBe(403);
});

test("somebody who is forgotten leaves every figure as it was, and no name but in the books", async () => {
  const { server, show } = sale;
  const { db } = server;
  const receipts = createReceiptStore(db);
  const { hasOrdered } = createSoldOrderStore(db);
  const [stays, openings] = [createStayStore(db), createOpeningStore(db)];
  const forget = (who: Client) => forgetPerson({ stays, openings, receipts, hasOrdered }, who.me.id);
  const drop = await sale.drop({ quantity: 2 });
  const [eve, fay] = [await server.person("eve"), await server.person("fay")];
  const pages = [
    await enter(eve, browser("7"), { kind: "direct" }),
    await enter(fay, browser("8"), { kind: "direct" }),
  ];
  for (const page of pages)
    must(await page.request("show:opened", { showId: show.id, opened: { what: "drop", id: drop.id } }));
  must(await sale.hold(eve, drop.id));
  await sale.buy(fay, drop.id);
  const theirs = [eve, fay].map(({ me }) => `u:${me.id}`);
  const namedIn = (model: "Stay" | "Opening") =>
    Promise.all(theirs.map((person) => db.model(model).countDocuments({ person })));
  await eventually(() => expect(namedIn("Stay")).resolves.toEqual([1, 1]), 30_000);
  for (const page of pages) page.close();
  // They are written down as gone, once.
  const gone = async () => (await report()).watched.total;
  let before = await report();
  await eventually(async () => {
    const last = before;
    before = await report();
    expect(last.watched.total).toBe(await gone());
    expect(before.drops.at(-1)?.funnel).toMatchObject({ opened: 2, held: 2, paid: 1 });
  }, 30_000);

  await forget(eve);
  await forget(fay);
  const { at: _, viewers, watched, minutes: __, ...after } = await report();
  const { at: ___, viewers: viewersBefore, watched: watchedBefore, minutes: ____, ...rest } = before;
  expect(after).toEqual(rest);
  expect([viewers.unique, watched]).toEqual([viewersBefore.unique, watchedBefore]);
  expect(await namedIn("Stay")).toEqual([0, 1]);
  expect(await namedIn("Opening")).toEqual([0, 1]);
  expect(await db.model("DropReceipt").countDocuments({ userId: eve.me.id })).toBe(0);
  for (const digit of ["7", "8"])
    expect(await db.model("Stay").countDocuments({ visitor: browser(digit) })).toBe(0);
});
