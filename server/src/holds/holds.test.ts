import { routes, type ShowEntry } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const code = (result: Awaited<ReturnType<Sale["hold"]>>): string => (result.ok ? "HELD" : result.error.code);

test("200 people reach for 50 units at once, each twice with one key: exactly 50 hold (invariants 1 to 5)", async () => {
  const drop = await sale.drop({ quantity: 50, perCustomer: 1 });
  const people = await Promise.all(Array.from({ length: 200 }, (_, i) => sale.server.person(`p${i}`)));
  const attempts = await Promise.all(
    people.map((person, i) => {
      const key = `attempt-of-person-${i}`;
      return Promise.all([sale.hold(person, drop.id, 1, key), sale.hold(person, drop.id, 1, key)]);
    }),
  );
  const granted = attempts.filter(([first]) => first.ok);
  expect(granted).toHaveLength(50);
  for (const [first, second] of attempts)
    if (first.ok && second.ok) expect(second.data.id).toBe(first.data.id);
    else expect([code(first), code(second)]).toEqual(["DROP_ALL_HELD", "DROP_ALL_HELD"]);
  expect(new Set(granted.map(([first]) => must(first).id)).size).toBe(50);
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 50, available: 0, held: 50, sold: 0 });
  await sale.expectBalanced(drop.id);
}, 60_000);

test("two people press at the same moment for the last unit, fifty times: exactly one holds each time", async () => {
  const [ann, bob] = await Promise.all([sale.server.person("ann"), sale.server.person("bob")]);
  const drop = await sale.drop({ quantity: 1, perCustomer: 1 });
  for (let round = 0; round < 50; round++) {
    const pair = await Promise.all([sale.hold(ann, drop.id), sale.hold(bob, drop.id)]);
    expect(pair.map(code).toSorted()).toEqual(["DROP_ALL_HELD", "HELD"]);
    const winner = pair[0].ok ? ann : bob;
    const hold = must(pair[0].ok ? pair[0] : pair[1]);
    await winner.must(routes.releaseHold, { params: { holdId: hold.id } });
  }
  await sale.expectBalanced(drop.id);
});

test("one person cannot pass the limit with parallel presses (invariant 4)", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 20, perCustomer: 3 });
  const results = await Promise.all(Array.from({ length: 12 }, () => sale.hold(ann, drop.id)));
  // Whoever comes beyond the limit is given what is held already; for more than that they are refused.
  expect(new Set(results.map((result) => must(result).id)).size).toBe(3);
  expect((await sale.dropNow(drop.id)).stock.held).toBe(3);
  expect(code(await sale.hold(ann, drop.id, 2))).toBe("OVER_LIMIT");
});

test("what somebody holds and has not paid for does not block them: asking again gives them that", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ perCustomer: 2 });
  const left = must(await sale.hold(ann, drop.id, 2, "one-tab-key"));
  expect(must(await sale.hold(ann, drop.id, 2, "another-tab")).id).toBe(left.id);
  const { order } = await sale.checkout(ann, left);
  expect(must(await sale.hold(ann, drop.id, 1, "third-tab-key"))).toMatchObject({
    ...{ id: left.id, status: "paying", orderId: order.id },
  });
  await sale.expectBalanced(drop.id);
});

test("the same key with another quantity is refused and holds nothing more (invariant 5)", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop();
  const first = must(await sale.hold(ann, drop.id, 1, "the-same-key"));
  expect(code(await sale.hold(ann, drop.id, 2, "the-same-key"))).toBe("IDEMPOTENCY_KEY_REUSED");
  expect(must(await sale.hold(ann, drop.id, 1, "the-same-key")).id).toBe(first.id);
  expect((await sale.dropNow(drop.id)).stock.held).toBe(1);
});

test("a hold that is not paid ends by itself, its unit returns, and its owner is told", async () => {
  const ann = await sale.server.person("ann");
  const socket = await ann.connect();
  const heard: unknown[] = [];
  socket.socket.on("person", (event: string, data: { status: string }) => heard.push([event, data.status]));
  const drop = await sale.drop({ quantity: 1, holdSeconds: 5 });
  const hold = must(await sale.hold(ann, drop.id));
  await eventually(() =>
    expect(heard).toEqual([
      ["hold:changed", "active"],
      ["hold:changed", "expired"],
    ]),
  );
  expect((await sale.dropNow(drop.id)).stock).toMatchObject({ available: 1, held: 0 });
  const late = await ann.call(routes.releaseHold, { params: { holdId: hold.id } });
  expect(late).toMatchObject({ ok: false, error: { code: "HOLD_ENDED" } });
  socket.close();
});

test("all held is not sold out: what is held may return, what is sold does not", async () => {
  const [ann, bob] = await Promise.all([sale.server.person("ann"), sale.server.person("bob")]);
  const drop = await sale.drop({ quantity: 1 });
  const hold = must(await sale.hold(ann, drop.id));
  expect(code(await sale.hold(bob, drop.id))).toBe("DROP_ALL_HELD");
  expect((await sale.dropNow(drop.id)).status).toBe("open");
  await ann.must(routes.releaseHold, { params: { holdId: hold.id } });
  await sale.buy(bob, drop.id);
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_SOLD_OUT");
  expect((await sale.dropNow(drop.id)).status).toBe("sold_out");
});

test("nobody buys before the opening, or after the closing; a visitor signs in first", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ opensAt: new Date(Date.now() + 60_000).toISOString() });
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_NOT_OPEN");
  await sale.host.must(routes.openDrop, { params: { dropId: drop.id } });
  expect(code(await sale.hold(ann, drop.id))).toBe("HELD");
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_CLOSED");
  expect(code(await sale.hold(sale.server.visitor(), drop.id))).toBe("SIGN_IN_REQUIRED");
});

test("a drop opens for everybody when its time comes, on the server's clock", async () => {
  const ann = await sale.server.person("ann");
  const socket = await ann.connect();
  must(await socket.request("show:join", { showId: sale.show.id }));
  const opened: string[] = [];
  socket.socket.on("show", (frame: ShowEntry[]) => {
    for (const { event, data } of frame)
      if (event === "drop:changed" && data.status === "open") opened.push(data.id);
  });
  const drop = await sale.drop({ opensAt: new Date(Date.now() + 1_500).toISOString() });
  expect(code(await sale.hold(ann, drop.id))).toBe("DROP_NOT_OPEN");
  await eventually(async () =>
    expect(code(await sale.hold(ann, drop.id, 1, "one-key-for-all-tries"))).toBe("HELD"),
  );
  await eventually(() => expect(opened).toContain(drop.id));
  socket.close();
});

test("another person's hold answers as if it did not exist (invariant 18)", async () => {
  const [ann, eve] = await Promise.all([sale.server.person("ann"), sale.server.person("eve")]);
  const drop = await sale.drop();
  const hold = must(await sale.hold(ann, drop.id));
  const stolen = await eve.call(routes.releaseHold, { params: { holdId: hold.id } });
  expect(stolen).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  expect((await sale.dropNow(drop.id)).stock.held).toBe(1);
});

test("closing a drop returns what was not sold to the variant's stock, once every hold has ended", async () => {
  const ann = await sale.server.person("ann");
  const stockNow = async () =>
    (await sale.host.must(routes.listProducts, { params: { shopId: sale.shopId } })).items[0]?.variants[0]
      ?.available ?? 0;
  const before = await stockNow();
  const drop = await sale.drop({ quantity: 7 });
  expect(await stockNow()).toBe(before - 7);
  await sale.buy(ann, drop.id, 2);
  const hold = must(await sale.hold(ann, drop.id));
  await sale.host.must(routes.closeDrop, { params: { dropId: drop.id } });
  expect(await stockNow()).toBe(before - 7);
  await ann.must(routes.releaseHold, { params: { holdId: hold.id } });
  await eventually(async () => expect(await stockNow()).toBe(before - 2));
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 2, available: 0, held: 0, sold: 2 });
  await sale.expectBalanced(drop.id);
});

test("every refusal of a drop names its reason and, where there is one, its field", async () => {
  const { host, show, variantId } = sale;
  const stranger = await sale.server.person("stranger");
  const body = {
    perCustomer: 1,
    opensAt: null,
  };
  const pool = { variantId, quantity: 1, price: { amount: 30_000, currency: "KRW" as const } };
  const refused = async (client = host, change: object = {}) => {
    const result = await client.call(routes.createDrop, {
      params: { showId: show.id },
      body: { ...body, pools: [{ ...pool, ...change }] },
    });
    return result.ok ? "ok" : [result.error.code, result.error.path];
  };
  expect(await refused(host, { quantity: 1_000_00 })).toEqual(["STOCK_TOO_LOW", "pools.0.quantity"]);
  expect(await refused(host, { quantity: 0 })).toEqual(["INVALID_INPUT", "pools.0.quantity"]);
  expect(await refused(host, { quantity: 1.5 })).toEqual(["INVALID_INPUT", "pools.0.quantity"]);
  expect(await refused(host, { price: { amount: -5, currency: "KRW" } })).toEqual([
    "INVALID_INPUT",
    "pools.0.price.amount",
  ]);
  expect(await refused(host, { price: { amount: 500, currency: "USD" } })).toEqual([
    "CURRENCY_MISMATCH",
    "pools.0.price",
  ]);
  expect(await refused(host, { variantId: show.id })).toEqual(["PRODUCT_NOT_IN_SHOP", "pools.0.variantId"]);
  expect(await refused(stranger)).toEqual(["NOT_ALLOWED", undefined]);
});
