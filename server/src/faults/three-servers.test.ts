import { type Order, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
let servers: TestServer[];
beforeAll(async () => {
  sale = await startSale();
  const { database } = sale.server.config.mongo;
  const more = await Promise.all([1, 2].map(() => startTestServer({ env: sale.stripe.env, database })));
  servers = [sale.server, ...more];
});
afterAll(async () => {
  const [, ...more] = servers;
  await Promise.all(more.map((server) => server.stop()));
  await sale.stop();
});

test("three servers sweep, expire and settle at once: every hold ends once, every payment counts once (invariants 3 and 9)", async () => {
  const drop = await sale.drop({ quantity: 12, perCustomer: 12, holdSeconds: 5 });
  const ann = await sale.server.person("ann");
  const page = await ann.connect();
  const ends = new Map<string, string[]>();
  page.socket.on("person", (event: string, hold: { id: string; status: string }) => {
    if (event !== "hold:changed" || hold.status === "active" || hold.status === "paying") return;
    ends.set(hold.id, [...(ends.get(hold.id) ?? []), hold.status]);
  });
  const team = await sale.host.connect();
  const paidOrders: string[] = [];
  team.socket.on("team", (_shop: string, event: string, order: Order) => {
    if (event === "order:paid") paidOrders.push(order.id);
  });
  // Every server hears of every payment, and the buyer's page asks all of them at the same time.
  await sale.stripe.control("POST", "/webhooks", { count: 20, behaviour: { kind: "duplicate" } });

  const holds = await Promise.all(
    Array.from({ length: 12 }, async () => must(await sale.hold(ann, drop.id))),
  );
  const [forgotten, unpaid, bought] = [holds.slice(0, 4), holds.slice(4, 8), holds.slice(8)];
  const checkouts = await Promise.all([...unpaid, ...bought].map((hold) => sale.checkout(ann, hold)));
  const paying = checkouts.slice(4);
  for (const { clientSecret } of paying) expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await Promise.all(
    paying.flatMap(({ order }) =>
      servers.map(({ url }) =>
        fetch(`${url}${routes.confirmPayment.path.replace(":orderId", order.id)}`, {
          method: "POST",
          headers: { cookie: ann.cookie(), "content-type": "application/json" },
        }),
      ),
    ),
  );

  const expected = new Map<string, string[]>([
    ...[...forgotten, ...unpaid].map((hold) => [hold.id, ["expired"]] satisfies [string, string[]]),
    ...bought.map((hold) => [hold.id, ["committed"]] satisfies [string, string[]]),
  ]);
  await eventually(() => expect(new Set(ends.keys())).toEqual(new Set(expected.keys())), 20_000);
  await eventually(() => expect(paidOrders).toHaveLength(4));
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
  await eventually(async () =>
    expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 4, available: 0, held: 0, sold: 4 }),
  );
  expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(expected));
  expect(paidOrders.toSorted()).toEqual(paying.map(({ order }) => order.id).toSorted());
  const { items } = await sale.host.must(routes.listStockEntries, {
    params: { variantId: sale.variantId },
    query: { limit: 100 },
  });
  const moves = items.map(({ move }) => move);
  expect(moves.filter((move) => move === "committed")).toHaveLength(4);
  expect(items.filter(({ move }) => move === "returned").map(({ quantity }) => quantity)).toEqual([8]);
  await sale.expectBalanced(drop.id);
  page.close();
  team.close();
}, 60_000);

test("what one server could not bring to Redis, any server's sweep does: no unit stays set aside for good", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 2, perCustomer: 2 });
  const { redis, db } = sale.server.parts;
  const holds = [must(await sale.hold(ann, drop.id)), must(await sale.hold(ann, drop.id))];
  const orders = await Promise.all(holds.map(async (hold) => (await sale.checkout(ann, hold)).order));
  // As a crash leaves it between the record and Redis: set aside, due, and decided long ago.
  for (const hold of holds) {
    const stored = JSON.parse((await redis.hGet(`drop:{${drop.id}}:holds`, hold.id)) ?? "");
    const aside = JSON.stringify({ ...stored, status: "quarantined", expiresAt: 1 });
    await redis.hSet(`drop:{${drop.id}}:holds`, hold.id, aside);
    await redis.zAdd(`drop:{${drop.id}}:expiry`, { score: 1, value: hold.id });
  }
  await redis.hSet(`drop:{${drop.id}}:state`, {
    ...{ [`${sale.variantId}:held`]: 0, [`${sale.variantId}:quarantined`]: 2 },
  });
  const [sold, cancelled] = orders;
  await db.model("Order").updateOne({ _id: sold?.id }, { status: "paid", paidAt: new Date() });
  await db.model("Order").updateOne({ _id: cancelled?.id }, { status: "cancelled" });
  await db
    .model("Drop")
    .updateOne({ _id: drop.id }, { "pools.0.reserved": 0, "pools.0.committed": 1, "pools.0.free": 1 });
  await eventually(async () =>
    expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 2, available: 1, held: 0, sold: 1 }),
  );
  expect(
    await ann.call(routes.openCheckout, {
      params: { shopId: sale.shopId },
      body: { holdIds: [holds[1]?.id ?? ""], address },
    }),
  ).toMatchObject({ ok: false, error: { code: "HOLD_EXPIRED" } });
});
