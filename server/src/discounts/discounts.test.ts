import { type CreateDiscount, type Discount, routes } from "@showdrop/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLimits } from "../edge/limits.ts";
import { Unavailable } from "../kit/errors.ts";
import { createTransact } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { type CodeOrder, createCheckCode } from "./check-code.ts";
import { createDiscountStore, type DiscountStore } from "./discounts.store.ts";

let server: TestServer;
let owner: Client;
let shopId: string;
let discounts: DiscountStore;
beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person("owner");
  shopId = (await owner.must(routes.openShop, { body: { handle: "clay-and-co", name: "Clay & Co" } })).id;
  discounts = createDiscountStore(server.db);
});
afterAll(() => server.stop());

const newId = () => new Types.ObjectId().toHexString();
const tenPercent = { kind: "percentage", percent: 10 } as const;
const make = (more: Partial<CreateDiscount> = {}): Promise<Discount> =>
  owner.must(routes.createDiscount, {
    params: { shopId },
    body: { code: `C${randomToken(6)}`, benefit: tenPercent, ...more },
  });
const find = async ({ id }: Discount) => {
  const found = await discounts.find(id);
  if (!found) throw new Error("the discount is gone");
  return found;
};

/** Comes again when others were in the way for too long, as whoever is told to try again does. */
const redeem = async (code: string, by: { orderId?: string; customerId?: string } = {}) => {
  const use = { shopId, code, amount: 500, at: new Date(), orderId: newId(), customerId: newId(), ...by };
  for (;;)
    try {
      return await createTransact(server.db)((session) => discounts.redeem(use, session));
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
};
const giveBack = (orderId: string) =>
  createTransact(server.db)(async (session) => {
    await discounts.giveBack(orderId, session);
    return { ok: true, data: null };
  });
const codeOf = (result: Awaited<ReturnType<typeof redeem>>) => (result.ok ? "ok" : result.error.code);

describe("a code in the order's transaction", () => {
  test("fifty orders at once on a quota of seven: seven have it, and the count says so", async () => {
    const discount = await make({ quota: 7 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => codeOf(await redeem(discount.code))),
    );
    expect(answers.filter((answer) => answer === "ok")).toHaveLength(7);
    expect(answers.filter((answer) => answer === "CODE_USED_UP")).toHaveLength(43);
    expect((await find(discount)).used).toBe(7);
  }, 60_000);

  test("one person at once from many pages has it as often as a person may", async () => {
    const discount = await make({ perPerson: 2 });
    const customerId = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => codeOf(await redeem(discount.code, { customerId }))),
    );
    expect(answers.toSorted()).toEqual([...Array(8).fill("CODE_USED_BY_YOU"), "ok", "ok"]);
    expect(await discounts.usedBy(discount.id, customerId)).toBe(2);
    expect(codeOf(await redeem(discount.code))).toBe("ok");
  }, 60_000);

  test("an order uses it once, and gives it back once", async () => {
    const discount = await make({ quota: 1, perPerson: 1 });
    const [orderId, customerId] = [newId(), newId()];
    expect(codeOf(await redeem(discount.code, { orderId, customerId }))).toBe("ok");
    expect(codeOf(await redeem(discount.code, { orderId, customerId }))).toBe("ok");
    expect((await find(discount)).used).toBe(1);
    expect(codeOf(await redeem(discount.code))).toBe("CODE_USED_UP");

    await Promise.all([giveBack(orderId), giveBack(orderId), giveBack(newId())]);
    expect((await find(discount)).used).toBe(0);
    expect(codeOf(await redeem(discount.code, { customerId }))).toBe("ok");
    expect((await find(discount)).used).toBe(1);
  });

  test("a transaction that fails afterwards has used nothing", async () => {
    const discount = await make({ quota: 1 });
    const failed = createTransact(server.db)(async (session) => {
      await discounts.redeem(
        { shopId, code: discount.code, amount: 1, at: new Date(), orderId: newId(), customerId: newId() },
        session,
      );
      throw new Error("no units left");
    });
    await expect(failed).rejects.toThrow("no units left");
    expect((await find(discount)).used).toBe(0);
    expect(codeOf(await redeem(discount.code))).toBe("ok");
  });

  test("a quota that was made smaller than its use sells nothing until enough came back", async () => {
    const discount = await make({ quota: 3 });
    const orders = [newId(), newId(), newId()];
    for (const orderId of orders) expect(codeOf(await redeem(discount.code, { orderId }))).toBe("ok");
    const { minimum, startsAt, endsAt, perPerson, active } = discount;
    await owner.must(routes.editDiscount, {
      params: { shopId, discountId: discount.id },
      body: { minimum, startsAt, endsAt, perPerson, active, quota: 2 },
    });
    await giveBack(orders[0] ?? "");
    expect(codeOf(await redeem(discount.code))).toBe("CODE_USED_UP");
    await giveBack(orders[1] ?? "");
    expect(codeOf(await redeem(discount.code))).toBe("ok");
    expect(codeOf(await redeem(discount.code))).toBe("CODE_USED_UP");
  });

  test("one that ended or was switched off in between is refused", async () => {
    const discount = await make();
    await owner.must(routes.editDiscount, {
      params: { shopId, discountId: discount.id },
      body: {
        ...{ minimum: null, startsAt: null, endsAt: null },
        ...{ quota: null, perPerson: null, active: false },
      },
    });
    expect(codeOf(await redeem(discount.code))).toBe("CODE_OVER");
  });
});

describe("whether a code counts", () => {
  const limits = () => createLimits(server.parts.redis, 1);
  const order = (more: Partial<CodeOrder> = {}): CodeOrder => ({
    ...{ shopId, showId: null, instead: [], at: new Date() },
    customer: { id: newId(), network: `network-${randomToken(6)}` },
    items: { amount: 20_000, currency: "KRW" },
    ...more,
  });
  const check = async (code: string, more: Partial<CodeOrder> = {}) => {
    const result = await createCheckCode({ discounts, limits: limits() })(code, order(more));
    return result.ok ? result.data.code : result.error.code;
  };
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

  test("in whatever case and width it is typed", async () => {
    await make({ code: "moss-10" });
    expect(await check("  ＭＯＳＳ-10 ")).toBe("MOSS-10");
    expect(await check("MOSS 10")).toBe("CODE_UNKNOWN");
    expect(await check("moss-10", { shopId: newId() })).toBe("CODE_UNKNOWN");
    const again = await owner.call(routes.createDiscount, {
      params: { shopId },
      body: { code: "Moss-10", benefit: tenPercent },
    });
    expect(again).toMatchObject({ ok: false, error: { code: "CODE_TAKEN", path: "code" } });
  });

  test("within its time, above its minimum, in its currency", async () => {
    expect(await check((await make({ startsAt: inHours(1) })).code)).toBe("CODE_NOT_YET");
    expect(await check((await make({ endsAt: inHours(-1) })).code)).toBe("CODE_OVER");
    const { code } = await make({ startsAt: inHours(-1), endsAt: inHours(1) });
    expect(await check(code)).toBe(code);
    const large = await make({ minimum: { amount: 20_001, currency: "KRW" } });
    expect(await check(large.code)).toBe("CODE_MINIMUM");
    expect(await check(large.code, { items: { amount: 20_001, currency: "KRW" } })).toBe(large.code);
    expect(await check(large.code, { items: { amount: 90_000, currency: "USD" } })).toBe("CODE_ELSEWHERE");
    const dollars = await make({ benefit: { kind: "amount", amount: { amount: 500, currency: "USD" } } });
    expect(await check(dollars.code)).toBe("CODE_ELSEWHERE");
  });

  test("of a show, in that show alone", async () => {
    const show = await owner.must(routes.scheduleShow, {
      params: { shopId },
      body: { title: "Glazes", startsAt: inHours(1) },
    });
    const { code } = await make({ showId: show.id });
    expect(await check(code)).toBe("CODE_ELSEWHERE");
    expect(await check(code, { showId: show.id })).toBe(code);
    const elsewhere = await owner.call(routes.createDiscount, {
      params: { shopId },
      body: { code: "ELSEWHERE", benefit: tenPercent, showId: newId() },
    });
    expect(elsewhere).toMatchObject({ ok: false, error: { code: "NOT_FOUND", path: "showId" } });
  });

  test("while there are some left, in all and for this person", async () => {
    const one = await make({ quota: 1 });
    await redeem(one.code);
    expect(await check(one.code)).toBe("CODE_USED_UP");
    const each = await make({ perPerson: 1 });
    const customer = { id: newId(), network: "203.0.113.7" };
    await redeem(each.code, { customerId: customer.id });
    expect(await check(each.code, { customer })).toBe("CODE_USED_BY_YOU");
    expect(await check(each.code)).toBe(each.code);
  });

  test("not for whoever tried many that are not there, and not by becoming another guest", async () => {
    const { code } = await make();
    const network = `network-${randomToken(6)}`;
    const customer = { id: newId(), network };
    for (let tries = 0; tries < 10; tries++)
      expect(await check(`GUESS${tries}`, { customer })).toBe("CODE_UNKNOWN");
    expect(await check(code, { customer })).toBe("TOO_MANY_REQUESTS");
    expect(await check(code, { customer: { id: newId(), network } })).toBe(code);
    for (let tries = 0; tries < 30; tries++)
      await check(`GUESS${tries}`, { customer: { id: newId(), network } });
    expect(await check(code, { customer: { id: newId(), network } })).toBe("TOO_MANY_REQUESTS");
    expect(await check(code)).toBe(code);
  });
});

test("the shop lists its codes with their use, and each edit has one audit row (invariant 19)", async () => {
  const discount = await make({ quota: 9 });
  await redeem(discount.code);
  const { items } = await owner.must(routes.listDiscounts, { params: { shopId } });
  expect(items[0]).toEqual({ ...discount, used: 1 });
  const rows = await server.db
    .collection("audit_log")
    .find({ subject: `discount:${discount.id}` })
    .toArray();
  expect(rows.map(({ action, actorId }) => [action, String(actorId)])).toEqual([
    ["discount:create", owner.me.id],
  ]);
});
