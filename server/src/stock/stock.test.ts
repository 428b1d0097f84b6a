import { routes } from "@showdrop/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { systemClock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";

let server: TestServer;
let owner: Client;
let shopId: string;
beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person("olga");
  const handle = `s${randomToken(9).toLowerCase().replaceAll(/[-_]/g, "x")}`;
  shopId = (await owner.must(routes.openShop, { body: { handle, name: "Olga's mugs" } })).id;
});
afterAll(() => server.stop());

describe("moving stock by hand", () => {
  const aVariant = async (stock: number) => {
    const product = await owner.must(routes.createProduct, {
      params: { shopId },
      body: {
        title: "Mug",
        currency: "KRW",
        variants: [{ name: "one", price: { amount: 1_000, currency: "KRW" }, stock }],
      },
    });
    return product.variants[0]?.id ?? "";
  };
  const move = (variantId: string, change: number, idempotencyKey: string, reason = "Counted") =>
    owner.call(routes.moveStock, { params: { variantId }, body: { change, reason }, idempotencyKey });

  test("the same key counts once and answers the same, with another body it is refused (5)", async () => {
    const variantId = await aVariant(10);
    const key = randomToken(12);
    const answers = await Promise.all(Array.from({ length: 10 }, () => move(variantId, -3, key)));
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, data: { available: 7 } });
    expect(await move(variantId, 5, randomToken(12))).toMatchObject({ ok: true, data: { available: 12 } });
    expect(await move(variantId, -3, key)).toEqual(answers[0]);
    for (const other of [move(variantId, -4, key), move(variantId, -3, key, "Another reason")])
      expect(await other).toMatchObject({ error: { code: "IDEMPOTENCY_KEY_REUSED" } });
    // Another variant has keys of its own.
    expect(await move(await aVariant(1), -1, key)).toMatchObject({ ok: true, data: { available: 0 } });

    const { items } = await owner.must(routes.listStockEntries, { params: { variantId } });
    expect(items.map(({ move, change, reason }) => [move, change, reason])).toEqual([
      ["received", 5, "Counted"],
      ["adjusted", -3, "Counted"],
      ["received", 10, ""],
    ]);
    const rows = await createAuditStore(server.parts.db, systemClock).of(`variant:${variantId}`);
    expect(
      rows.map(({ action, actorId, reason, before, after }) => [action, actorId, reason, before, after]),
    ).toEqual([
      ["stock:move", owner.me.id, "Counted", { available: 10 }, { available: 7 }],
      ["stock:move", owner.me.id, "Counted", { available: 7 }, { available: 12 }],
    ]);
  });

  test("no more can be taken than there is, nor kept than can be counted", async () => {
    const variantId = await aVariant(2);
    const answers = await Promise.all(Array.from({ length: 5 }, () => move(variantId, -1, randomToken(12))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    for (const answer of answers)
      if (!answer.ok) expect(answer.error).toMatchObject({ code: "STOCK_TOO_LOW", path: "change" });
    await move(variantId, 1_000_000, randomToken(12));
    expect(await move(variantId, 1, randomToken(12))).toMatchObject({
      error: { code: "INVALID_INPUT", path: "change" },
    });
    const { items } = await owner.must(routes.listStockEntries, { params: { variantId } });
    expect(items).toHaveLength(4);
  });

  test("the ledger is read page by page, newest first", async () => {
    const variantId = await aVariant(1);
    for (let change = 2; change <= 5; change++) await move(variantId, change, randomToken(12));
    const page = async (query: Record<string, unknown>) =>
      (await owner.must(routes.listStockEntries, { params: { variantId }, query })).items;
    const first = await page({ limit: 2 });
    expect(first.map(({ change }) => change)).toEqual([5, 4]);
    const rest = await page({ before: first[1]?.id });
    expect(rest.map(({ change }) => change)).toEqual([3, 2, 1]);
    for (const [limit, path] of [
      [0, "limit"],
      [101, "limit"],
      ["1;drop", "limit"],
    ] as const)
      expect(
        await owner.call(routes.listStockEntries, { params: { variantId }, query: { limit } }),
      ).toMatchObject({ error: { code: "INVALID_INPUT", path } });
  });

  test.each<[string, unknown, string]>([
    ["zero", { change: 0, reason: "x" }, "change"],
    ["half a unit", { change: 1.5, reason: "x" }, "change"],
    ["an operator", { change: { $inc: 5 }, reason: "x" }, "change"],
    ["a list for a reason", { change: 1, reason: ["x"] }, "reason"],
    ["no reason", { change: 1, reason: "  " }, "reason"],
    ["an unknown field", { change: 1, reason: "x", available: 99 }, "available"],
  ])("%s is refused at its field", async (_, body, path) => {
    const variantId = await aVariant(4);
    const answer = await fetch(`${server.url}/api/variants/${variantId}/stock`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": randomToken(12),
        cookie: owner.cookie(),
      },
      body: JSON.stringify(body),
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: "INVALID_INPUT", path } },
    ]);
    const { items } = await owner.must(routes.listStockEntries, { params: { variantId } });
    expect(items.map(({ change }) => change)).toEqual([4]);
  });

  test("strangers may not, and a key is required", async () => {
    const variantId = await aVariant(4);
    const stranger = await server.person("stranger");
    const body = { change: 1, reason: "x" };
    expect(await stranger.call(routes.moveStock, { params: { variantId }, body })).toMatchObject({
      error: { code: "NOT_ALLOWED" },
    });
    expect(await stranger.call(routes.listStockEntries, { params: { variantId } })).toMatchObject({
      error: { code: "NOT_ALLOWED" },
    });
    expect(await server.visitor().call(routes.moveStock, { params: { variantId }, body })).toMatchObject({
      error: { code: "SIGN_IN_REQUIRED" },
    });
    expect(
      await owner.call(routes.moveStock, { params: { variantId }, body, idempotencyKey: "" }),
    ).toMatchObject({ error: { code: "IDEMPOTENCY_KEY_MISSING" } });
    const missing = { variantId: new Types.ObjectId().toHexString() };
    expect(await owner.call(routes.moveStock, { params: missing, body })).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
  });
});
