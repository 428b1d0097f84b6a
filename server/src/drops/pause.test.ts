import { type Drop, routes, type ShowEntry } from "@showdrop/shared";
import { trusted } from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Db } from "../kit/mongo.ts";
import { createShowStore, type ShowStore } from "../shows/shows.store.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";
import { openPage, type Page } from "../testing/stage.ts";

let sale: Sale;
let more: TestServer[];
let db: Db;
/** Moves the show as a server does that dies in the next moment: whatever follows from it, the others must do. */
let shows: ShowStore;
let page: Page;
beforeAll(async () => {
  sale = await startSale();
  const { mongo } = sale.server.config;
  const two = [1, 2].map(() => startTestServer({ env: sale.stripe.env, database: mongo.database }));
  more = await Promise.all(two);
  db = await connectMongo(mongo);
  shows = createShowStore(db);
  page = await openPage(sale.server.visitor(), sale.show.id);
});
afterAll(async () => {
  page.close();
  await db.close();
  await Promise.all(more.map((server) => server.stop()));
  await sale.stop();
});

const HOUR = 3_600_000;
const inSeconds = (seconds: number): string => new Date(Date.now() + 1000 * seconds).toISOString();
const move = async (from: "live" | "paused", to: "live" | "paused"): Promise<Date> => {
  const at = new Date();
  if (!(await shows.move(sale.show.id, [from], to, at))) throw new Error(`the show is not ${from}`);
  return at;
};

/** Puts what has happened so far an hour further back, as if the time since had passed. */
const letAnHourPass = async (...drops: Drop[]): Promise<void> => {
  const show = await shows.find(sale.show.id);
  if (!show?.pausedAt || !show.startedAt) throw new Error("an hour passes while the show is paused");
  const back = (at: Date) => new Date(at.getTime() - HOUR);
  const times = { pausedAt: back(show.pausedAt), startedAt: back(show.startedAt) };
  for (const { id } of drops) {
    const drop = await sale.server.db.model("Drop").findById(id).lean<{ opensAt: Date }>();
    if (drop) await sale.server.db.model("Drop").updateOne({ _id: id }, { opensAt: back(drop.opensAt) });
  }
  await sale.server.db.model("Show").updateOne({ _id: show.id }, times);
};

/** Waits until the jobs have come by the drops once more. */
const jobsRan = async (...drops: Drop[]): Promise<void> => {
  const _id = trusted({ $in: drops.map(({ id }) => id) });
  await sale.server.db.model("Drop").updateMany({ _id }, { turn: -1 });
  await eventually(async () =>
    expect(await sale.server.db.model("Drop").countDocuments({ _id, turn: -1 })).toBe(0),
  );
};

type DropEntry = Extract<ShowEntry, { event: "drop:changed" }>;
const hears = (drop: Drop, fits: (now: Drop) => boolean): Promise<Drop> =>
  page.hears("drop:changed", ({ data }) => data.id === drop.id && fits(data)).then(({ data }) => data);
const secondsTo = (moment: string | null, from: string | null): number =>
  (Date.parse(moment ?? "") - Date.parse(from ?? "")) / 1000;
const code = (result: Awaited<ReturnType<Sale["hold"]>>): string => (result.ok ? "HELD" : result.error.code);

test("a drop closes by itself, once for everybody, and refuses whoever comes later", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 3, openSeconds: 5 });
  expect(secondsTo(drop.closesAt, drop.opensAt)).toBe(5);
  expect(code(await sale.hold(ann, drop.id))).toBe("HELD");
  await hears(drop, ({ status }) => status === "closed");
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_CLOSED");
  const { items } = await ann.must(routes.listMyHolds, { params: { showId: sale.show.id } });
  const mine = items.find(({ dropId }) => dropId === drop.id);
  if (!mine) throw new Error("the hold lives on");
  await ann.must(routes.releaseHold, { params: { holdId: mine.id } });
  await eventually(async () => expect((await sale.dropNow(drop.id)).stock.allocated).toBe(0));
  await sale.expectBalanced(drop.id);
});

test("a drop is open for its whole time, however early it is opened by hand", async () => {
  const drop = await sale.drop({ opensAt: inSeconds(3_600), openSeconds: 300 });
  const opened = await sale.host.must(routes.openDrop, { params: { dropId: drop.id } });
  expect(secondsTo(opened.closesAt, opened.opensAt)).toBe(300);
  expect(Date.parse(opened.opensAt)).toBeLessThanOrEqual(Date.now());
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
});

test("while the show is paused its drops' clocks stand still; then they go on where they were, whoever tells them", async () => {
  const ann = await sale.server.person("ann");
  const open = await sale.drop({ openSeconds: 60, holdSeconds: 60 });
  const coming = await sale.drop({ opensAt: inSeconds(120), openSeconds: 300 });
  await jobsRan(open, coming);
  const pausedAt = (await move("live", "paused")).toISOString();
  for (const drop of [open, coming]) {
    const told = await hears(drop, (now) => now.pausedAt === pausedAt);
    expect([told.opensAt, told.closesAt, told.status]).toEqual([drop.opensAt, drop.closesAt, drop.status]);
  }

  await letAnHourPass(open, coming);
  const [openLater, comingLater] = [await sale.dropNow(open.id), await sale.dropNow(coming.id)];
  expect([openLater.status, comingLater.status]).toEqual(["open", "scheduled"]);
  expect(secondsTo(openLater.closesAt, openLater.pausedAt)).toBe(secondsTo(open.closesAt, pausedAt));
  expect(secondsTo(comingLater.opensAt, comingLater.pausedAt)).toBe(secondsTo(coming.opensAt, pausedAt));
  // What can be bought can be bought, and paid for, long after its clock would have closed it; nothing opens.
  expect((await sale.buy(ann, open.id)).status).toBe("paid");
  expect(code(await sale.hold(ann, coming.id))).toBe("DROP_NOT_OPEN");
  await jobsRan(open, coming);
  expect([(await sale.dropNow(open.id)).status, (await sale.dropNow(coming.id)).status]).toEqual([
    "open",
    "scheduled",
  ]);

  // Made during the pause, a drop's clock stands still too.
  const made = await sale.drop({ opensAt: inSeconds(200), openSeconds: 100 });
  expect(Math.round(secondsTo(made.opensAt, made.pausedAt))).toBe(200);
  const byHand = await sale.drop({ openSeconds: 100 });
  expect([byHand.status, byHand.opensAt]).toEqual(["open", byHand.pausedAt]);
  expect(code(await sale.hold(ann, byHand.id))).toBe("HELD");

  const waiting = await sale.drop({ opensAt: inSeconds(500) });
  const opened = await sale.host.must(routes.openDrop, { params: { dropId: waiting.id } });
  expect([opened.status, opened.opensAt]).toEqual(["open", opened.pausedAt]);
  expect(code(await sale.hold(ann, waiting.id))).toBe("HELD");

  const before = [openLater, comingLater, made, byHand];
  const last = page.entries.at(-1)?.seq ?? 0;
  const resumedAt = await move("paused", "live");
  const pause = resumedAt.getTime() - Date.parse(openLater.pausedAt ?? "");
  expect(pause).toBeGreaterThan(HOUR);
  for (const drop of before) {
    const isNews = ({ seq, data }: DropEntry) => seq > last && data.id === drop.id && data.pausedAt === null;
    const { data: after } = await page.hears("drop:changed", isNews);
    expect(Date.parse(after.opensAt) - Date.parse(drop.opensAt)).toBe(pause);
    expect(Date.parse(after.closesAt ?? "") - Date.parse(drop.closesAt ?? "")).toBe(pause);
    expect(after.status).toBe(drop.status);
    expect(await sale.dropNow(drop.id)).toMatchObject({ opensAt: after.opensAt, closesAt: after.closesAt });
  }
  for (const { id } of [...before, waiting])
    await sale.host.must(routes.closeDrop, { params: { dropId: id } });
});

test("of three servers one tells of each pause, and pauses add up", async () => {
  const drop = await sale.drop({ openSeconds: 600 });
  let away = 0;
  for (let round = 0; round < 3; round++) {
    const from = await move("live", "paused");
    await hears(drop, ({ pausedAt }) => pausedAt === from.toISOString());
    away += (await move("paused", "live")).getTime() - from.getTime();
    const closesAt = new Date(Date.parse(drop.closesAt ?? "") + away).toISOString();
    await hears(drop, (now) => now.pausedAt === null && now.closesAt === closesAt);
  }
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
  await hears(drop, ({ status }) => status === "closed");
  const told = page.entries
    .filter((entry): entry is DropEntry => entry.event === "drop:changed" && entry.data.id === drop.id)
    .map(({ data: { pausedAt, closesAt, status } }) => `${pausedAt} ${closesAt} ${status}`)
    .filter((times) => !times.startsWith(`null ${drop.closesAt}`) && !times.endsWith("closed"));
  expect(told).toHaveLength(6);
  expect(new Set(told).size).toBe(6);
}, 30_000);

test("a page that is loaded again knows what its reader has bought (invariant 4)", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ perCustomer: 1 });
  const order = await sale.buy(ann, drop.id);
  const [line] = order.lines;
  const holdId = line?.source.kind === "drop" ? line.source.holdId : "";
  expect(code(await sale.hold(ann, drop.id))).toBe("OVER_LIMIT");
  const joined = await (await ann.connect()).request("show:join", { showId: sale.show.id });
  expect(must(joined).holds).toMatchObject([
    { id: holdId, dropId: drop.id, quantity: 1, status: "committed", orderId: order.id },
  ]);
});
