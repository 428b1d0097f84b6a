import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
let placeId: string;
beforeAll(async () => {
  sale = await startSale();
  const { places } = await sale.host.must(routes.setPickupPlaces, {
    params: { shopId: sale.shopId },
    body: {
      places: [{ name: "Studio", country: "KR", address: "12 Kiln-gil, Seoul" }],
    },
  });
  placeId = places[0]?.id ?? "";
}, 60_000);
afterAll(() => sale.stop());

const ordered = async () => {
  const buyer = await sale.server.person("buyer");
  const { shopId, variantId } = sale;
  await buyer.must(routes.addToCart, { params: { shopId }, body: { variantId, quantity: 2 } });
  const { order, clientSecret } = await buyer.must(routes.openCheckout, {
    params: { shopId },
    body: { variantIds: [variantId], delivery: { kind: "pickup", placeId } },
  });
  await sale.stripe.pay(clientSecret);
  await buyer.must(routes.confirmPayment, { params: { orderId: order.id } });
  return { buyer, order, params: { orderId: order.id } };
};

test("a code hands the order over once: the second scan is told who did it and when", async () => {
  const { buyer, order, params } = await ordered();
  const { host, shopId } = sale;
  const { code, url } = await buyer.must(routes.readPickupCode, { params });
  expect(url).toMatch(new RegExp(`/studio/pickup#${code}$`));
  const present = { params: { shopId }, body: { code: code.toLowerCase().replaceAll("-", " ") } };
  expect(await host.must(routes.checkPickup, present)).toMatchObject({
    number: order.number,
    lines: [{ title: "Moon bowl", quantity: 2 }],
    collected: null,
  });
  const scans = await Promise.all([1, 2, 3].map(() => host.call(routes.collectOrder, present)));
  expect(scans.filter(({ ok }) => ok)).toHaveLength(1);
  for (const scan of scans)
    if (!scan.ok) {
      expect(scan.error.code).toBe("PICKED_UP_ALREADY");
      expect(scan.error.message).toMatch(/host handed it over at \d{4}-/);
    }
  expect(await host.must(routes.checkPickup, present)).toMatchObject({ collected: { by: "host" } });
  expect(await buyer.must(routes.readOrder, { params })).toMatchObject({ fulfilment: "picked_up" });
  const { pickup, timeline } = await buyer.must(routes.readOrderDetails, { params });
  expect(pickup?.collectedAt).not.toBeNull();
  expect(timeline.filter(({ happening }) => happening.kind === "picked_up")).toHaveLength(1);
  expect(await buyer.call(routes.readPickupCode, { params })).toMatchObject({
    error: { code: "PICKED_UP_ALREADY" },
  });
});

test("a renewed code makes the old one useless; guesses and other shops' codes are no codes", async () => {
  const { buyer, order, params } = await ordered();
  const { host, shopId } = sale;
  const old = await buyer.must(routes.readPickupCode, { params });
  const renewed = await buyer.must(routes.renewPickupCode, { params });
  expect(renewed.code).not.toBe(old.code);
  for (const code of [old.code, `${order.number}-2222-2222`])
    expect(await host.call(routes.collectOrder, { params: { shopId }, body: { code } })).toMatchObject({
      ok: false,
      error: { code: "PICKUP_CODE_INVALID" },
    });
  const elsewhere = await sale.server.person("elsewhere");
  const shop = await elsewhere.must(routes.openShop, {
    body: { handle: `e-${elsewhere.me.id}`, name: "Elsewhere" },
  });
  const theirs = { params: { shopId: shop.id }, body: { code: renewed.code } };
  expect(await elsewhere.call(routes.collectOrder, theirs)).toMatchObject({
    error: { code: "PICKUP_CODE_INVALID" },
  });
  expect(await buyer.call(routes.collectOrder, { params: { shopId }, body: renewed })).toMatchObject({
    ok: false,
  });
  await host.must(routes.collectOrder, { params: { shopId }, body: { code: renewed.code } });
});
