import { koreanVat, type Result, routes } from "@showdrop/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCheckCode } from "../discounts/check-code.ts";
import { createDiscountStore } from "../discounts/discounts.store.ts";
import { createLimits } from "../edge/limits.ts";
import { createShippingStore } from "../shipping/shipping.store.ts";
import { createTaxStore } from "../taxes/taxes.store.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { address as korean } from "../testing/sale.ts";
import { type BundleQuery, createQuote, type OpenBundle, type QuoteInput } from "./quote.ts";

let server: TestServer;
let owner: Client;
let shopId: string;
/** What the record of orders says of those that wait to be sent. */
let waiting: OpenBundle | null = null;
let asked: BundleQuery[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const newId = () => new Types.ObjectId().toHexString();
const german = {
  ...{ name: "Ann Meyer", phone: "+49 30 1234567", country: "DE", postalCode: "10115" },
  ...{ region: "", city: "Berlin", line1: "Lindenstr. 1", line2: "" },
};
const won = (amount: number) => ({ amount, currency: "KRW" as const });

/** A shop of its own, with what its owner set. */
const openShop = async () => {
  owner = await server.person("owner");
  const handle = `s-${owner.me.id}`;
  shopId = (await owner.must(routes.openShop, { body: { handle, name: "Clay & Co" } })).id;
  waiting = null;
  asked = [];
};
const params = () => ({ shopId });
const shipToKorea = () =>
  owner.must(routes.setShipping, {
    params: params(),
    body: {
      bundleHours: 24,
      zones: [
        {
          name: "Korea",
          countries: ["KR"],
          rates: [{ name: "Standard", currency: "KRW", first: 3_000, extra: 500, freeOver: 50_000 }],
        },
      ],
    },
  });
const discount = (code: string, percent: number) =>
  owner.must(routes.createDiscount, {
    params: params(),
    body: { code, benefit: { kind: "percentage", percent } },
  });

const quote = (more: Partial<QuoteInput> = {}) => {
  const { db, redis } = server.parts;
  const [shipping, taxes] = [createShippingStore(db), createTaxStore(db)];
  return createQuote({
    shippingOf: (id) => shipping.of(id),
    taxesOf: (id) => taxes.of(id),
    checkCode: createCheckCode({ discounts: createDiscountStore(db), limits: createLimits(redis, 1) }),
    openBundle: async (query) => {
      asked.push(query);
      return waiting;
    },
  })({
    ...{ shopId, showId: null, address: korean, delivery: null, code: null, instead: [], at: new Date() },
    lines: [{ quantity: 2, unitPrice: won(10_000) }],
    customer: { id: newId(), network: "203.0.113.9" },
    ...more,
  });
};
const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.data;
};
const refusalOf = <T>(result: Result<T>) => (result.ok ? "ok" : [result.error.code, result.error.path]);

describe("a quote", () => {
  test("of a new shop is the items: sent everywhere, free of charge, without tax", async () => {
    await openShop();
    const { totals, delivery, lines } = must(await quote({ address: german }));
    expect(totals).toEqual({
      ...{ items: won(20_000), shipping: won(0), total: won(20_000) },
      ...{ discounts: [], taxes: [] },
    });
    expect(delivery).toEqual({ kind: "ship", rateId: null, label: "" });
    expect(lines).toEqual([{ amount: won(20_000), discount: won(0), tax: won(0), total: won(20_000) }]);
  });

  test("has the zone's rate, the code and the tax in it, and adds up", async () => {
    await openShop();
    await shipToKorea();
    await owner.must(routes.setTaxes, { params: params(), body: { rules: [koreanVat] } });
    await discount("MOSS", 10);
    const all = must(await quote({ code: "moss" }));
    // 18,000 for the items and 3,500 for the shipping, of which one eleventh is tax.
    expect(all.totals).toEqual({
      items: won(20_000),
      discounts: [{ code: "MOSS", label: "MOSS", amount: won(2_000) }],
      shipping: won(3_500),
      taxes: [{ name: "VAT", rate: 1_000, included: true, amount: won(1_955) }],
      total: won(21_500),
    });
    expect([all.code, all.freeShippingFrom, all.delivery?.label]).toEqual(["MOSS", won(50_000), "Standard"]);
    expect([all.lines[0]?.tax, all.shipping.tax]).toEqual([won(1_637), won(318)]);
  });

  test("counts what the items cost after discounts when shipping is free from a worth on", async () => {
    await openShop();
    await shipToKorea();
    await discount("MOSS", 10);
    const lines = [{ quantity: 1, unitPrice: won(50_000) }];
    expect(must(await quote({ lines })).totals.shipping).toEqual(won(0));
    expect(must(await quote({ lines, code: "MOSS" })).totals.shipping).toEqual(won(3_000));
  });

  test("says clearly where nothing is sent to, and what is not offered", async () => {
    await openShop();
    await shipToKorea();
    expect(refusalOf(await quote({ address: german }))).toEqual(["NO_SHIPPING_THERE", "address.country"]);
    const dollars = [{ quantity: 1, unitPrice: { amount: 1_000, currency: "USD" as const } }];
    expect(refusalOf(await quote({ lines: dollars }))).toEqual(["NO_SHIPPING_THERE", "address.country"]);
    const gone = { kind: "ship", rateId: newId() } as const;
    expect(refusalOf(await quote({ delivery: gone }))).toEqual(["DELIVERY_GONE", "delivery"]);
    const nowhere = { kind: "pickup", placeId: newId() } as const;
    expect(refusalOf(await quote({ delivery: nowhere }))).toEqual(["DELIVERY_GONE", "delivery"]);
  });

  test("of a pickup needs no address, ships nothing and has the place's taxes", async () => {
    await openShop();
    await shipToKorea();
    await owner.must(routes.setTaxes, { params: params(), body: { rules: [koreanVat] } });
    const { places } = await owner.must(routes.setPickupPlaces, {
      params: params(),
      body: { places: [{ name: "Studio", country: "KR", address: "110 Sejong-daero", hours: "" }] },
    });
    const [place] = places;
    if (!place) throw new Error("the place was not kept");
    const open = must(await quote({ address: null }));
    expect([open.delivery, open.totals.taxes, open.options.map(({ price }) => price)]).toEqual([
      ...[null, [], [won(0)]],
    ]);
    // Abroad there is no other way, and somebody has to choose it.
    expect(must(await quote({ address: german })).delivery).toBeNull();
    const picked = must(await quote({ address: null, delivery: { kind: "pickup", placeId: place.id } }));
    expect(picked.delivery).toEqual({ kind: "pickup", placeId: place.id, label: "Studio" });
    expect(picked.totals).toMatchObject({
      shipping: won(0),
      total: won(20_000),
      taxes: [{ amount: won(1_818) }],
    });
    expect(picked.bundle).toBeNull();
  });

  test("of what travels with earlier orders asks for no shipping again, and says with which", async () => {
    await openShop();
    await shipToKorea();
    waiting = { id: newId(), orders: ["K7QF-2M9X"], quantity: 1, worth: 10_000, shippingPaid: 3_000 };
    const showId = newId();
    const at = new Date("2030-01-02T00:00:00.000Z");
    const { totals, bundle, options } = must(await quote({ showId, at }));
    // 3,000 and 500 for each of two more, of which 3,000 are paid.
    expect(totals.shipping).toEqual(won(1_000));
    expect(options[0]).toMatchObject({ price: won(1_000), regularPrice: won(3_500) });
    expect(bundle).toEqual({ id: waiting.id, orders: ["K7QF-2M9X"] });
    expect(asked).toEqual([
      expect.objectContaining({
        shopId,
        showId,
        address: korean,
        since: new Date("2030-01-01T00:00:00.000Z"),
      }),
    ]);
  });

  test("is refused below what can be charged and above it", async () => {
    await openShop();
    await discount("ALL", 100);
    expect(refusalOf(await quote({ code: "ALL" }))).toEqual(["TOTAL_TOO_SMALL", "code"]);
    const dear = [{ quantity: 2, unitPrice: won(50_000_000) }];
    expect(refusalOf(await quote({ lines: dear }))).toEqual(["TOTAL_TOO_LARGE", undefined]);
    const mixed = [
      { quantity: 1, unitPrice: won(1_000) },
      { quantity: 1, unitPrice: { amount: 1_000, currency: "USD" as const } },
    ];
    expect(refusalOf(await quote({ lines: mixed }))).toEqual(["CURRENCY_MISMATCH", undefined]);
  });
});

test("zones, rates and places keep their ids, strangers' ids are not taken over, and edits are in the log", async () => {
  await openShop();
  const first = await shipToKorea();
  const [zone] = first.zones;
  if (!zone) throw new Error("the zone was not kept");
  const foreign = newId();
  const zones = [
    zone,
    { ...zone, name: "Twice", countries: [] },
    { id: foreign, name: "Foreign", countries: ["JP"], rates: zone.rates },
  ];
  const after = await owner.must(routes.setShipping, { params: params(), body: { zones, bundleHours: 0 } });
  expect(after.zones[0]).toEqual(zone);
  const ids = after.zones.flatMap(({ id, rates }) => [id, ...rates.map((rate) => rate.id)]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain(foreign);
  const rows = await server.db
    .collection("audit_log")
    .find({ subject: `shop:${shopId}`, topic: "shipping" })
    .toArray();
  expect(rows.map(({ action, actorId }) => [action, String(actorId)])).toEqual([
    ["shipping:edit", owner.me.id],
    ["shipping:edit", owner.me.id],
  ]);
  const twice = await owner.call(routes.setShipping, {
    params: params(),
    body: { bundleHours: 0, zones: [zone, { ...zone, countries: ["JP", "KR"] }] },
  });
  expect(twice).toMatchObject({ ok: false, error: { code: "INVALID_INPUT", path: "zones.1.countries" } });
});
