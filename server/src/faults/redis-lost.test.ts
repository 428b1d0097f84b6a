import { type Hold, type Result, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { startLossyProxy } from "../testing/lossy-proxy.ts";
import { type OwnRedis, startOwnRedis } from "../testing/own-redis.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let redis: OwnRedis;
let sale: Sale;
beforeAll(async () => {
  redis = await startOwnRedis();
  sale = await startSale({ server: { REDIS_URL: redis.url } });
});
afterAll(async () => {
  await sale.stop();
  await redis.stop();
});

const people = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => sale.server.person(`p${i}`)));
const paused = ["SALES_PAUSED", "UNAVAILABLE"];
const expectPaused = (result: Result<unknown>) => {
  if (result.ok) throw new Error("sales go on without Redis");
  expect(paused).toContain(result.error.code);
  expect(result.error.retryAfter).toBeGreaterThan(0);
};
/** What a page does: tries again, under the same key, while it is told to. */
const persist = <T>(attempt: () => Promise<Result<T>>): Promise<Result<T>> =>
  eventually(async () => {
    const result = await attempt();
    if (!result.ok && [...paused, "PAYMENT_UNAVAILABLE"].includes(result.error.code))
      throw new Error(result.error.code);
    return result;
  });
const stockNow = async (dropId: string) => (await sale.dropNow(dropId)).stock;
const holdsOf = async (client: Client): Promise<Hold[]> =>
  (await client.must(routes.listMyHolds, { params: { showId: sale.show.id } })).items;
const restart = async (data: "last-saved" | "nothing") => {
  await redis.kill();
  await redis.start(data);
};

test("Redis is killed and its data deleted: sales pause, then go on from the record (invariants 1, 2, 7 and 11)", async () => {
  const [buyer, payer, holder, late] = await people(4);
  if (!buyer || !payer || !holder || !late) throw new Error("four people came");
  const drop = await sale.drop({ quantity: 4, perCustomer: 2 });
  const bought = await sale.buy(buyer, drop.id);
  const paying = must(await sale.hold(payer, drop.id));
  const { order, clientSecret } = await sale.checkout(payer, paying);
  const held = must(await sale.hold(holder, drop.id));
  expect(await stockNow(drop.id)).toEqual({ allocated: 4, available: 1, held: 2, sold: 1 });

  await redis.kill();
  expectPaused(await sale.hold(late, drop.id));
  expectPaused(await late.call(routes.releaseHold, { params: { holdId: held.id } }));
  expectPaused(
    await holder.call(routes.openCheckout, {
      params: { shopId: sale.shopId },
      body: { holdIds: [held.id], address },
    }),
  );
  await redis.start("nothing");

  const resumed = must(await persist(() => sale.hold(late, drop.id, 2, "late-comer-key")));
  expect(resumed.quantity).toBe(2);
  expect(await stockNow(drop.id)).toEqual({ allocated: 4, available: 0, held: 3, sold: 1 });
  expect(await holdsOf(holder)).toEqual([]);
  expect(await holdsOf(payer)).toMatchObject([{ id: paying.id, status: "paying", orderId: order.id }]);
  expect(must(await buyer.call(routes.readOrder, { params: { orderId: bought.id } })).status).toBe("paid");
  const gone = await holder.call(routes.openCheckout, {
    params: { shopId: sale.shopId },
    body: { holdIds: [held.id], address },
  });
  expect(gone).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  // What was bought before still counts towards the customer's limit (invariant 4).
  expect(await sale.hold(buyer, drop.id, 2)).toMatchObject({ ok: false, error: { code: "OVER_LIMIT" } });

  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  expect((await payer.must(routes.confirmPayment, { params: { orderId: order.id } })).status).toBe("paid");
  await eventually(async () =>
    expect(await stockNow(drop.id)).toEqual({ allocated: 4, available: 0, held: 2, sold: 2 }),
  );
  await sale.expectBalanced(drop.id);
}, 60_000);

test("30 buyers on 10 units while Redis is lost twice: 10 orders are paid, not one more (invariants 1, 2 and 4)", async () => {
  const buyers = await people(30);
  const drop = await sale.drop({ quantity: 10, perCustomer: 1 });
  let paid = 0;
  /** Buys one unit, or learns that none is left; whoever lost their hold takes another. */
  const buy = async (client: Client): Promise<string> => {
    for (let attempt = 0; ; attempt++) {
      const key = `${client.me.id}-${attempt}`;
      const held = await persist(() => sale.hold(client, drop.id, 1, key));
      // Whoever finds all units held waits for one to come back.
      if (!held.ok && held.error.code === "DROP_ALL_HELD") continue;
      if (!held.ok) return held.error.code;
      const wanted = { params: { shopId: sale.shopId }, body: { holdIds: [held.data.id], address } };
      const opened = await persist(() => client.call(routes.openCheckout, wanted));
      if (!opened.ok) continue;
      expect(await sale.stripe.pay(opened.data.clientSecret)).toBe("succeeded");
      const confirm = { params: { orderId: opened.data.order.id } };
      const { status } = must(await persist(() => client.call(routes.confirmPayment, confirm)));
      expect(status).toBe("paid");
      paid += 1;
      return "BOUGHT";
    }
  };
  const outcomes = Promise.all(buyers.map(buy));
  for (const wave of [2, 5]) {
    await eventually(() => expect(paid).toBeGreaterThanOrEqual(wave));
    await restart("nothing");
  }
  expect((await outcomes).toSorted()).toEqual([
    ...Array.from({ length: 10 }, () => "BOUGHT"),
    ...Array.from({ length: 20 }, () => "DROP_SOLD_OUT"),
  ]);
  expect(await stockNow(drop.id)).toEqual({ allocated: 10, available: 0, held: 0, sold: 10 });
  await sale.expectBalanced(drop.id);
}, 60_000);

test("Redis is flushed while connected: what was paid or is being paid stands, nothing is promised twice", async () => {
  const [ann, bob, cat] = await people(3);
  if (!ann || !bob || !cat) throw new Error("three people came");
  const drop = await sale.drop({ quantity: 3, perCustomer: 3 });
  const paying = must(await sale.hold(ann, drop.id, 2));
  await sale.checkout(ann, paying);
  must(await sale.hold(bob, drop.id));
  await sale.server.parts.redis.flushAll();
  must(await sale.hold(cat, drop.id));
  expect(await sale.hold(bob, drop.id)).toMatchObject({ ok: false, error: { code: "DROP_ALL_HELD" } });
  expect(await stockNow(drop.id)).toEqual({ allocated: 3, available: 0, held: 3, sold: 0 });
  await ann.must(routes.releaseHold, { params: { holdId: paying.id } });
  expect((await stockNow(drop.id)).available).toBe(2);
  await sale.expectBalanced(drop.id);
});

test("Redis comes back as it was earlier: nobody is admitted before it was counted anew (invariant 11)", async () => {
  const [ann, bob, cat] = await people(3);
  if (!ann || !bob || !cat) throw new Error("three people came");
  const drop = await sale.drop({ quantity: 3, perCustomer: 3 });
  const kept = must(await sale.hold(ann, drop.id));
  const returned = must(await sale.hold(bob, drop.id, 2));
  await sale.server.parts.redis.sendCommand(["SAVE"]);
  // None of this is in what comes back: bob's two units are there again, cat's purchase is not.
  await bob.must(routes.releaseHold, { params: { holdId: returned.id } });
  await sale.buy(cat, drop.id, 2);
  const socket = await bob.connect();
  const heard: string[] = [];
  socket.socket.on("person", (event: string, hold: { id: string; status: string }) => {
    if (event === "hold:changed" && hold.id === returned.id) heard.push(hold.status);
  });

  await restart("last-saved");
  const next = await persist(() => sale.hold(cat, drop.id));
  expect(next).toMatchObject({ ok: false, error: { code: "DROP_ALL_HELD" } });
  expect(await stockNow(drop.id)).toEqual({ allocated: 3, available: 0, held: 1, sold: 2 });
  expect(await holdsOf(ann)).toMatchObject([{ id: kept.id, status: "active" }]);
  expect(await holdsOf(bob)).toEqual([]);
  await eventually(() => expect(heard).toEqual(["expired"]));
  const { order } = await sale.checkout(ann, kept);
  expect(order.status).toBe("pending_payment");
  await sale.expectBalanced(drop.id);
  socket.close();
}, 60_000);

test("counters from before Redis last started admit nobody, even before the reconnect is noticed (invariant 11)", async () => {
  const [ann, bob] = await people(2);
  if (!ann || !bob) throw new Error("two people came");
  const drop = await sale.drop({ quantity: 1 });
  await sale.buy(ann, drop.id);
  // As a snapshot from before the purchase would say it.
  await sale.server.parts.redis.hSet(`drop:{${drop.id}}:state`, {
    ...{ [`${sale.variantId}:available`]: 1, [`${sale.variantId}:committed`]: 0, run: "the run before" },
  });
  expect(await sale.hold(bob, drop.id)).toMatchObject({ ok: false, error: { code: "DROP_SOLD_OUT" } });
  await sale.expectBalanced(drop.id);
});

test("Redis hangs: the buyer is told to try again, and the same key then gives one hold (invariant 5)", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop();
  redis.pause();
  try {
    expectPaused(await sale.hold(ann, drop.id, 1, "pressed-while-hung"));
    expectPaused(await sale.hold(ann, drop.id, 1, "pressed-while-hung"));
  } finally {
    redis.resume();
  }
  const hold = must(await persist(() => sale.hold(ann, drop.id, 1, "pressed-while-hung")));
  expect(await holdsOf(ann)).toMatchObject([{ id: hold.id }]);
  expect(await stockNow(drop.id)).toEqual({ allocated: 10, available: 9, held: 1, sold: 0 });
});

test("Redis is full: sales pause instead of failing", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop();
  await sale.server.parts.redis.sendCommand(["CONFIG", "SET", "maxmemory", "1"]);
  try {
    expectPaused(await sale.hold(ann, drop.id, 1, "pressed-while-full"));
  } finally {
    await sale.server.parts.redis.sendCommand(["CONFIG", "SET", "maxmemory", "0"]);
  }
  must(await sale.hold(ann, drop.id, 1, "pressed-while-full"));
  expect((await stockNow(drop.id)).held).toBe(1);
});

test("the reply is lost after Redis decided: the retry gets the same hold (invariant 5)", async () => {
  const proxy = await startLossyProxy(redis.port);
  const behind = await startSale({ server: { REDIS_URL: `redis://127.0.0.1:${proxy.port}` } });
  try {
    const ann = await behind.server.person("ann");
    const drop = await behind.drop();
    const key = "the-reply-gets-lost";
    const lost = proxy.loseReplyTo(key);
    expectPaused(await behind.hold(ann, drop.id, 2, key));
    await lost;
    const before = await sale.server.parts.redis.hVals(`drop:{${drop.id}}:holds`);
    const hold = must(await persist(() => behind.hold(ann, drop.id, 2, key)));
    expect(before.map((json) => JSON.parse(json).id)).toEqual([hold.id]);
    expect((await behind.dropNow(drop.id)).stock).toEqual({ allocated: 10, available: 8, held: 2, sold: 0 });
  } finally {
    await behind.stop();
    await proxy.stop();
  }
}, 30_000);
