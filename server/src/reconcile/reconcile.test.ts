import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type Difference, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";
import { findDifferences, lasting, poolKey } from "./find-differences.ts";

let sale: Sale;
let ann: Client;
beforeAll(async () => {
  sale = await startSale();
  ann = await sale.server.person("ann");
});
afterAll(() => sale.stop());

const tool = async (name: string, ...args: string[]): Promise<{ code: unknown; said: string }> => {
  const { config } = sale.server;
  const child = spawn(process.execPath, [new URL(`../tools/${name}.ts`, import.meta.url).pathname, ...args], {
    env: {
      ...{ ...process.env, ...sale.stripe.env, NODE_ENV: "test", MONGODB_DATABASE: config.mongo.database },
      MEDIA_TOKEN_SECRET: config.mediaTokenSecret,
      ACCOUNT_SECRET: config.accountSecret,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { code, said };
};
const drops = () => sale.server.db.model("Drop");

test("after a sale with every ending, everything adds up", async () => {
  const drop = await sale.drop({ quantity: 9, perCustomer: 9 });
  await sale.buy(ann, drop.id, 2);
  must(await sale.hold(ann, drop.id));
  await sale.checkout(ann, must(await sale.hold(ann, drop.id, 3)));
  const given = must(await sale.hold(ann, drop.id));
  await ann.must(routes.releaseHold, { params: { holdId: given.id } });
  const closed = await sale.drop({ quantity: 4 });
  await sale.buy(ann, closed.id);
  await sale.host.must(routes.closeDrop, { params: { dropId: closed.id } });
  const { code, said } = await tool("stock", "verify");
  expect(said).toMatch(
    /^Everything adds up: \d+ entries of the ledgers of 1 variants, 2 drops, 3 orders, and Redis\n$/,
  );
  expect(code).toBe(0);
});

test("what was tampered with is found and named; what follows from something is set right, the ledger never", async () => {
  const drop = await sale.drop({ quantity: 6, perCustomer: 6 });
  const order = await sale.buy(ann, drop.id, 2);
  await sale.checkout(ann, must(await sale.hold(ann, drop.id)));
  const { db, parts } = sale.server;
  const available = (await db.collection("stocks").findOne({}))?.available;
  await db.collection("stocks").updateMany({}, { $inc: { available: 5 } });
  await drops().updateOne({ _id: drop.id }, { $inc: { "pools.0.committed": 1, "pools.0.reserved": 1 } });
  await parts.redis.hSet(`drop:{${drop.id}}:state`, {
    ...{ [`${sale.variantId}:held`]: 0, [`${sale.variantId}:available`]: 4 },
  });

  const found = await tool("stock", "verify");
  expect(found.code).toBe(1);
  expect(found.said).toContain(
    `variant ${sale.variantId}: ${Number(available) + 5} units available, its ledger adds up to ${available} (rebuild repairs it)`,
  );
  expect(found.said).toContain(`drop ${drop.id}: 3 units sold, paid orders have 2`);
  expect(found.said).toContain(`drop ${drop.id}: 2 units set aside, orders being paid have 1`);
  expect(found.said).toContain(`drop ${drop.id}: Redis has 0 units held`);

  const rebuilt = await tool("stock", "rebuild");
  expect(rebuilt.said).toContain("Everything adds up");
  expect(rebuilt.code).toBe(0);
  expect((await db.collection("stocks").findOne({}))?.available).toBe(available);
  await sale.expectBalanced(drop.id);

  const entry = { reference: { $regex: `^order:${order.id}` } };
  await db.collection("stock_entries").updateOne(entry, { $set: { quantity: 1 } });
  const forged = await tool("stock", "rebuild");
  expect(forged.code).toBe(1);
  expect(forged.said).toContain(`order ${order.id}: the ledger notes 1 units as sold, the order has 2`);
  await db.collection("stock_entries").updateOne(entry, { $set: { quantity: 2 } });
}, 60_000);

test("the servers compare by themselves; the operator sees what they found, nobody else, and the metrics tell it", async () => {
  const read = (client: Client) => client.call(routes.readOperations);
  expect(await read(ann)).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  expect(await read(sale.host)).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  expect((await tool("operators", "add", "nobody@example.com")).code).toBe(1);
  expect((await tool("operators", "add", ann.me.email)).said).toBe(`ann <${ann.me.email}>\n`);
  const { me } = await ann.must(routes.readMe);
  expect(me?.operator).toBe(true);

  // As if the last comparison had been long ago.
  const again = () =>
    sale.server.db.collection("reconciliations").updateMany({}, { $set: { at: new Date(0) } });
  await again();
  const drop = await sale.drop({ quantity: 3 });
  await drops().updateOne({ _id: drop.id }, { $inc: { "pools.0.committed": 1 } });
  const expected: Difference = { kind: "committed", subjectId: drop.id, expected: 0, found: 1 };
  await eventually(async () => {
    const told = must(await read(ann));
    expect(told.reconciliation).toMatchObject({ total: expect.any(Number) });
    expect(told.reconciliation?.differences).toContainEqual(expected);
  }, 40_000);
  expect(await sale.server.metrics.metrics()).toMatch(/^showdrop_stock_differences [1-9]/m);

  await drops().updateOne({ _id: drop.id }, { $inc: { "pools.0.committed": -1 } });
  await again();
  await eventually(async () => expect(must(await read(ann)).reconciliation?.total).toBe(0), 40_000);
  expect(await sale.server.metrics.metrics()).toMatch(/^showdrop_stock_differences 0$/m);
  const { parts, jobs } = must(await read(ann));
  expect(parts).toEqual({ mongo: true, redis: true, otherServers: true });
  expect(jobs.find(({ name }) => name === "reconcile")).toMatchObject({ failures: 0 });

  await tool("operators", "remove", ann.me.email);
  expect(await read(ann)).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
}, 120_000);

test("each number is compared with what it follows from", () => {
  const [variantId, dropId, orderId] = ["v", "d", "o"];
  const right = {
    ledger: {
      entries: 3,
      variants: new Map([[variantId, { available: 4, sum: 4 }]]),
      allocated: new Map([[poolKey(dropId, variantId), 6]]),
      committed: new Map([[poolKey(orderId, variantId), 2]]),
    },
    drops: [{ dropId, variantId, allocated: 6, reserved: 1, committed: 2, settled: false }],
    orders: [
      { orderId, variantId, dropId, quantity: 2, state: "sold" as const },
      { orderId: "p", variantId, dropId, quantity: 1, state: "open" as const },
      { orderId: "c", variantId, dropId, quantity: 5, state: "over" as const },
    ],
    counted: [{ dropId, variantId, allocated: 6, available: 1, held: 2, quarantined: 1, committed: 2 }],
  };
  expect(findDifferences(right)).toEqual([]);
  const kinds = (wrong: Partial<typeof right>) =>
    findDifferences({ ...right, ...wrong }).map(({ kind }) => kind);
  const { ledger } = right;
  expect(
    kinds({ ledger: { ...ledger, variants: new Map([[variantId, { available: 4, sum: 3 }]]) } }),
  ).toEqual(["stock"]);
  expect(kinds({ ledger: { ...ledger, allocated: new Map() } })).toEqual(["allocated"]);
  expect(kinds({ ledger: { ...ledger, committed: new Map() } })).toEqual(["ledger_committed"]);
  expect(kinds({ orders: [] })).toEqual(["reserved", "committed", "ledger_committed"]);
  const counted = (wrong: object) => kinds({ counted: right.counted.map((row) => ({ ...row, ...wrong })) });
  expect(counted({ available: 0 })).toEqual(["counted_sum"]);
  expect(counted({ allocated: 7, available: 2 })).toEqual(["counted_allocated"]);
  expect(counted({ available: 4, held: 0, quarantined: 0 })).toEqual(["counted_held"]);
  expect(counted({ committed: 3, available: 0 })).toEqual(["counted_committed"]);
});

test("what is only on its way is no difference: it must be the same in every look", () => {
  const one: Difference = { kind: "stock", subjectId: "v", expected: 4, found: 5 };
  const moved = { ...one, expected: 2, found: 3 };
  const other = { ...one, found: 6 };
  expect(lasting([[one], [moved, other]])).toEqual([moved]);
  expect(lasting([[one], [], [one]])).toEqual([]);
});
