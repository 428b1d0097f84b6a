import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Receipt, type Result, routes, type Wait } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const people = (...names: string[]) => Promise.all(names.map((name) => sale.server.person(name)));
const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);
const joinLine = (client: Client, dropId: string, quantity = 1, variantId = sale.variantId) =>
  client.call(routes.joinLine, { params: { dropId }, body: { variantId, quantity } });
const place = async (client: Client): Promise<Wait["place"] | undefined> =>
  (await client.must(routes.listMyWaits, { params: { showId: sale.show.id } })).items[0]?.place;
const holdOf = async (client: Client, dropId: string) => {
  const { items } = await client.must(routes.listMyHolds, { params: { showId: sale.show.id } });
  return items.find((hold) => hold.dropId === dropId && hold.status === "active");
};
const release = (client: Client, holdId: string) => client.must(routes.releaseHold, { params: { holdId } });
const receiptsOf = async (dropId: string): Promise<Receipt[]> => {
  const { items, stock } = await sale.host.must(routes.readReceipts, { params: { dropId } });
  expect(stock).toEqual((await sale.dropNow(dropId)).stock);
  return items;
};

/** Works the log out again: each entry follows from those before it. */
const expectLogAddsUp = (log: readonly Receipt[]): void => {
  const pools = new Map<string, { available: number; held: number; sold: number }>();
  for (const [index, { seq, kind, variantId, quantity, after }] of log.entries()) {
    expect(seq).toBe(index + 1);
    const pool = pools.get(variantId) ?? { available: 0, held: 0, sold: 0 };
    if (kind === "allocated" || kind === "restocked") pool.available += quantity;
    if (kind === "held" || kind === "offered") {
      pool.available -= quantity;
      pool.held += quantity;
    }
    if (kind === "released" || kind === "expired") {
      pool.held -= quantity;
      pool.available += quantity;
    }
    if (kind === "committed") {
      pool.held -= quantity;
      pool.sold += quantity;
    }
    if (kind === "returned") pool.available -= quantity;
    pools.set(variantId, pool);
    expect(after).toEqual({ ...pool, allocated: pool.available + pool.held + pool.sold });
  }
};

test("what comes back is offered in the order of the line, and no newcomer comes in between", async () => {
  const [ann, bob, cho, eve] = await people("ann", "bob", "cho", "eve");
  if (!ann || !bob || !cho || !eve) throw new Error("four people came");
  const drop = await sale.drop({ quantity: 1, perCustomer: 1 });
  expect(code(await joinLine(bob, drop.id))).toBe("NOTHING_TO_WAIT_FOR");
  const held = must(await sale.hold(ann, drop.id));
  expect(code(await joinLine(ann, drop.id))).toBe("OVER_LIMIT");

  const first = must(await joinLine(bob, drop.id));
  expect(first).toMatchObject({ place: { ahead: 0 }, variantId: sale.variantId });
  expect(must(await joinLine(cho, drop.id)).place?.ahead).toBe(1);
  expect(must(await joinLine(bob, drop.id))).toMatchObject({
    entry: first.entry,
    place: { number: first.place?.number, ahead: 0 },
  });
  expect((await sale.dropNow(drop.id)).pools[0]?.waiting).toBe(2);

  // The newcomer asks again and again while the unit comes back: it never is on sale.
  const asking = Promise.all(Array.from({ length: 20 }, () => sale.hold(eve, drop.id)));
  await release(ann, held.id);
  expect(new Set((await asking).map(code))).toEqual(new Set(["DROP_ALL_HELD"]));
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 1, available: 0, held: 1, sold: 0 });
  const offered = await eventually(async () => {
    const hold = await holdOf(bob, drop.id);
    expect(hold).toMatchObject({ offered: true, entry: first.entry });
    return hold;
  });
  await eventually(async () => expect(await place(cho)).toMatchObject({ ahead: 0 }));

  // He lets it pass; she takes it by going to the checkout.
  await release(bob, offered?.id ?? "");
  const hers = await holdOf(cho, drop.id);
  if (!hers) throw new Error("her turn has come");
  const { order, clientSecret } = await sale.checkout(cho, hers);
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await cho.must(routes.confirmPayment, { params: { orderId: order.id } });
  await eventually(async () => expect((await sale.dropNow(drop.id)).status).toBe("sold_out"));
  const log = await receiptsOf(drop.id);
  expectLogAddsUp(log);
  expect(log.map(({ kind }) => kind)).toEqual([
    ...["allocated", "held", "queued", "queued", "released", "offered", "released", "offered", "committed"],
  ]);
  expect(JSON.stringify(log)).not.toContain(ann.me.id);
  await sale.expectBalanced(drop.id);
});

test("a hold that lapses is offered to the next in line, who is told, and whoever left is passed over", async () => {
  const [ann, bob, cho] = await people("ann", "bob", "cho");
  if (!ann || !bob || !cho) throw new Error("three people came");
  const drop = await sale.drop({ quantity: 1, perCustomer: 1, holdSeconds: 5 });
  must(await sale.hold(ann, drop.id));
  const socket = await cho.connect();
  must(await socket.request("show:join", { showId: sale.show.id }));
  const heard: unknown[] = [];
  socket.socket.on("person", (event, data) => {
    if (event === "hold:changed") heard.push(data);
  });
  must(await joinLine(bob, drop.id));
  must(await joinLine(cho, drop.id));
  await bob.must(routes.leaveLine, { params: { dropId: drop.id } });
  expect(await place(bob)).toBeUndefined();
  await eventually(() => expect(heard).toContainEqual(expect.objectContaining({ offered: true })));
  expect(await holdOf(cho, drop.id)).toMatchObject({ status: "active", offered: true });
  expectLogAddsUp(await receiptsOf(drop.id));
  socket.close();
});

test("one limit holds for all variants together, and each variant has a line of its own", async () => {
  const product = await sale.host.must(routes.createProduct, {
    params: { shopId: sale.shopId },
    body: {
      title: "Tea cup",
      currency: "KRW",
      variants: ["S", "L"].map((name) => ({
        name,
        price: { amount: 20_000, currency: "KRW" as const },
        stock: 9,
      })),
    },
  });
  const [small = "", large = ""] = product.variants.map(({ id }) => id);
  const [ann, bob] = await people("ann", "bob");
  if (!ann || !bob) throw new Error("two people came");
  const pools = [
    { variantId: small, quantity: 1 },
    { variantId: large, quantity: 2 },
  ];
  const drop = await sale.drop({ pools, perCustomer: 2 });
  must(await sale.hold(ann, drop.id, 1, undefined, small));
  must(await sale.hold(ann, drop.id, 1, undefined, large));
  expect(code(await sale.hold(ann, drop.id, 2, undefined, large))).toBe("OVER_LIMIT");
  expect(code(await sale.hold(bob, drop.id, 1, undefined, small))).toBe("DROP_ALL_HELD");
  expect(code(await sale.hold(bob, drop.id, 1, undefined, sale.variantId))).toBe("NOT_FOUND");
  must(await joinLine(bob, drop.id, 1, small));
  expect(code(await joinLine(bob, drop.id, 1, large))).toBe("ALREADY_IN_LINE");
  must(await sale.hold(bob, drop.id, 1, undefined, large));
  await eventually(async () =>
    expect((await sale.dropNow(drop.id)).pools.map(({ stock, waiting }) => [stock.held, waiting])).toEqual([
      [1, 1],
      [2, 0],
    ]),
  );
  expectLogAddsUp(await receiptsOf(drop.id));
});

test("units that are added go to those in line, once per key, and stand in both ledgers", async () => {
  const [ann, bob] = await people("ann", "bob");
  if (!ann || !bob) throw new Error("two people came");
  const drop = await sale.drop({ quantity: 1, perCustomer: 1 });
  await sale.buy(ann, drop.id);
  must(await joinLine(bob, drop.id));
  const restock = (quantity: number) =>
    sale.host.call(routes.restockDrop, {
      params: { dropId: drop.id },
      body: { variantId: sale.variantId, quantity },
      idempotencyKey: "three-more-bowls",
    });
  const grown = must(await restock(3));
  expect(must(await restock(3)).stock.allocated).toBe(4);
  expect(code(await restock(2))).toBe("IDEMPOTENCY_KEY_REUSED");
  expect(grown).toMatchObject({ status: "open", stock: { allocated: 4, available: 2, held: 1, sold: 1 } });
  expect(await holdOf(bob, drop.id)).toMatchObject({ offered: true });
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
  await release(bob, (await holdOf(bob, drop.id))?.id ?? "");
  await eventually(async () => expect((await sale.dropNow(drop.id)).stock.allocated).toBe(1));
  const log = await receiptsOf(drop.id);
  expectLogAddsUp(log);
  expect(log.at(-1)).toMatchObject({ kind: "returned", quantity: 3 });
  await sale.expectBalanced(drop.id);
});

test("paused by hand nothing is sold or offered; then those in line come first", async () => {
  const [ann, bob, cho] = await people("ann", "bob", "cho");
  if (!ann || !bob || !cho) throw new Error("three people came");
  const drop = await sale.drop({ quantity: 1, perCustomer: 1, openSeconds: 600 });
  const held = must(await sale.hold(ann, drop.id));
  const params = { dropId: drop.id };
  const paused = await sale.host.must(routes.pauseDrop, { params });
  expect(paused).toMatchObject({ pausedByHand: true });
  expect(paused.pausedAt).not.toBeNull();
  must(await joinLine(bob, drop.id));
  await release(ann, held.id);
  expect(code(await sale.hold(cho, drop.id))).toBe("DROP_PAUSED");
  expect((await sale.dropNow(drop.id)).stock.available).toBe(1);
  const resumed = await sale.host.must(routes.resumeDrop, { params });
  expect(resumed).toMatchObject({ pausedByHand: false, pausedAt: null, stock: { held: 1 } });
  expect(await holdOf(bob, drop.id)).toMatchObject({ offered: true });
  expect(Date.parse(resumed.closesAt ?? "")).toBeGreaterThan(Date.parse(paused.closesAt ?? ""));
  expectLogAddsUp(await receiptsOf(drop.id));
});

test("the closing time moves only where everybody sees it, and with a reason in the audit log", async () => {
  const drop = await sale.drop({ openSeconds: 600 });
  const params = { dropId: drop.id };
  const move = (closesAt: string | null, reason = "The kiln is slow") =>
    sale.host.call(routes.moveClosing, { params, body: { closesAt, reason } });
  expect(code(await move(new Date(Date.now() - 1000).toISOString()))).toBe("CLOSING_TOO_SOON");
  expect(code(await move(null, " "))).toBe("INVALID_INPUT");
  const moved = must(await move(new Date(Date.now() + 60_000).toISOString()));
  expect(moved.moved?.from).toBe(drop.closesAt);
  expect(Date.parse(moved.closesAt ?? "")).toBeLessThan(Date.parse(drop.closesAt ?? ""));
  const audited = await sale.server.db
    .model("AuditRow")
    .findOne({ subject: `drop:${drop.id}`, action: "drop:move-closing" })
    .lean();
  expect(audited).toMatchObject({ reason: "The kiln is slow" });
});

test("followers come first for as long as was said", async () => {
  const [fan, ann] = await people("fan", "ann");
  if (!fan || !ann) throw new Error("two people came");
  await fan.must(routes.follow, {
    params: { kind: "shop", id: sale.shopId },
    body: { timeZone: "Asia/Seoul", locale: "ko" },
  });
  const drop = await sale.drop({ perCustomer: 1, earlyAccess: { audience: "followers", seconds: 2 } });
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_EARLY_ACCESS");
  must(await sale.hold(fan, drop.id));
  await eventually(async () => must(await sale.hold(ann, drop.id)));
});

test("places in line outlive Redis: who waited waits where they stood, who was offered is offered again", async () => {
  const [ann, bob, cho, dan] = await people("ann", "bob", "cho", "dan");
  if (!ann || !bob || !cho || !dan) throw new Error("four people came");
  const drop = await sale.drop({ quantity: 2, perCustomer: 1 });
  await sale.checkout(ann, must(await sale.hold(ann, drop.id)));
  const held = must(await sale.hold(dan, drop.id));
  const [his, hers] = [must(await joinLine(bob, drop.id)), must(await joinLine(cho, drop.id))];
  await release(dan, held.id);
  await eventually(async () => expect(await holdOf(bob, drop.id)).toMatchObject({ offered: true }));

  await sale.server.parts.redis.flushAll();
  expect(code(await sale.hold(dan, drop.id))).toBe("DROP_ALL_HELD");
  expect(await holdOf(bob, drop.id)).toMatchObject({ offered: true, entry: his.entry });
  expect(await place(cho)).toMatchObject({ number: hers.place?.number, ahead: 0 });
  const log = await receiptsOf(drop.id);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(log.slice(-2).map(({ kind }) => kind)).toEqual(["recounted", "offered"]);
  await sale.expectBalanced(drop.id);
});

test("who left the line and came back has one place, also where Redis was lost before the record heard that they left", async () => {
  const [ann, bob] = await people("ann", "bob");
  if (!ann || !bob) throw new Error("two people came");
  const { db, redis } = sale.server.parts;
  const drop = await sale.drop({ quantity: 1, perCustomer: 1 });
  must(await sale.hold(ann, drop.id));
  const first = must(await joinLine(bob, drop.id));
  await bob.must(routes.leaveLine, { params: { dropId: drop.id } });
  const second = must(await joinLine(bob, drop.id));
  await db.model("DropPlace").updateOne({ _id: first.entry }, { state: "waiting" });

  // Her hold goes with Redis, and its unit to whoever is first in line.
  await redis.flushAll();
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_ALL_HELD");
  expect(await holdOf(bob, drop.id)).toMatchObject({ offered: true, entry: second.entry });
  expect(await redis.hGet(`drop:{${drop.id}}:state`, `${sale.variantId}:waiting`)).toBe("0");
  await sale.expectBalanced(drop.id);
});

const run = promisify(execFile);
const verifier = new URL("../../../scripts/verify-draw.mjs", import.meta.url).pathname;

test("a fair start serves by lot those who came before it, and an independent script finds the same order", async () => {
  const buyers = await people(...Array.from({ length: 8 }, (_, i) => `buyer-${i}`));
  const [late] = await people("late");
  if (!late) throw new Error("somebody comes late");
  const soon = new Date(Date.now() + 3_000).toISOString();
  const drop = await sale.drop({ quantity: 3, perCustomer: 1, opensAt: soon, fairStart: true });
  const commit = drop.fairStart?.commit ?? "";
  expect(drop.fairStart?.drawn).toBeNull();
  const waits = await Promise.all(buyers.map(async (client) => must(await joinLine(client, drop.id))));
  for (const wait of waits) expect(wait.place).toBeNull();
  expect(code(await late.call(routes.readDropDraw, { params: { dropId: drop.id } }))).toBe("DROP_NOT_DRAWN");
  const [first] = buyers;
  expect(code(await sale.hold(first ?? late, drop.id))).toBe("DROP_NOT_OPEN");

  await eventually(async () => expect((await sale.dropNow(drop.id)).fairStart?.drawn).not.toBeNull());
  const behind = must(await joinLine(late, drop.id));
  expect(behind.place?.ahead).toBe(5);
  const draw = await late.must(routes.readDropDraw, { params: { dropId: drop.id } });
  expect(draw.entrants).toEqual(waits.map(({ entry }) => entry).toSorted());
  const served = await Promise.all(
    buyers.map(async (client, index) => ({
      entry: waits[index]?.entry,
      hold: await holdOf(client, drop.id),
    })),
  );
  expect(
    served
      .filter(({ hold }) => hold)
      .map(({ entry }) => entry)
      .toSorted(),
  ).toEqual(draw.order.slice(0, 3).toSorted());

  const receipts = await late.must(routes.readReceipts, { params: { dropId: drop.id } });
  expectLogAddsUp(receipts.items);
  const folder = await mkdtemp(join(tmpdir(), "draw-"));
  const [proofFile, logFile] = [join(folder, "draw.json"), join(folder, "receipts.json")];
  const verify = async (proof: object, log: object) => {
    await writeFile(proofFile, JSON.stringify(proof));
    await writeFile(logFile, JSON.stringify(log));
    const arguments_ = [verifier, proofFile, "--receipts", logFile, "--commit", commit];
    return run(process.execPath, [...arguments_, "--entrant", waits[0]?.entry ?? ""]);
  };
  expect((await verify(draw, receipts)).stdout).toContain("8 entries");
  // Whoever is moved forward, or served out of turn, is found out.
  const [one = "", two = "", ...others] = draw.order;
  await expect(verify({ ...draw, order: [two, one, ...others] }, receipts)).rejects.toThrow();
  const offers = receipts.items.filter(({ kind }) => kind === "offered");
  const swapped = receipts.items.map((item) =>
    item === offers[0] ? { ...item, entry: draw.order.at(-1) } : item,
  );
  await expect(verify(draw, { ...receipts, items: swapped })).rejects.toThrow();
  await rm(folder, { recursive: true });
});
