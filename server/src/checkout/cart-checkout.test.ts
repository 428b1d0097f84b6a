import { type Checkout, type OpenCheckout, type Result, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { createOrderKeys } from "../orders/order-keys.ts";
import type { Client } from "../testing/harness.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const won = (amount: number) => ({ amount, currency: "KRW" as const });
/** A variant of a new product with so many units. */
const variant = async (stock: number, amount = 12_000): Promise<string> => {
  const product = await sale.host.must(routes.createProduct, {
    params: { shopId: sale.shopId },
    body: { title: "Cup", currency: "KRW", variants: [{ name: "Blue", price: won(amount), stock }] },
  });
  return product.variants[0]?.id ?? "";
};
const ledgerOf = async (variantId: string) => {
  const { items } = await sale.host.must(routes.listStockEntries, { params: { variantId } });
  return items.toReversed().map(({ move, change }) => [move, change]);
};
const availableOf = async (variantId: string) =>
  (await ledgerOf(variantId)).reduce((sum, [, change]) => sum + Number(change), 0);
const add = (client: Client, variantId: string, quantity = 1) =>
  client.must(routes.addToCart, { params: { shopId: sale.shopId }, body: { variantId, quantity } });
const open = (client: Client, wanted: z.input<typeof OpenCheckout>): Promise<Result<Checkout>> =>
  client.call(routes.openCheckout, { params: { shopId: sale.shopId }, body: { address, ...wanted } });
const cartOf = (client: Client) => client.must(routes.readCart, { params: { shopId: sale.shopId } });
const orderNow = (client: Client, orderId: string) => client.must(routes.readOrder, { params: { orderId } });
const pay = async (client: Client, { order, clientSecret }: Checkout) => {
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  return client.must(routes.confirmPayment, { params: { orderId: order.id } });
};
const refused = (code: string) => ({ ok: false, error: { code } });
const buyerWithBoth = async ({ cups = 5, bowls = 3 } = {}) => {
  const ann = await sale.server.person("ann");
  const cup = await variant(cups);
  await add(ann, cup, 2);
  const drop = await sale.drop({ quantity: bowls });
  const hold = must(await sale.hold(ann, drop.id, 2));
  return { ann, cup, drop, hold, wanted: { variantIds: [cup], holdIds: [hold.id] } };
};

test("shelf and drop in one order, one payment; the ledger, the drop and the cart agree", async () => {
  const { ann, cup, drop, hold, wanted } = await buyerWithBoth();
  const bowl = await variant(5);
  await add(ann, bowl, 1);
  const quoted = await ann.must(routes.quoteCheckout, { params: { shopId: sale.shopId }, body: wanted });
  expect(quoted.totals.total).toEqual(won(84_000));
  const checkout = must(await open(ann, wanted));
  expect(checkout.order).toMatchObject({
    ...{ status: "pending_payment", showId: sale.show.id, totals: { total: won(84_000) } },
    buyer: { id: ann.me.id, guest: false },
    lines: [
      {
        quantity: 2,
        unitPrice: won(30_000),
        regularPrice: won(42_000),
        source: { kind: "drop", holdId: hold.id },
      },
      { variantId: cup, quantity: 2, unitPrice: won(12_000), source: { kind: "shelf" } },
    ],
  });
  expect(await availableOf(cup)).toBe(3);
  expect(await pay(ann, checkout)).toMatchObject({ status: "paid" });
  expect(await sale.stripe.paymentsOf(checkout.order.id)).toMatchObject([{ amount_received: 84_000 }]);
  expect(await ledgerOf(cup)).toEqual([
    ["received", 5],
    ["ordered", -2],
    ["committed", 0],
  ]);
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 3, available: 1, held: 0, sold: 2 });
  // What was bought is out of the cart, what was not chosen stays.
  expect(await cartOf(ann)).toMatchObject({ lines: [{ variantId: bowl, quantity: 1 }], holds: [] });
  await sale.expectBalanced(drop.id);
});

test("two devices check one cart out at once: one order, one payment, units taken once (invariant 6)", async () => {
  // All there is: nobody's own units stand in their own way.
  const { ann, cup, drop, wanted } = await buyerWithBoth({ cups: 2, bowls: 2 });
  const results = await Promise.all(Array.from({ length: 6 }, () => open(ann, wanted)));
  const [first, ...others] = results.map((result) => must(result));
  if (!first) throw new Error("six came");
  for (const { order, clientSecret } of others)
    expect([order.id, clientSecret]).toEqual([first.order.id, first.clientSecret]);
  expect(await sale.stripe.paymentsOf(first.order.id)).toHaveLength(1);
  expect(await availableOf(cup)).toBe(0);
  expect((await cartOf(ann)).lines).toMatchObject([{ quantity: 2, notices: [] }]);
  await pay(ann, first);
  await sale.expectBalanced(drop.id);
});

test("the last unit, wanted by a cart and by a drop at once: one gets it, every time (invariant 1)", async () => {
  const ann = await sale.server.person("ann");
  for (let round = 0; round < 10; round++) {
    const cup = await variant(1);
    await add(ann, cup);
    const [bought, dropped] = await Promise.all([
      open(ann, { variantIds: [cup] }),
      sale.host.call(routes.createDrop, {
        params: { showId: sale.show.id },
        body: {
          pools: [{ variantId: cup, quantity: 1, price: won(9_000) }],
          perCustomer: 1,
          opensAt: null,
        },
      }),
    ]);
    expect([bought.ok, dropped.ok].filter(Boolean)).toHaveLength(1);
    expect(await availableOf(cup)).toBe(0);
    if (!bought.ok) expect(bought).toMatchObject(refused("CART_CHANGED"));
    if (!dropped.ok) expect(dropped).toMatchObject(refused("STOCK_TOO_LOW"));
    await ann.must(routes.removeCartLine, { params: { shopId: sale.shopId, variantId: cup } });
  }
});

test("ten carts want the last two units at once: two orders (invariant 1)", async () => {
  const cup = await variant(2);
  const buyers = await Promise.all(Array.from({ length: 10 }, () => sale.server.person("buyer")));
  await Promise.all(buyers.map((buyer) => add(buyer, cup)));
  const results = await Promise.all(buyers.map((buyer) => open(buyer, { variantIds: [cup] })));
  expect(results.filter(({ ok }) => ok)).toHaveLength(2);
  for (const result of results) if (!result.ok) expect(result).toMatchObject(refused("CART_CHANGED"));
  expect(await availableOf(cup)).toBe(0);
});

test("checking out again with other lines replaces the order: its payment is cancelled, the holds live on", async () => {
  const { ann, cup, drop, hold, wanted } = await buyerWithBoth();
  const first = must(await open(ann, wanted));
  await ann.must(routes.setCartLine, {
    params: { shopId: sale.shopId, variantId: cup },
    body: { quantity: 1 },
  });
  const second = must(await open(ann, wanted));
  expect(second.order.id).not.toBe(first.order.id);
  expect(await orderNow(ann, first.order.id)).toMatchObject({ status: "cancelled" });
  expect(await sale.stripe.paymentsOf(first.order.id)).toMatchObject([{ status: "canceled" }]);
  expect(await availableOf(cup)).toBe(4);
  // The shelf alone: the hold is let go, and can be paid by an order of its own or given back.
  const third = must(await open(ann, { variantIds: [cup] }));
  expect(third.order.lines).toHaveLength(1);
  const fourth = must(await open(ann, { holdIds: [hold.id] }));
  expect([(await pay(ann, third)).status, (await pay(ann, fourth)).status]).toEqual(["paid", "paid"]);
  expect(await availableOf(cup)).toBe(4);
  await sale.expectBalanced(drop.id);
});

test("a hold that an order let go is given back, and no order takes it afterwards", async () => {
  const { ann, cup, drop, hold, wanted } = await buyerWithBoth();
  must(await open(ann, wanted));
  must(await open(ann, { variantIds: [cup] }));
  await ann.must(routes.releaseHold, { params: { holdId: hold.id } });
  expect((await sale.dropNow(drop.id)).stock).toMatchObject({ available: 3, held: 0 });
  expect(await open(ann, wanted)).toMatchObject(refused("HOLD_EXPIRED"));
  await sale.expectBalanced(drop.id);
});

test("giving one hold back cancels its order, and leaves the order's other holds alone", async () => {
  const ann = await sale.server.person("ann");
  const drops = [await sale.drop({ quantity: 1 }), await sale.drop({ quantity: 1 })];
  const holds = [];
  for (const { id } of drops) holds.push(must(await sale.hold(ann, id)));
  const [one, two] = holds.map(({ id }) => id);
  if (!one || !two) throw new Error("two holds");
  const { order } = must(await open(ann, { holdIds: [one, two] }));
  await ann.must(routes.releaseHold, { params: { holdId: one } });
  expect(await orderNow(ann, order.id)).toMatchObject({ status: "cancelled" });
  const stocks = await Promise.all(drops.map(async ({ id }) => (await sale.dropNow(id)).stock));
  expect(stocks).toMatchObject([
    { available: 1, held: 0 },
    { available: 0, held: 1 },
  ]);
  expect(await pay(ann, must(await open(ann, { holdIds: [two] })))).toMatchObject({ status: "paid" });
  for (const { id } of drops) await sale.expectBalanced(id);
});

test("an order of several holds and the shelf expires as one: everything returns (invariant 12)", async () => {
  const ann = await sale.server.person("ann");
  const cup = await variant(5);
  await add(ann, cup, 2);
  const [short, long] = [await sale.drop({ quantity: 1, holdSeconds: 5 }), await sale.drop({ quantity: 1 })];
  const holdIds = [must(await sale.hold(ann, short.id)).id, must(await sale.hold(ann, long.id)).id];
  const { order } = must(await open(ann, { variantIds: [cup], holdIds }));
  await eventually(async () => expect((await orderNow(ann, order.id)).status).toBe("cancelled"), 20_000);
  for (const { id } of [short, long]) {
    await eventually(async () =>
      expect((await sale.dropNow(id)).stock).toMatchObject({ available: 1, held: 0 }),
    );
    await sale.expectBalanced(id);
  }
  expect(await ledgerOf(cup)).toEqual([
    ["received", 5],
    ["ordered", -2],
    ["returned", 2],
  ]);
  // It is still wanted.
  expect((await cartOf(ann)).lines).toMatchObject([{ variantId: cup, quantity: 2 }]);
}, 40_000);

test("an order of the shelf alone ends by itself, and its units return; paid late, the money goes back", async () => {
  const ann = await sale.server.person("ann");
  const cup = await variant(1);
  await add(ann, cup);
  const { order } = must(await open(ann, { variantIds: [cup] }));
  expect(Date.parse(order.expiresAt) - Date.parse(order.createdAt)).toBe(15 * 60_000);
  await sale.server.db.model("Order").updateOne({ _id: order.id }, { expiresAt: new Date(0) });
  await eventually(async () => expect((await orderNow(ann, order.id)).status).toBe("cancelled"));
  expect(await availableOf(cup)).toBe(1);
});

test("the bank asks as the time ends: once more time, and never twice", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 1, holdSeconds: 5 });
  const hold = must(await sale.hold(ann, drop.id));
  const { order, clientSecret } = must(await open(ann, { holdIds: [hold.id] }));
  expect(await sale.stripe.pay(clientSecret, "4000002760003184")).toBe("requires_action");
  await eventually(async () =>
    expect(Date.parse((await orderNow(ann, order.id)).expiresAt)).toBeGreaterThan(
      Date.parse(order.expiresAt) + 2_000,
    ),
  );
  const { items } = await ann.must(routes.listMyHolds, { params: { showId: sale.show.id } });
  expect(items).toMatchObject([{ id: hold.id, status: "paying" }]);
  expect(Date.parse(items[0]?.expiresAt ?? "")).toBeGreaterThan(Date.parse(order.expiresAt) + 2_000);
  await eventually(async () => expect((await orderNow(ann, order.id)).status).toBe("cancelled"), 20_000);
  expect((await sale.dropNow(drop.id)).stock).toMatchObject({ available: 1, held: 0 });
  await sale.expectBalanced(drop.id);
}, 40_000);

test("a guest buys to the end, sees the order by their session and by the link of its mails, nobody else", async () => {
  const guest = sale.server.visitor();
  const cup = await variant(3);
  await add(guest, cup);
  expect(await open(guest, { variantIds: [cup] })).toMatchObject({
    ok: false,
    error: { code: "INVALID_INPUT", path: "email" },
  });
  const checkout = must(await open(guest, { variantIds: [cup], email: "Guest@Example.com" }));
  expect(checkout.order).toMatchObject({
    ...{ email: "guest@example.com", showId: null },
    buyer: { displayName: address.name, guest: true },
  });
  const paid = await pay(guest, checkout);
  expect(paid.status).toBe("paid");
  expect((await guest.must(routes.listMyOrders)).items.map(({ id }) => id)).toEqual([paid.id]);
  const stranger = sale.server.visitor();
  const params = { orderId: paid.id };
  expect(await stranger.call(routes.readOrder, { params })).toMatchObject(refused("SIGN_IN_REQUIRED"));
  const keys = createOrderKeys(sale.server.config.mediaTokenSecret);
  const read = (key: string) => stranger.call(routes.readOrder, { params, query: { key } });
  expect(must(await read(keys.of(paid.id))).number).toBe(paid.number);
  for (const wrong of [keys.of(sale.show.id), "x", `${keys.of(paid.id)}x`])
    expect(await read(wrong)).toMatchObject(refused("SIGN_IN_REQUIRED"));
  const [seen] = (await sale.host.must(routes.listShopOrders, { params: { shopId: sale.shopId } })).items;
  expect(seen).toMatchObject({ id: paid.id, buyer: { guest: true } });

  // Later they open an account: the order is theirs still.
  const account = { email: "guest@example.com", password: "a fine long password", displayName: "Ann" };
  await guest.must(routes.signUp, { body: account });
  expect((await guest.must(routes.listMyOrders)).items).toMatchObject([
    { id: paid.id, buyer: { displayName: "Ann", guest: false } },
  ]);
});

test("a guest signs in with a checkout begun: their order is taken back, and the last unit is theirs to buy", async () => {
  const ann = await sale.server.person("ann");
  const device = sale.server.visitor();
  const cup = await variant(1);
  await add(device, cup);
  const begun = must(await open(device, { variantIds: [cup], email: "guest@example.com" }));
  await device.must(routes.signIn, { body: { email: ann.me.email, password: "a fine long password" } });
  expect(await orderNow(device, begun.order.id)).toMatchObject({ status: "cancelled" });
  const checkout = must(await open(device, { variantIds: [cup] }));
  expect(checkout.order).toMatchObject({ email: ann.me.email, buyer: { id: ann.me.id } });
  expect(await pay(device, checkout)).toMatchObject({ status: "paid" });
});

test("a code is used by the order, kept over its changes, and given back with it", async () => {
  const { ann, cup, wanted } = await buyerWithBoth();
  const discount = await sale.host.must(routes.createDiscount, {
    params: { shopId: sale.shopId },
    body: {
      ...{ code: "MOSS10", showId: null, benefit: { kind: "percentage", percent: 10 } },
      ...{ minimum: null, startsAt: null, endsAt: null, quota: 1, perPerson: 1, active: true },
    },
  });
  const used = async () =>
    (await sale.host.must(routes.listDiscounts, { params: { shopId: sale.shopId } })).items.find(
      ({ id }) => id === discount.id,
    )?.used;
  const first = must(await open(ann, { ...wanted, code: "moss10" }));
  expect(first.order.totals).toMatchObject({ discounts: [{ code: "MOSS10" }], total: won(75_600) });
  expect(await used()).toBe(1);
  expect(must(await open(ann, { ...wanted, code: "MOSS10" })).order.id).toBe(first.order.id);
  // As Korea writes it: the road address alone, without a city of its own.
  const moved = { ...address, city: "", line1: "1 Sejong-daero, Jongno-gu, Seoul" };
  const second = must(await open(ann, { ...wanted, code: "MOSS10", address: moved }));
  expect(second.order).toMatchObject({ address: moved, totals: { total: won(75_600) } });
  expect(await used()).toBe(1);
  const bob = await sale.server.person("bob");
  await add(bob, cup);
  expect(await open(bob, { variantIds: [cup], code: "MOSS10" })).toMatchObject(refused("CODE_USED_UP"));
  must(await open(ann, wanted));
  expect(await used()).toBe(0);
  expect(must(await open(bob, { variantIds: [cup], code: "MOSS10" })).order.totals.total).toEqual(
    won(10_800),
  );
});

test("nothing, too much, another's, another shop's and other currencies are refused", async () => {
  const { ann, cup, hold } = await buyerWithBoth();
  const eve = await sale.server.person("eve");
  expect(await open(ann, {})).toMatchObject({
    ok: false,
    error: { code: "INVALID_INPUT", path: "variantIds" },
  });
  expect(await open(ann, { variantIds: [cup], address: null })).toMatchObject({
    ok: false,
    error: { code: "INVALID_INPUT", path: "address" },
  });
  expect(await open(eve, { holdIds: [hold.id] })).toMatchObject(refused("NOT_FOUND"));
  expect(await open(eve, { variantIds: [cup] })).toMatchObject(refused("CART_CHANGED"));
  expect(await open(ann, { variantIds: [await variant(3)] })).toMatchObject(refused("CART_CHANGED"));
  const elsewhere = await eve.must(routes.openShop, {
    body: { handle: `e-${eve.me.id}`, name: "Elsewhere" },
  });
  expect(
    await ann.call(routes.openCheckout, {
      params: { shopId: elsewhere.id },
      body: { address, holdIds: [hold.id] },
    }),
  ).toMatchObject(refused("NOT_FOUND"));
  const bob = await sale.server.person("bob");
  const dollars = await sale.host.must(routes.createProduct, {
    params: { shopId: sale.shopId },
    body: {
      title: "Poster",
      currency: "USD",
      variants: [{ name: "A3", price: { amount: 1_500, currency: "USD" }, stock: 5 }],
    },
  });
  const poster = dollars.variants[0]?.id ?? "";
  await add(bob, poster);
  const drop = await sale.drop();
  const held = must(await sale.hold(bob, drop.id));
  expect(await open(bob, { variantIds: [poster], holdIds: [held.id] })).toMatchObject(
    refused("MIXED_CURRENCIES"),
  );
});
