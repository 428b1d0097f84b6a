import { type Currency, routes, type ShopReport } from "@showdrop/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { openStage } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const HOUR_MS = 3600_000;
const id = (): Types.ObjectId => new Types.ObjectId();

/** Numbers that look drawn by lot and are the same in every run (mulberry32). */
const drawn = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

test("a shop's figures are those that its raw orders give", async () => {
  const { owner, shop } = await openStage(server);
  const next = drawn(20261122);
  const below = (n: number): number => Math.floor(next() * n);
  const now = Date.now();
  const timeZone = "Asia/Seoul";
  const buyers = Array.from({ length: 12 }, id);
  const shows = [2, 10, 40].map((days) => ({ _id: id(), startedAt: new Date(now - days * 24 * HOUR_MS) }));
  const { db } = server;
  await db.model("Show").collection.insertMany(
    shows.map(({ _id, startedAt }) => ({
      ...{ _id, shopId: new Types.ObjectId(shop.id), title: `Show ${_id.toHexString()}`, description: "" },
      ...{ posterUrl: null, status: "ended", startsAt: startedAt, startedAt },
      ...{ endedAt: new Date(startedAt.getTime() + HOUR_MS), hosted: true, record: false },
      pins: { productIds: [], featuredId: null },
    })),
  );

  // What is written here is the orders' and refunds' raw form, and nothing of it is worked out by the server's code.
  const orders = Array.from({ length: 80 }, () => {
    const show = shows[below(5)];
    const paid = below(6) > 0;
    const paidAt = new Date(now - below(45 * 24) * HOUR_MS);
    const currency: Currency = below(3) === 0 ? "USD" : "KRW";
    const lines = Array.from({ length: 1 + below(2) }, () => ({
      id: id().toHexString(),
      quantity: 1 + below(4),
      total: 1_000 + below(90_000),
    }));
    const total = lines.reduce((sum, line) => sum + line.total, 2_500);
    const refunded = paid && below(4) === 0 ? 1 + below(total) : 0;
    const _id = id();
    return { _id, buyer: buyers[below(12)] ?? id(), show, paid, paidAt, currency, lines, total, refunded };
  });
  const money = (amount: number, currency: Currency) => ({ amount, currency });
  await db.model("Order").collection.insertMany(
    orders.map(({ _id, buyer, show, paid, paidAt, currency, lines, total, refunded }) => ({
      ...{ _id, number: _id.toHexString(), status: paid ? "paid" : "cancelled", refunded },
      ...{ shopId: new Types.ObjectId(shop.id), showId: show?._id ?? null, buyerId: buyer },
      ...{ claims: [_id.toHexString()], paidAt: paid ? paidAt : null, createdAt: paidAt },
      totals: { total: money(total, currency) },
      lines: lines.map((line) => ({
        ...{ id: line.id, productId: "p", title: "Bowl", imageUrl: null, quantity: line.quantity },
        ...{ source: { kind: "shelf" }, totals: { total: money(line.total, currency) } },
      })),
    })),
  );
  const back = orders
    .filter(({ paid }) => paid)
    .flatMap(({ _id, lines }) =>
      lines.map((line) => {
        const sent = below(2) === 0;
        const refundedUnits = below(3) === 0 ? below(line.quantity + 1) : 0;
        const failed = below(4) === 0;
        const returned = sent && below(3) === 0 ? below(line.quantity + 1) : 0;
        return { _id, line, sent, refundedUnits, failed, returned };
      }),
    );
  await db.model("Refund").collection.insertMany(
    back
      .filter(({ refundedUnits }) => refundedUnits > 0)
      .map(({ _id, line, sent, refundedUnits, failed }) => ({
        ...{ _id: id(), orderId: _id, status: failed ? "failed" : "succeeded", amount: 1 },
        lines: [{ lineId: line.id, quantity: refundedUnits, unsent: sent ? 0 : refundedUnits }],
        ...{ restocked: false, cancels: false, reason: "other", note: "", by: null },
        ...{ key: line.id, at: new Date(now) },
      })),
  );
  await db.model("ReturnedGoods").collection.insertMany(
    back
      .filter(({ returned }) => returned > 0)
      .map(({ _id, line, returned }) => ({
        ...{ _id: id(), orderId: _id, lines: [{ lineId: line.id, quantity: returned }] },
        ...{ reason: "other", note: "", restocked: false, by: id(), key: line.id, at: new Date(now) },
      })),
  );
  // Eight of the twelve saw the first two shows, with three who never bought.
  const watchers = [...buyers.slice(0, 8), id(), id(), id()];
  await db.model("Stay").collection.insertMany(
    shows.slice(0, 2).flatMap(({ _id, startedAt }) =>
      watchers.map((who) => ({
        ...{ _id: id(), showId: _id, person: `u:${who.toHexString()}`, visitor: null },
        ...{ cameFrom: { kind: "direct" }, from: startedAt, to: new Date(startedAt.getTime() + HOUR_MS) },
      })),
    ),
  );

  for (const days of [7, 28, 90] as const) {
    const report: ShopReport = await owner.must(routes.readShopReport, {
      params: { shopId: shop.id },
      query: { days, timeZone },
    });
    // By brute force, from the arrays above: a day in Seoul is nine hours ahead of one in UTC.
    const dayOf = (moment: Date | number): string =>
      new Date(Number(moment) + 9 * HOUR_MS).toISOString().slice(0, 10);
    const first = dayOf(now - (days - 1) * 24 * HOUR_MS);
    const inRange = orders.filter(({ paid, paidAt }) => paid && dayOf(paidAt) >= first);
    const total = (of: typeof orders, currency: Currency, what: "total" | "refunded"): number =>
      of.filter((order) => order.currency === currency).reduce((sum, order) => sum + order[what], 0);
    const earned = (of: typeof orders) =>
      (["KRW", "USD"] as const)
        .filter((currency) => of.some((order) => order.currency === currency))
        .map((currency) => ({
          currency,
          paid: total(of, currency, "total"),
          refunded: total(of, currency, "refunded"),
        }));
    const units = (of: typeof orders): number =>
      of.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);

    expect(report.earned).toEqual(earned(inRange));
    expect([report.orders, report.units]).toEqual([inRange.length, units(inRange)]);
    expect(report.days).toHaveLength(days);
    expect(report.days.at(-1)?.day).toBe(dayOf(now));
    for (const { day, ...its } of report.days) {
      const ofDay = inRange.filter(({ paidAt }) => dayOf(paidAt) === day);
      expect(its, day).toEqual({ orders: ofDay.length, units: units(ofDay), earned: earned(ofDay) });
    }

    const inShows = shows.filter(({ startedAt }) => dayOf(startedAt) >= first);
    const ofShows = orders.filter(({ show }) => show && inShows.includes(show));
    const payers = new Set(ofShows.filter(({ paid }) => paid).map(({ buyer }) => buyer.toHexString()));
    const saw = new Set([...payers, ...(inShows.length > 0 ? watchers.map((who) => who.toHexString()) : [])]);
    expect(report.conversion).toEqual({ part: payers.size, of: saw.size });
    expect(report.shows.map((show) => [show.id, show.earned])).toEqual(
      inShows.map((show) => [
        show._id.toHexString(),
        earned(ofShows.filter((order) => order.paid && order.show === show)),
      ]),
    );

    const perBuyer = buyers.map((buyer) => inRange.filter((order) => order.buyer === buyer).length);
    expect(report.repurchase).toEqual({
      part: perBuyer.filter((count) => count >= 2).length,
      of: perBuyer.filter((count) => count >= 1).length,
    });

    // Unit by unit: the first units that money went back for, and the first that came back.
    const cameBack = back
      .filter(({ _id }) => inRange.some((order) => order._id === _id))
      .map(({ line, refundedUnits, failed, returned }) => {
        const isBack = Array.from({ length: line.quantity }, (_, unit) =>
          [failed ? 0 : refundedUnits, returned].some((count) => unit < count),
        );
        return isBack.filter(Boolean).length;
      });
    expect(report.returns).toEqual({
      part: cameBack.reduce((sum, count) => sum + count, 0),
      of: units(inRange),
    });
    expect(report.returns.part).toBeGreaterThan(0);
  }
});

test("a shop without anything has a report that says so", async () => {
  const { owner, shop } = await openStage(server);
  const report = await owner.must(routes.readShopReport, {
    params: { shopId: shop.id },
    query: { days: 7, timeZone: "America/New_York" },
  });
  expect(report).toMatchObject({
    ...{ orders: 0, units: 0, earned: [], shows: [] },
    conversion: { part: 0, of: 0 },
    repurchase: { part: 0, of: 0 },
    returns: { part: 0, of: 0 },
  });
  expect(report.days).toHaveLength(7);
  expect(
    await owner.call(routes.readShopReport, {
      params: { shopId: shop.id },
      query: { days: 7, timeZone: "Nowhere/Land" },
    }),
  ).toMatchObject({ ok: false, error: { code: "INVALID_INPUT" } });
});
