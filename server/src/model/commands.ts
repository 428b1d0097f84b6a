import { type Hold, newKey, routes } from "@showdrop/shared";
import fc from "fast-check";
import { expect } from "vitest";
import { createShowStore } from "../shows/shows.store.ts";
import { passTime } from "../testing/pass-time.ts";
import { address } from "../testing/sale.ts";
import { joinLine, leaveLine, lookAtMine } from "./line-commands.ts";
import {
  type Command,
  code,
  command,
  type Model,
  onPurchase,
  type Purchase,
  person,
  remember,
} from "./model.ts";
import type { World } from "./world.ts";

const any = (): boolean => true;
const isHold = ({ holdId }: Purchase): boolean => holdId !== null;
const hasOrder = ({ orderId }: Purchase): boolean => orderId !== null;

/** The same attempt at several servers at once, as an impatient page or a lost answer makes it. */
const place = (
  owner: number,
  key: string,
  variant: number,
  quantity: number,
  servers: readonly number[],
): Command =>
  command(
    `place(person ${owner}, ${key}, ${quantity} of ${variant}, servers ${servers})`,
    async (model, world) => {
      const results = await Promise.all(
        servers.map((server) =>
          world.call(server, person(world, owner), routes.placeHold, {
            params: { dropId: model.dropId },
            body: { variantId: world.variantIds[variant] ?? "", quantity },
            idempotencyKey: key,
          }),
        ),
      );
      const known = model.attempts.get(`${owner} ${key}`);
      // 5: one attempt, one hold; another request under its key is refused.
      if (known && (known.quantity !== quantity || known.variant !== variant))
        for (const result of results)
          expect(["IDEMPOTENCY_KEY_REUSED", "DROP_CLOSED"]).toContain(code(result));
      const held: Hold[] = results.flatMap((result) => (result.ok ? [result.data] : []));
      const [first] = held;
      if (!first) return;
      expect(new Set(held.map(({ id }) => id)).size).toBe(1);
      if (known) expect(first.id).toBe(known.holdId);
      if (model.purchases.some(({ holdId }) => holdId === first.id)) return;
      remember(model, owner, first.id);
      model.attempts.set(`${owner} ${key}`, { holdId: first.id, variant, quantity });
    },
  );

const release = (at: [number, number]): Command =>
  onPurchase("release", at, isHold, async ({ holdId, owner }, _model, world, server) => {
    await world.call(server, person(world, owner), routes.releaseHold, { params: { holdId: holdId ?? "" } });
  });

const openCheckout = async (
  purchase: Purchase,
  model: Model,
  world: World,
  server: number,
): Promise<void> => {
  const { holdId, owner } = purchase;
  const chosen = holdId === null ? { variantIds: [model.shelf.variantId] } : { holdIds: [holdId] };
  const result = await world.call(server, person(world, owner), routes.openCheckout, {
    params: { shopId: world.sale.shopId },
    body: { ...chosen, address },
  });
  if (!result.ok) return;
  const { order, clientSecret } = result.data;
  Object.assign(purchase, {
    orderId: order.id,
    clientSecret,
    paymentId: clientSecret.split("_secret_")[0] ?? null,
  });
};
const checkout = (at: [number, number]): Command =>
  onPurchase("checkout", at, any, (purchase, model, world, server) =>
    openCheckout(purchase, model, world, server),
  );

/** From the shelf, by the cart: nothing is held before there is an order. */
const buyFromShelf = (owner: number, quantity: number, server: number): Command =>
  command(`from the shelf(person ${owner}, ${quantity} units, server ${server})`, async (model, world) => {
    const put = await world.call(server, person(world, owner), routes.addToCart, {
      params: { shopId: world.sale.shopId },
      body: { variantId: model.shelf.variantId, quantity },
      idempotencyKey: newKey(),
    });
    if (!put.ok) return;
    const purchase = { holdId: null, owner, orderId: null, clientSecret: null, paymentId: null };
    await openCheckout(purchase, model, world, server);
    if (purchase.orderId) model.purchases.push(purchase);
  });

const GOOD = "4242424242424242";
const DECLINED = "4000000000000002";
const ASKS_BANK = "4000002760003184";

const pay = (at: [number, number], card: string): Command =>
  onPurchase(`pay with ${card.slice(-4)}`, at, hasOrder, async ({ clientSecret }, _model, { sale }) => {
    await sale.stripe.pay(clientSecret ?? "", card);
  });

/** The bank's question is answered, in time or long after. */
const answerBank = (at: [number, number], outcome: "complete" | "fail"): Command =>
  onPurchase(`bank: ${outcome}`, at, hasOrder, async ({ orderId, paymentId }, _model, { sale }) => {
    const [payment] = (await sale.stripe.paymentsOf(orderId ?? "")).filter(
      ({ status }) => status === "requires_action",
    );
    if (payment && payment.id === paymentId) await sale.stripe.authenticate(payment.id, outcome);
  });

const confirm = (at: [number, number]): Command =>
  onPurchase("confirm", at, hasOrder, async ({ orderId, owner }, _model, world, server) => {
    await world.call(server, person(world, owner), routes.confirmPayment, {
      params: { orderId: orderId ?? "" },
    });
  });

/** Its time is over. Whether the sweeps of which server see it first is theirs. */
const expire = (at: [number, number]): Command =>
  onPurchase("expire", at, any, async ({ holdId, orderId }, { dropId }, { redis, sale }) => {
    if (holdId) await passTime(redis, dropId, holdId, "active");
    if (orderId) await sale.server.db.model("Order").updateOne({ _id: orderId }, { expiresAt: new Date(1) });
  });

/** What was paid goes back, by somebody at Stripe's own page. */
const refund = (at: [number, number]): Command =>
  onPurchase("refund", at, hasOrder, async ({ paymentId }, _model, { sale }) => {
    await sale.stripe.post("/v1/refunds", { payment_intent: paymentId ?? "" });
  });

const webhooks = (
  behaviour: { kind: "drop" } | { kind: "duplicate" } | { kind: "delay"; milliseconds: number },
): Command =>
  command(`webhooks: ${behaviour.kind}`, async (_model, { sale }) => {
    await sale.stripe.control("POST", "/webhooks", { count: 3, behaviour });
  });

const close = command("close", async ({ dropId }, world) => {
  await world.sale.host.call(routes.closeDrop, { params: { dropId } });
});

/** The host's line drops, or is back. */
const pauseOrResume = command("pause or resume", async (model, { sale }) => {
  const [from, to] = model.paused ? (["paused", "live"] as const) : (["live", "paused"] as const);
  await createShowStore(sale.server.db).move(sale.show.id, [from], to, new Date());
  model.paused = !model.paused;
});

const ban = (owner: number): Command =>
  command(`ban person ${owner} and let them in again`, async (model, world) => {
    const { host, shopId } = world.sale;
    const userId = person(world, owner).me.id;
    await host.must(routes.banPerson, { params: { shopId }, body: { userId } });
    const tried = await world.call(0, person(world, owner), routes.placeHold, {
      ...{ params: { dropId: model.dropId }, body: { variantId: world.variantIds[0] ?? "", quantity: 1 } },
      idempotencyKey: "while-banned-key",
    });
    // 14: at the server that was told, at once.
    expect(code(tried)).toBe("BANNED");
    await host.must(routes.unbanPerson, { params: { shopId, userId } });
  });

/** Redis loses everything: the next that comes has what it needs counted from the record (11). */
const wipe = command("wipe Redis", async (model, { redis }) => {
  await redis.flushDb();
  model.attempts.clear();
  for (const name of model.seen.keys()) if (name.startsWith("hold ")) model.seen.delete(name);
});

/** A server is killed while it opens a checkout, and comes back; the first one takes the webhooks. */
const crash = (at: [number, number]): Command =>
  onPurchase("crash", at, any, async (purchase, model, world, server) => {
    const dying = openCheckout(purchase, model, world, server);
    await world.servers[server]?.end("SIGKILL");
    await dying;
    await world.servers[server]?.start();
  });

const server = fc.nat({ max: 2 });
const at = fc.tuple(server, fc.nat({ max: 5 }));
const owner = fc.nat({ max: 2 });
const variant = fc.nat({ max: 1 });
const units = fc.integer({ min: 1, max: 3 });
const key = fc.constantFrom("key-number-1", "key-number-2", "key-number-3", "key-number-4");

const places = fc
  .tuple(owner, key, variant, units, fc.uniqueArray(server, { minLength: 1, maxLength: 3 }))
  .map((given) => place(...given));
/** How often each is chosen, and a crash half as often as the rarest: it takes as long as a hundred other steps. */
const often: readonly [number, fc.Arbitrary<Command>][] = [
  [24, places],
  [
    8,
    fc
      .tuple(owner, variant, units, fc.uniqueArray(server, { minLength: 1, maxLength: 2 }))
      .map((given) => joinLine(...given)),
  ],
  [2, fc.tuple(owner, server).map((given) => leaveLine(...given))],
  [6, fc.tuple(owner, server).map((given) => lookAtMine(...given))],
  [5, fc.tuple(owner, units, server).map((given) => buyFromShelf(...given))],
  [14, at.map(checkout)],
  [10, at.map((given) => pay(given, GOOD))],
  [4, at.map((given) => pay(given, DECLINED))],
  [5, at.map((given) => pay(given, ASKS_BANK))],
  [
    5,
    fc.tuple(at, fc.constantFrom("complete" as const, "fail" as const)).map((given) => answerBank(...given)),
  ],
  [10, at.map(confirm)],
  [8, at.map(release)],
  [8, at.map(expire)],
  [3, at.map(refund)],
  [
    2,
    fc.constantFrom(
      webhooks({ kind: "drop" }),
      webhooks({ kind: "duplicate" }),
      webhooks({ kind: "delay", milliseconds: 200 }),
    ),
  ],
  [2, fc.constant(pauseOrResume)],
  [2, fc.constant(wipe)],
  [1, fc.constant(close)],
  [1, owner.map(ban)],
];
const weighed = (crashes: boolean): fc.Arbitrary<Command>[] => {
  const all = often.flatMap(([times, arbitrary]) => Array.from({ length: 2 * times }, () => arbitrary));
  return crashes ? [...all, at.map(crash)] : all;
};

/** Some commands in a row. @param crashes whether servers die in between: where there is one, nobody is left to ask */
export const anyCommands = (crashes: boolean, most: number) =>
  fc.commands(weighed(crashes), { maxCommands: most, size: "max" });
