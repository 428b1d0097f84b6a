import { type Result, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { type OwnMongo, startOwnMongo } from "../testing/own-mongo.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let mongo: OwnMongo;
let sale: Sale;
beforeAll(async () => {
  mongo = await startOwnMongo();
  sale = await startSale({ server: { MONGODB_URI: mongo.uri } });
});
afterAll(async () => {
  await sale.stop();
  await mongo.stop();
});

const checkout = (client: Client, holdId: string) =>
  client.call(routes.openCheckout, { params: { shopId: sale.shopId }, body: { holdIds: [holdId], address } });
const persist = <T>(attempt: () => Promise<Result<T>>): Promise<Result<T>> =>
  eventually(async () => {
    const result = await attempt();
    if (!result.ok && result.error.retryAfter !== undefined) throw new Error(result.error.code);
    return result;
  }, 60_000);
const unavailable = { ok: false, error: { code: "UNAVAILABLE", retryAfter: expect.any(Number) } };
/** Everybody who was answered "try again" tries again: one order each, paid once, and everything adds up. */
const expectWholeOrders = async (dropId: string, buyers: { client: Client; holdId: string }[]) => {
  for (const { client, holdId } of buyers) {
    const { order, clientSecret } = must(await persist(() => checkout(client, holdId)));
    expect(await sale.stripe.paymentsOf(order.id)).toHaveLength(1);
    expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
    const confirm = { params: { orderId: order.id } };
    expect(must(await persist(() => client.call(routes.confirmPayment, confirm))).status).toBe("paid");
  }
  await eventually(async () =>
    expect((await sale.dropNow(dropId)).stock).toEqual({
      ...{ allocated: 10, available: 10 - buyers.length, held: 0, sold: buyers.length },
    }),
  );
  expect(await sale.server.db.model("Order").countDocuments({ "lines.source.dropId": dropId })).toBe(
    buyers.length,
  );
  await sale.expectBalanced(dropId);
};
const holders = async (dropId: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const client = await sale.server.person(`p${i}`);
      return { client, holdId: must(await sale.hold(client, dropId)).id };
    }),
  );

test("MongoDB is killed in the middle of checkouts and comes back: no half order, nobody pays twice", async () => {
  const drop = await sale.drop();
  const buyers = await holders(drop.id, 6);
  const [first, ...others] = buyers;
  if (!first) throw new Error("six people came");
  must(await checkout(first.client, first.holdId));
  const cutOff = Promise.all(others.map(({ client, holdId }) => checkout(client, holdId)));
  await mongo.kill();
  for (const result of await cutOff) if (!result.ok) expect(result).toMatchObject(unavailable);
  expect(await checkout(first.client, first.holdId)).toMatchObject(unavailable);
  await mongo.start();
  await expectWholeOrders(drop.id, buyers);
}, 90_000);

test("MongoDB hangs in the middle of checkouts: they are answered, and go on where they were", async () => {
  const drop = await sale.drop();
  const buyers = await holders(drop.id, 3);
  mongo.pause();
  try {
    for (const result of await Promise.all(buyers.map(({ client, holdId }) => checkout(client, holdId))))
      expect(result).toMatchObject(unavailable);
  } finally {
    mongo.resume();
  }
  await expectWholeOrders(drop.id, buyers);
}, 120_000);
