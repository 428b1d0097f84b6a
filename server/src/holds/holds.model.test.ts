import { type Hold, type Result, routes } from "@showdrop/shared";
import fc, { type AsyncCommand } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { connectMongo, type Db } from "../kit/mongo.ts";
import { createShowStore, type ShowStore } from "../shows/shows.store.ts";
import type { Client } from "../testing/harness.ts";
import { passTime } from "../testing/pass-time.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

/** What a hold should be. `captured`: Stripe has the money and the shop does not know yet. `lost`: with Redis's data. */
type State = "active" | "paying" | "captured" | "paid" | "released" | "expired" | "cancelled" | "lost";

interface ModelHold {
  id: string;
  owner: number;
  quantity: number;
  state: State;
  orderId: string | null;
  clientSecret: string | null;
}

/** What a drop should be, in the plainest form. */
interface Model {
  units: number;
  limit: number;
  closed: boolean;
  /** With its show. */
  paused: boolean;
  pausedByHand: boolean;
  holds: ModelHold[];
  /** The attempts that Redis remembers: "person:key" to the hold and its quantity. */
  attempts: Map<string, { hold: ModelHold; quantity: number }>;
}

interface Real {
  dropId: string;
}

type Command = AsyncCommand<Model, Real>;

let sale: Sale;
let people: Client[];
let db: Db;
let shows: ShowStore;
beforeAll(async () => {
  sale = await startSale({ stock: 100_000 });
  db = await connectMongo(sale.server.config.mongo);
  shows = createShowStore(db);
  people = await Promise.all([0, 1, 2].map((i) => sale.server.person(`p${i}`)));
  // The buyer's page asks; what webhooks add, their own tests show.
  await sale.stripe.control("POST", "/webhooks", { count: 100_000, behaviour: { kind: "drop" } });
});
afterAll(async () => {
  await db.close();
  await sale.stop();
});

const person = (index: number): Client => {
  const client = people[index];
  if (!client) throw new Error(`there is no person ${index}`);
  return client;
};
const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);
const units = (holds: ModelHold[], ...states: State[]) =>
  holds.filter(({ state }) => states.includes(state)).reduce((sum, { quantity }) => sum + quantity, 0);
const heldIn = (model: Model) => units(model.holds, "active", "paying", "captured");
const soldIn = (model: Model) => units(model.holds, "paid");

const Counters = z.object({
  allocated: z.coerce.number(),
  available: z.coerce.number(),
  held: z.coerce.number(),
  quarantined: z.coerce.number(),
  committed: z.coerce.number(),
});
const Pool = z.object({ allocated: z.number(), reserved: z.number(), committed: z.number() });
const DropUnits = z.object({ pools: z.array(Pool).length(1), settled: z.boolean() });
const Stored = z.object({ id: z.string(), user: z.string(), quantity: z.number(), status: z.string() });
const key = (dropId: string, part: string) => `drop:{${dropId}}:${part}`;

/** Invariants 1 to 6 and 12, looked up in Redis, in MongoDB and at Stripe after every step. */
const expectInvariants = async (model: Model, { dropId }: Real): Promise<void> => {
  const { redis, db } = sale.server.parts;
  const [drop] = DropUnits.parse(await db.model("Drop").findById(dropId).lean()).pools;
  if (!drop) throw new Error("the drop has a pool");
  expect(drop.committed).toBe(soldIn(model));
  expect(drop.reserved).toBe(units(model.holds, "paying", "captured"));
  expect(drop.reserved + drop.committed).toBeLessThanOrEqual(drop.allocated);

  const counters = await redis.hGetAll(key(dropId, "state"));
  if (Object.keys(counters).length > 0) {
    const ofPool = Object.entries(counters).map(([field, value]) => [field.split(":")[1] ?? field, value]);
    const { allocated, available, held, quarantined, committed } = Counters.parse(Object.fromEntries(ofPool));
    for (const value of [available, held, quarantined, committed]) expect(value).toBeGreaterThanOrEqual(0);
    expect(available + held + quarantined + committed).toBe(allocated);
    expect({ held: held + quarantined, committed }).toEqual({
      held: heldIn(model),
      committed: soldIn(model),
    });
  }

  const stored = (await redis.hVals(key(dropId, "holds"))).map((json) => Stored.parse(JSON.parse(json)));
  for (const [index, client] of people.entries()) {
    const mine = stored.filter(
      ({ user, status }) => user === client.me.id && status !== "released" && status !== "expired",
    );
    const has = mine.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(has).toBeLessThanOrEqual(model.limit);
    if (stored.length > 0)
      expect(has).toBe(
        units(
          model.holds.filter(({ owner }) => owner === index),
          "active",
          "paying",
          "captured",
          "paid",
        ),
      );
  }

  for (const hold of model.holds.filter(({ orderId }) => orderId !== null)) {
    const payments = await sale.stripe.paymentsOf(hold.orderId ?? "");
    const uncancelled = payments.filter(({ status }) => status !== "canceled").map(({ status }) => status);
    const over = hold.state === "cancelled";
    const captured = hold.state === "paid" || hold.state === "captured";
    expect(uncancelled).toHaveLength(over ? 0 : 1);
    if (captured) expect(uncancelled).toEqual(["succeeded"]);
  }
};

const command = (name: string, check: (model: Model) => boolean, run: Command["run"]): Command => ({
  check,
  async run(model, real) {
    await run(model, real);
    await expectInvariants(model, real);
  },
  toString: () => name,
});

/** Whether a hold is not paid for, as far as Redis knows, and has as many units as are asked for. */
const isUnpaidOf = ({ state, quantity }: ModelHold, wanted: number): boolean =>
  (state === "active" || state === "paying" || state === "captured") && quantity >= wanted;

/** What placing a hold should answer. */
const expected = (model: Model, owner: number, attempt: string, quantity: number): string => {
  const known = model.attempts.get(`${owner}:${attempt}`);
  if (known) return known.quantity === quantity ? "ok" : "IDEMPOTENCY_KEY_REUSED";
  if (model.closed) return "DROP_CLOSED";
  if (model.pausedByHand) return "DROP_PAUSED";
  const mine = model.holds.filter((hold) => hold.owner === owner);
  if (units(mine, "active", "paying", "captured", "paid") + quantity > model.limit)
    return mine.some((hold) => isUnpaidOf(hold, quantity)) ? "ok" : "OVER_LIMIT";
  const available = model.units - heldIn(model) - soldIn(model);
  if (available >= quantity) return "ok";
  if (available > 0) return "STOCK_TOO_LOW";
  return heldIn(model) > 0 ? "DROP_ALL_HELD" : "DROP_SOLD_OUT";
};

const place = (owner: number, attempt: string, quantity: number, times: number) =>
  command(
    `place(person ${owner}, ${attempt}, ${quantity} units, ${times} at once)`,
    () => true,
    async (model, { dropId }) => {
      const answer = expected(model, owner, attempt, quantity);
      const results = await Promise.all(
        Array.from({ length: times }, () => sale.hold(person(owner), dropId, quantity, attempt)),
      );
      // Once nothing of a closed drop is held it is settled, sooner or later, and Redis's memory of attempts not asked.
      const settles = model.closed && heldIn(model) === 0;
      for (const given of results.map(code))
        expect(settles ? [answer, "DROP_CLOSED"] : [answer]).toContain(given);
      const [first, ...more] = results.filter((result) => result.ok).map(must<Hold>);
      if (!first) return;
      for (const again of more) expect(again.id).toBe(first.id);
      const known = model.attempts.get(`${owner}:${attempt}`);
      if (known) return expect(first.id).toBe(known.hold.id);
      // Beyond the limit they are given what they hold already and have not paid for; the attempt stands for that then.
      const own = model.holds.find(({ id }) => id === first.id);
      if (own) {
        expect(own.owner === owner && isUnpaidOf(own, quantity)).toBe(true);
        model.attempts.set(`${owner}:${attempt}`, { hold: own, quantity });
        return;
      }
      const hold: ModelHold = {
        ...{ id: first.id, owner, quantity },
        ...{ state: "active", orderId: null, clientSecret: null },
      };
      model.holds.push(hold);
      model.attempts.set(`${owner}:${attempt}`, { hold, quantity });
    },
  );

const onHold = (
  name: string,
  index: number,
  fits: readonly State[] | null,
  act: (hold: ModelHold, model: Model, real: Real) => Promise<void>,
) => {
  const pick = (model: Model) => {
    const holds = model.holds.filter(({ state }) => fits === null || fits.includes(state));
    return holds[index % Math.max(1, holds.length)];
  };
  return command(
    `${name}(hold ${index})`,
    (model) => pick(model) !== undefined,
    async (model, real) => {
      const hold = pick(model);
      if (hold) await act(hold, model, real);
    },
  );
};

const release = (index: number) =>
  onHold("release", index, null, async (hold) => {
    const answers: Record<State, string> = {
      ...{ active: "ok", paying: "ok", captured: "ORDER_ALREADY_PAID", paid: "ORDER_ALREADY_PAID" },
      ...{ released: "HOLD_ENDED", expired: "HOLD_ENDED", cancelled: "HOLD_ENDED", lost: "NOT_FOUND" },
    };
    const result = await person(hold.owner).call(routes.releaseHold, { params: { holdId: hold.id } });
    expect(code(result)).toBe(answers[hold.state]);
    if (hold.state === "active") hold.state = "released";
    if (hold.state === "paying") hold.state = "cancelled";
    if (hold.state === "captured") hold.state = "paid";
  });

const checkout = (index: number) =>
  onHold("checkout", index, null, async (hold) => {
    const answers: Record<State, string> = {
      ...{ active: "ok", paying: "ok", captured: "ok", paid: "ORDER_ALREADY_PAID" },
      ...{ released: "HOLD_ENDED", expired: "HOLD_EXPIRED", cancelled: "HOLD_EXPIRED", lost: "NOT_FOUND" },
    };
    const wanted = { params: { shopId: sale.shopId }, body: { holdIds: [hold.id], address } };
    const result = await person(hold.owner).call(routes.openCheckout, wanted);
    expect(code(result)).toBe(answers[hold.state]);
    if (!result.ok) return;
    const { order, clientSecret } = result.data;
    if (hold.orderId) expect([order.id, clientSecret]).toEqual([hold.orderId, hold.clientSecret]);
    Object.assign(hold, { orderId: order.id, clientSecret });
    if (hold.state === "active") hold.state = "paying";
  });

const pay = (index: number) =>
  onHold("pay", index, ["paying"], async (hold) => {
    expect(await sale.stripe.pay(hold.clientSecret ?? "")).toBe("succeeded");
    hold.state = "captured";
  });

const decline = (index: number) =>
  onHold("decline", index, ["paying"], async (hold) => {
    expect(await sale.stripe.pay(hold.clientSecret ?? "", "4000000000000002")).toBe("card_declined");
  });

const confirm = (index: number) =>
  onHold("confirm", index, ["paying", "captured", "paid", "cancelled"], async (hold) => {
    const params = { orderId: hold.orderId ?? "" };
    const order = await person(hold.owner).must(routes.confirmPayment, { params });
    if (hold.state === "captured") hold.state = "paid";
    expect(order.status).toBe(hold.state === "paying" ? "pending_payment" : hold.state);
  });

/** Lets a hold's time be over, and waits until the sweeps have seen it. */
const expire = (index: number) =>
  onHold("expire", index, ["active", "paying", "captured"], async (hold, _model, { dropId }) => {
    const { redis, db } = sale.server.parts;
    await passTime(redis, dropId, hold.id, "active");
    if (hold.orderId) await db.model("Order").updateOne({ _id: hold.orderId }, { expiresAt: new Date(1) });
    hold.state = hold.state === "active" ? "expired" : hold.state === "paying" ? "cancelled" : "paid";
    const after = hold.state === "paid" ? "committed" : "expired";
    await eventually(async () => {
      const now = await redis.hGet(key(dropId, "holds"), hold.id);
      expect(now && Stored.parse(JSON.parse(now)).status).toBe(after);
    });
  });

/** The host drops out and comes back. Whoever holds units pays, releases or loses them as before, and others take more. */
const pauseOrResume = command(
  "pause or resume",
  () => true,
  async (model) => {
    const [from, to] = model.paused ? (["paused", "live"] as const) : (["live", "paused"] as const);
    expect(await shows.move(sale.show.id, [from], to, new Date())).not.toBeNull();
    model.paused = !model.paused;
  },
);

/** The seller lets nobody take units for a while. Running holds live on. */
const pauseOrResumeByHand = command(
  "pause or resume by hand",
  (model) => !model.closed,
  async (model, { dropId }) => {
    model.pausedByHand = !model.pausedByHand;
    const route = model.pausedByHand ? routes.pauseDrop : routes.resumeDrop;
    const { pausedByHand } = await sale.host.must(route, { params: { dropId } });
    expect(pausedByHand).toBe(model.pausedByHand);
  },
);

/** More units, asked for twice with one key as after a lost answer. */
const restock = (quantity: number) =>
  command(
    `restock(${quantity} units)`,
    (model) => !model.closed,
    async (model, { dropId }) => {
      const request = {
        ...{ params: { dropId }, body: { variantId: sale.variantId, quantity } },
        idempotencyKey: `restock-${model.units}`,
      };
      model.units += quantity;
      for (let times = 0; times < 2; times++) {
        const { stock } = await sale.host.must(routes.restockDrop, request);
        expect(stock.allocated).toBe(model.units);
      }
    },
  );

/** The drop's time is over, whether or not a job has seen it; while its clock stands still it cannot be. */
const closeByTheClock = command(
  "close by the clock",
  (model) => !model.closed && !model.paused && !model.pausedByHand,
  async (model, { dropId }) => {
    await sale.server.db.model("Drop").updateOne({ _id: dropId }, { opensAt: new Date(0), openSeconds: 0 });
    model.closed = true;
    // Nobody told the server that the record is another; asked for more than anybody may have, it says when it knows.
    await eventually(async () => expect(code(await sale.hold(person(0), dropId, 50))).toBe("DROP_CLOSED"));
  },
);

const close = command(
  "close",
  (model) => !model.closed,
  async (model, { dropId }) => {
    await sale.host.must(routes.closeDrop, { params: { dropId } });
    model.closed = true;
  },
);

/** Redis forgets the drop; the next that comes has it counted from the record. */
const lose = command(
  "lose Redis's data",
  () => true,
  async (model, { dropId }) => {
    const { redis } = sale.server.parts;
    await redis.del(
      ["state", "holds", "expiry", "customers", "keys", "waiters", "line", "log"].map((part) =>
        key(dropId, part),
      ),
    );
    model.attempts.clear();
    for (const hold of model.holds) if (hold.orderId === null) hold.state = "lost";
  },
);

const index = fc.nat({ max: 5 });
const attempt = fc.constantFrom("key-number-1", "key-number-2", "key-number-3");
const anyCommand = [
  fc
    .tuple(fc.nat({ max: 2 }), attempt, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }))
    .map((given) => place(...given)),
  index.map(release),
  index.map(checkout),
  index.map(checkout),
  index.map(pay),
  index.map(decline),
  index.map(confirm),
  index.map(expire),
  fc.constant(close),
  fc.constant(closeByTheClock),
  fc.constant(pauseOrResume),
  fc.constant(pauseOrResumeByHand),
  fc.integer({ min: 1, max: 2 }).map(restock),
  fc.constant(lose),
];

test("whatever people do, in whatever order, nothing is sold twice and everything adds up (invariants 1 to 6 and 12)", {
  retry: 0,
  timeout: 90_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ units: fc.integer({ min: 1, max: 5 }), limit: fc.integer({ min: 1, max: 3 }) }),
      fc.commands(anyCommand, { maxCommands: 25, size: "max" }),
      async ({ units: quantity, limit }, commands) => {
        const drop = await sale.drop({ quantity, perCustomer: limit });
        const model: Model = {
          ...{ units: quantity, limit, closed: false, paused: false, pausedByHand: false },
          ...{ holds: [], attempts: new Map() },
        };
        await fc.asyncModelRun(() => ({ model, real: { dropId: drop.id } }), commands);
        if (model.paused) await shows.move(sale.show.id, ["paused"], "live", new Date());
      },
    ),
    {
      ...{ numRuns: 40, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
      ...{ endOnFailure: true, includeErrorInReport: true },
    },
  );
});
