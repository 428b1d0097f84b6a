import { expect } from "vitest";
import { z } from "zod";
import { findDifferences, poolKey } from "../reconcile/find-differences.ts";
import { eventually } from "../testing/sale.ts";
import type { World } from "./world.ts";

/** What one run of commands is about. */
export interface Run {
  dropId: string;
  /** What is sold without a drop, and how many units of it there are. */
  shelf: { variantId: string; units: number };
  limit: number;
  /** The last state that each hold and each order was seen in. */
  seen: Map<string, string>;
}

const Hold = z.object({ id: z.string(), user: z.string(), quantity: z.number(), status: z.string() });
const OrderNow = z.object({
  _id: z.unknown(),
  status: z.string(),
  buyerId: z.unknown(),
  totals: z.object({ total: z.object({ amount: z.number() }) }),
  lines: z.array(z.object({ source: z.object({ holdId: z.string().optional() }) })),
});

/** What a hold and an order may become of what they were; of what is over, nothing else. */
const after: Record<string, readonly string[]> = {
  active: ["active", "paying", "quarantined", "committed", "released", "expired"],
  paying: ["paying", "quarantined", "committed", "released", "expired"],
  quarantined: ["quarantined", "paying", "committed", "released", "expired"],
  committed: ["committed"],
  released: ["released"],
  expired: ["expired"],
  pending_payment: ["pending_payment", "authorised", "expiring", "paid", "refunded", "cancelled"],
  authorised: ["authorised", "expiring", "paid", "refunded", "cancelled"],
  expiring: ["expiring", "paid", "refunded", "cancelled"],
  paid: ["paid", "partly_refunded", "refunded"],
  partly_refunded: ["partly_refunded", "refunded"],
  refunded: ["refunded"],
  cancelled: ["cancelled", "refunded"],
};
const over = new Set(["released", "expired"]);

/** Looks at Redis, the record and Stripe at once. @throws when an invariant does not hold */
const look = async (world: World, run: Run): Promise<void> => {
  const { dropId, shelf, limit, seen } = run;
  const { redis, orders, numbers, stock, sale } = world;
  const [drops, all, available, state, holds, found, payments] = await Promise.all([
    numbers.dropAccounts().then((all) => all.filter((drop) => drop.dropId === dropId)),
    orders.accounts(),
    stock.availableOf([shelf.variantId]),
    redis.hGetAll(`drop:{${dropId}}:state`),
    redis.hVals(`drop:{${dropId}}:holds`).then((all) => all.map((json) => Hold.parse(JSON.parse(json)))),
    sale.server.db
      .model("Order")
      .find({ $or: [{ "lines.source.dropId": dropId }, { "lines.variantId": shelf.variantId }] })
      .lean()
      .then((all) => z.array(OrderNow).parse(all)),
    sale.stripe.payments(),
  ]);
  const counted = await numbers.counted(drops);
  const rows = all.filter((row) => row.dropId === dropId);

  // 1 and 2: never more sold than there is, and every number is what it follows from.
  for (const { allocated, reserved, committed } of drops)
    expect(reserved + committed).toBeLessThanOrEqual(allocated);
  for (const { available, held, quarantined, committed } of counted)
    for (const units of [available, held, quarantined, committed]) expect(units).toBeGreaterThanOrEqual(0);
  const ledger = {
    ...{ entries: 0, variants: new Map() },
    allocated: new Map(drops.map((drop) => [poolKey(dropId, drop.variantId), drop.allocated])),
    committed: new Map<string, number>(),
  };
  for (const { orderId, variantId, quantity, state } of rows)
    if (state === "sold") ledger.committed.set(poolKey(orderId, variantId), quantity);
  expect(findDifferences({ ledger, drops, orders: rows, counted })).toEqual([]);

  // The same on the shelf, where units are set aside with the order.
  const ordered = all.filter(({ variantId, state }) => variantId === shelf.variantId && state !== "over");
  const left = available.get(shelf.variantId) ?? 0;
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left + ordered.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(shelf.units);

  // What comes back goes to whoever waits for it, before anybody else.
  if (state.closed === "0" && state.paused === "0")
    for (const { variantId } of drops)
      if (state[`${variantId}:waiting`] !== "0") expect(state[`${variantId}:available`]).toBe("0");

  // 3 and 9: what is over stays as it ended.
  const states = [
    ...holds.map(({ id, status }) => [`hold ${id}`, status] as const),
    ...found.map(({ _id, status }) => [`order ${_id}`, status] as const),
  ];
  for (const [name, status] of states) {
    const before = seen.get(name);
    if (before !== undefined) expect(after[before], `${name}, after ${before}`).toContain(status);
    seen.set(name, status);
  }

  // 4: the limit, by what Redis counts and by what the record has.
  for (const { me } of world.people) {
    const held = holds.filter(({ user, status }) => user === me.id && !over.has(status));
    expect(held.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(limit);
    const mine = new Set(
      found.filter(({ buyerId }) => String(buyerId) === me.id).map(({ _id }) => String(_id)),
    );
    const taken = rows.filter(({ orderId, state }) => mine.has(orderId) && state !== "over");
    expect(taken.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(limit);
  }

  for (const { _id, status, totals, lines } of found) {
    const own = payments.filter(({ metadata }) => metadata.orderId === String(_id));
    const living = own.filter((payment) => payment.status !== "canceled");
    // 6: one payment at a time.
    expect(living.length).toBeLessThanOrEqual(1);
    for (const payment of living) {
      const refunds = (await sale.stripe.refundsOf(payment.id)).reduce((sum, { amount }) => sum + amount, 0);
      // 10: no more goes back than came.
      expect(refunds).toBeLessThanOrEqual(payment.amount_received);
      // 7 and 12: of an order that is over no payment can succeed any more, and one that did went back.
      if (status === "cancelled") {
        expect([payment.id, payment.status]).toEqual([payment.id, "succeeded"]);
        expect(refunds).toBe(payment.amount_received);
      }
      // 12: nor is a unit back on sale while its payment can succeed.
      const back = holds.some(
        ({ id, status: state }) => over.has(state) && lines.some(({ source }) => source.holdId === id),
      );
      if (back) expect([payment.status, refunds]).toEqual(["succeeded", payment.amount_received]);
    }
    // 8: paid is paid to the last won.
    if (status === "paid")
      expect(living.map((payment) => payment.amount_received)).toEqual([totals.total.amount]);
  }
};

/**
 * Invariants 1 to 12, in Redis, in the record and at Stripe. Redis follows the record, and refunds follow payments, within
 * moments; what does not hold then does not hold.
 */
export const expectInvariants = (world: World, run: Run): Promise<void> =>
  eventually(() => look(world, run), 10_000, 10);
