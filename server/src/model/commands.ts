import { type Hold, type Result, routes } from "@showdrop/shared";
import fc, { type AsyncCommand } from "fast-check";
import { expect } from "vitest";
import { createShowStore } from "../shows/shows.store.ts";
import type { Client } from "../testing/harness.ts";
import { passTime } from "../testing/pass-time.ts";
import { address } from "../testing/sale.ts";
import { expectInvariants, type Run } from "./invariants.ts";
import type { World } from "./world.ts";

interface KnownHold {
  id: string;
  owner: number;
  orderId: string | null;
  clientSecret: string | null;
  paymentId: string | null;
}

/** What a run remembers to choose its next steps by, and what answers may be compared with. */
export interface Model extends Run {
  holds: KnownHold[];
  /** Attempts that Redis remembers: "person key" to the hold and its quantity. */
  attempts: Map<string, { holdId: string; quantity: number }>;
  paused: boolean;
}
export type Command = AsyncCommand<Model, World>;

/** Steps made, over all runs. */
export const steps = { made: 0 };

const person = ({ people }: World, index: number): Client => {
  const client = people[index];
  if (!client) throw new RangeError(`there is no person ${index}`);
  return client;
};
const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);

const command = (
  name: string,
  act: (model: Model, world: World) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command => ({
  check,
  async run(model, world) {
    await act(model, world);
    await expectInvariants(world, model);
    steps.made += 1;
  },
  toString: () => name,
});

/** A step about a hold that there is; `fits` says which. Without one it is left out, and does not count. */
const onHold = (
  name: string,
  [server, index]: [number, number],
  fits: (hold: KnownHold) => boolean,
  act: (hold: KnownHold, model: Model, world: World, server: number) => Promise<void>,
): Command =>
  command(
    `${name}(hold ${index}, server ${server})`,
    async (model, world) => {
      const holds = model.holds.filter(fits);
      const hold = holds[index % holds.length];
      if (hold) await act(hold, model, world, server);
    },
    ({ holds }) => holds.some(fits),
  );
const any = (): boolean => true;
const hasOrder = ({ orderId }: KnownHold): boolean => orderId !== null;

/** The same attempt at several servers at once, as an impatient page or a lost answer makes it. */
const place = (owner: number, key: string, quantity: number, servers: readonly number[]): Command =>
  command(`place(person ${owner}, ${key}, ${quantity} units, servers ${servers})`, async (model, world) => {
    const results = await Promise.all(
      servers.map((server) =>
        world.call(server, person(world, owner), routes.placeHold, {
          params: { dropId: model.dropId },
          body: { variantId: world.sale.variantId, quantity },
          idempotencyKey: key,
        }),
      ),
    );
    const known = model.attempts.get(`${owner} ${key}`);
    // 5: one attempt, one hold; another request under its key is refused.
    if (known && known.quantity !== quantity)
      for (const result of results) expect(["IDEMPOTENCY_KEY_REUSED", "DROP_CLOSED"]).toContain(code(result));
    const held: Hold[] = results.flatMap((result) => (result.ok ? [result.data] : []));
    const [first] = held;
    if (!first) return;
    expect(new Set(held.map(({ id }) => id)).size).toBe(1);
    if (known) expect(first.id).toBe(known.holdId);
    if (model.holds.some(({ id }) => id === first.id)) return;
    model.holds.push({
      ...{ id: first.id, owner },
      ...{ orderId: null, clientSecret: null, paymentId: null },
    });
    model.attempts.set(`${owner} ${key}`, { holdId: first.id, quantity });
  });

const release = (at: [number, number]): Command =>
  onHold("release", at, any, async ({ id, owner }, _model, world, server) => {
    await world.call(server, person(world, owner), routes.releaseHold, { params: { holdId: id } });
  });

const openCheckout = async (hold: KnownHold, world: World, server: number): Promise<void> => {
  const result = await world.call(server, person(world, hold.owner), routes.openCheckout, {
    params: { shopId: world.sale.shopId },
    body: { holdIds: [hold.id], address },
  });
  if (!result.ok) return;
  const { order, clientSecret } = result.data;
  Object.assign(hold, {
    orderId: order.id,
    clientSecret,
    paymentId: clientSecret.split("_secret_")[0] ?? null,
  });
};
const checkout = (at: [number, number]): Command =>
  onHold("checkout", at, any, (hold, _model, world, server) => openCheckout(hold, world, server));

const GOOD = "4242424242424242";
const DECLINED = "4000000000000002";
const ASKS_BANK = "4000002760003184";

const pay = (at: [number, number], card: string): Command =>
  onHold(`pay with ${card.slice(-4)}`, at, hasOrder, async ({ clientSecret }, _model, { sale }) => {
    await sale.stripe.pay(clientSecret ?? "", card);
  });

/** The bank's question is answered, in time or long after. */
const answerBank = (at: [number, number], outcome: "complete" | "fail"): Command =>
  onHold(`bank: ${outcome}`, at, hasOrder, async ({ orderId, paymentId }, _model, { sale }) => {
    const [payment] = (await sale.stripe.paymentsOf(orderId ?? "")).filter(
      ({ status }) => status === "requires_action",
    );
    if (payment && payment.id === paymentId) await sale.stripe.authenticate(payment.id, outcome);
  });

const confirm = (at: [number, number]): Command =>
  onHold("confirm", at, hasOrder, async ({ orderId, owner }, _model, world, server) => {
    await world.call(server, person(world, owner), routes.confirmPayment, {
      params: { orderId: orderId ?? "" },
    });
  });

/** Its time is over. Whether the sweeps of which server see it first is theirs. */
const expire = (at: [number, number]): Command =>
  onHold("expire", at, any, async ({ id, orderId }, { dropId }, { redis, sale }) => {
    await passTime(redis, dropId, id, "active");
    if (orderId) await sale.server.db.model("Order").updateOne({ _id: orderId }, { expiresAt: new Date(1) });
  });

/** What was paid goes back, by somebody at Stripe's own page. */
const refund = (at: [number, number]): Command =>
  onHold("refund", at, hasOrder, async ({ paymentId }, _model, { sale }) => {
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
      ...{ params: { dropId: model.dropId }, body: { variantId: world.sale.variantId, quantity: 1 } },
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
  onHold("crash", at, any, async (hold, _model, world, server) => {
    const dying = openCheckout(hold, world, server);
    await world.servers[server]?.end("SIGKILL");
    await dying;
    await world.servers[server]?.start();
  });

const server = fc.nat({ max: 2 });
const at = fc.tuple(server, fc.nat({ max: 5 }));
const owner = fc.nat({ max: 2 });
const key = fc.constantFrom("key-number-1", "key-number-2", "key-number-3", "key-number-4");

const places = fc
  .tuple(owner, key, fc.integer({ min: 1, max: 3 }), fc.uniqueArray(server, { minLength: 1, maxLength: 3 }))
  .map((given) => place(...given));
/** How often each is chosen, and a crash half as often as the rarest: it takes as long as a hundred other steps. */
const often: readonly [number, fc.Arbitrary<Command>][] = [
  [24, places],
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
