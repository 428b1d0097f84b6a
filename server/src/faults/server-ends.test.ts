import { type Result, routes } from "@showdrop/shared";
import { createClient } from "redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Client } from "../testing/harness.ts";
import { passTime } from "../testing/pass-time.ts";
import { address, eventually, must, type Sale, setUpSale } from "../testing/sale.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { startSimulator } from "../testing/simulator.ts";

let sale: Sale<ServerProcess>;
const redis = createClient({ url: process.env.REDIS_URL ?? "" });
beforeAll(async () => {
  await redis.connect();
  const stripe = await startSimulator();
  sale = await setUpSale(await startServerProcess(stripe.env), stripe);
});
afterAll(async () => {
  await sale.stop();
  await redis.close();
});

const crash = () => sale.server.end("SIGKILL");
const people = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => sale.server.person(`p${i}`)));
const stockNow = async (dropId: string) => (await sale.dropNow(dropId)).stock;
const StoredOrder = z.object({ _id: z.unknown().transform(String), status: z.string() });
const ordersOf = async (dropId: string) =>
  z
    .array(StoredOrder)
    .parse(await sale.server.db.model("Order").find({ "lines.source.dropId": dropId }).lean());
/** Calls that are cut off by the crash; what they would have answered is lost with it. */
const begin = (call: Promise<unknown>): void => void call.catch(() => undefined);
/** What somebody checks out: holds, and what they put into their cart. */
interface Wanted {
  holdIds: string[];
  variantIds?: string[];
}
const checkout = (client: Client, wanted: Wanted) =>
  client.call(routes.openCheckout, { params: { shopId: sale.shopId }, body: { ...wanted, address } });

/** A product on the shelf alone. @returns its variant */
const shelf = async (stock: number): Promise<string> => {
  const { variants } = await sale.host.must(routes.createProduct, {
    params: { shopId: sale.shopId },
    body: {
      title: "Cup",
      currency: "KRW",
      variants: [{ name: "Blue", price: { amount: 12_000, currency: "KRW" }, stock }],
    },
  });
  return variants[0]?.id ?? "";
};
const intoCart = (client: Client, variantId: string) =>
  client.must(routes.addToCart, { params: { shopId: sale.shopId }, body: { variantId } });
/** What the ledger says: units available, and orders whose units were set aside, put back and sold. */
const shelfNow = async (variantId: string) => {
  const { items } = await sale.host.must(routes.listStockEntries, { params: { variantId } });
  const times = (move: string) => items.filter((entry) => entry.move === move).length;
  return {
    available: items.reduce((sum, { change }) => sum + change, 0),
    ...{ ordered: times("ordered"), returned: times("returned"), sold: times("committed") },
  };
};

/** Makes the time of every hold of a drop be over, in the record and in Redis. */
const passTimeOf = async (dropId: string): Promise<void> => {
  await sale.server.db
    .model("Order")
    .updateMany({ "lines.source.dropId": dropId }, { expiresAt: new Date(0) });
  const holdIds = await redis.hKeys(`drop:{${dropId}}:holds`);
  await Promise.all(holdIds.map((holdId) => passTime(redis, dropId, holdId, "any")));
};

test("killed at every step of a checkout, another server ends every order (invariants 1, 2, 6, 7 and 12)", async () => {
  const { stripe } = sale;
  const [drop, other, cup] = [
    await sale.drop({ quantity: 10 }),
    await sale.drop({ quantity: 10 }),
    await shelf(10),
  ];
  const buyers = await people(7);
  const wanted = await Promise.all(
    buyers.map(async (client) => {
      const hold = must(await sale.hold(client, drop.id));
      const second = must(await sale.hold(client, other.id));
      await intoCart(client, cup);
      return { client, hold, wanted: { holdIds: [hold.id, second.id], variantIds: [cup] } };
    }),
  );
  const [reserved, unopened, unanswered, opened, confirmed, cancelling, settled] = wanted;
  if (!reserved || !unopened || !unanswered || !opened || !confirmed || !cancelling || !settled)
    throw new Error("seven people came");
  const creation = { method: "POST", path: "/v1/payment_intents" };
  // Longer than it takes to get to the crash; until then Stripe holds the call's key.
  const late = { kind: "delay", milliseconds: 8_000 };
  await stripe.control("POST", "/webhooks", { count: 1_000, behaviour: { kind: "drop" } });

  const paid = must(await checkout(settled.client, settled.wanted));
  expect(await stripe.pay(paid.clientSecret)).toBe("succeeded");
  await settled.client.must(routes.confirmPayment, { params: { orderId: paid.order.id } });

  const succeeded = must(await checkout(confirmed.client, confirmed.wanted));
  expect(await stripe.pay(succeeded.clientSecret)).toBe("succeeded");

  must(await checkout(opened.client, opened.wanted));

  must(await checkout(cancelling.client, cancelling.wanted));
  await stripe.control("POST", "/responses", { path: "/v1/payment_intents/*/cancel", fault: late });
  begin(cancelling.client.call(routes.releaseHold, { params: { holdId: cancelling.hold.id } }));
  await eventually(async () =>
    expect((await ordersOf(drop.id)).map(({ status }) => status)).toContain("expiring"),
  );

  await stripe.control("POST", "/responses", { ...creation, fault: { ...late, when: "after" } });
  begin(checkout(unanswered.client, unanswered.wanted));
  await eventually(async () => {
    const orders = await ordersOf(drop.id);
    const payments = await Promise.all(orders.map(({ _id }) => stripe.paymentsOf(_id)));
    expect(payments.flat()).toHaveLength(5);
  });

  await stripe.control("POST", "/responses", { ...creation, fault: late });
  begin(checkout(unopened.client, unopened.wanted));
  await eventually(async () => expect(await ordersOf(drop.id)).toHaveLength(6));

  await crash();
  for (const { id } of [drop, other]) await passTimeOf(id);
  await sale.server.start();

  await eventually(async () => {
    const statuses = (await ordersOf(drop.id)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual(["cancelled", "cancelled", "cancelled", "cancelled", "paid", "paid"]);
    for (const { id } of [drop, other])
      expect(await stockNow(id)).toEqual({ allocated: 10, available: 8, held: 0, sold: 2 });
    expect(await shelfNow(cup)).toEqual({ available: 8, ordered: 6, returned: 4, sold: 2 });
  }, 60_000);
  for (const { client, orderId } of [
    { client: settled.client, orderId: paid.order.id },
    { client: confirmed.client, orderId: succeeded.order.id },
  ])
    expect((await client.must(routes.readOrder, { params: { orderId } })).status).toBe("paid");
  for (const { _id, status } of await ordersOf(drop.id)) {
    const payments = await stripe.paymentsOf(_id);
    expect(
      payments.filter((payment) => payment.status !== "canceled").map((payment) => payment.status),
    ).toEqual(status === "paid" ? ["succeeded"] : []);
  }
  for (const { id } of [drop, other]) await sale.expectBalanced(id);
}, 120_000);

test("killed twice while twelve people buy ten units: ten orders are paid and every unit is accounted for", async () => {
  const drop = await sale.drop({ quantity: 10, perCustomer: 1 });
  const cup = await shelf(12);
  const buyers = await people(12);
  for (const buyer of buyers) await intoCart(buyer, cup);
  let paid = 0;
  /** What a page does: tries again while the server cannot be reached or asks for patience. */
  const persist = <T>(attempt: () => Promise<Result<T>>): Promise<Result<T>> =>
    eventually(async () => {
      const result = await attempt();
      if (!result.ok && result.error.retryAfter !== undefined) throw new Error(result.error.code);
      return result;
    }, 60_000);
  const buy = async (client: Client): Promise<string> => {
    const hold = await eventually(async () => {
      const result = await persist(() => sale.hold(client, drop.id, 1, `the-key-of-${client.me.id}`));
      expect(result).not.toMatchObject({ error: { code: "DROP_ALL_HELD" } });
      return result;
    }, 110_000);
    if (!hold.ok) return hold.error.code;
    const { order, clientSecret } = must(
      await persist(() => checkout(client, { holdIds: [hold.data.id], variantIds: [cup] })),
    );
    expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
    const confirm = { params: { orderId: order.id } };
    // MongoDB holds what the killed server's transaction had written for ten seconds.
    await eventually(async () => {
      const { status } = must(await persist(() => client.call(routes.confirmPayment, confirm)));
      expect(status).toBe("paid");
    }, 60_000);
    paid += 1;
    return "BOUGHT";
  };
  const outcomes = Promise.all(buyers.map(buy));
  for (const wave of [1, 5]) {
    await eventually(() => expect(paid).toBeGreaterThanOrEqual(wave), 60_000);
    await crash();
    await sale.server.start();
  }
  expect((await outcomes).toSorted()).toEqual([
    ...Array.from({ length: 10 }, () => "BOUGHT"),
    "DROP_SOLD_OUT",
    "DROP_SOLD_OUT",
  ]);
  await eventually(async () =>
    expect(await stockNow(drop.id)).toEqual({ allocated: 10, available: 0, held: 0, sold: 10 }),
  );
  expect(await shelfNow(cup)).toEqual({ available: 2, ordered: 10, returned: 0, sold: 10 });
  for (const { _id } of await ordersOf(drop.id))
    expect(await sale.stripe.paymentsOf(_id)).toMatchObject([{ status: "succeeded" }]);
  await sale.expectBalanced(drop.id);
}, 120_000);

test("a deploy in mid-drop: what is under way finishes, pages are told, nothing is lost", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 2 });
  const hold = must(await sale.hold(ann, drop.id));
  const page = await ann.connect();
  const left = new Promise<string>((resolve) => {
    page.socket.once("disconnect", resolve);
  });
  await sale.stripe.control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents",
    fault: { kind: "delay", milliseconds: 2_000 },
  });
  const underWay = checkout(ann, { holdIds: [hold.id] });
  await eventually(async () => expect(await ordersOf(drop.id)).toHaveLength(1));

  const ended = sale.server.end("SIGTERM");
  const readiness = await eventually(async () => {
    const response = await fetch(`${sale.server.url}/health/ready`);
    expect(response.headers.get("connection")).toBe("close");
    const body: unknown = await response.json();
    return { status: response.status, body };
  });
  expect(readiness).toMatchObject({ status: 503, body: { ready: false, closing: true } });
  const { order, clientSecret } = must(await underWay);
  expect(await ended).toBe(0);
  // The server's own farewell; a page comes back from it by itself.
  expect(await left).toBe("transport close");

  await sale.server.start();
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  const confirmed = await ann.must(routes.confirmPayment, { params: { orderId: order.id } });
  expect(confirmed.status).toBe("paid");
  expect(await stockNow(drop.id)).toEqual({ allocated: 2, available: 1, held: 0, sold: 1 });
  await sale.expectBalanced(drop.id);
}, 60_000);
