import { startSale } from "@showdrop/local/sample-sale.ts";
import { type Currency, newKey, routes } from "@showdrop/shared";
import type { Member } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, cards, expectPaid, field, fillInAddress, payWith } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

const vase = async ({ api }: Member, shopId: string, amount: number, currency: Currency) => {
  const product = await api.must(routes.createProduct, {
    params: { shopId },
    body: {
      title: "Glaze vase",
      currency,
      variants: [{ name: "Tall", price: { amount, currency }, stock: 20 }],
    },
  });
  const [variant] = product.variants;
  if (!variant) throw new Error("the vase comes in one size");
  return { product, variant };
};

test("what the studio sets is what a buyer pays: won and dollars, exact to the unit", async ({ people }) => {
  const creator = await people.member("Mina Seo");
  const { shop } = await startSale(creator);
  const { page: studio } = creator;

  await studio.goto("/studio/shipping");
  await button(studio, "Add a zone").click();
  const zone = studio.getByRole("dialog", { name: "New zone" });
  await field(zone, "Name of the zone").fill("Home");
  await field(zone, "Add a country").selectOption("KR");
  await field(zone, "Name").fill("Standard");
  await field(zone, "Currency").selectOption("KRW");
  await field(zone, "First item").fill("3,000");
  await zone.getByLabel(/^Free from/).fill("100,000");
  await button(zone, "Save zone").click();
  await expect(studio.getByText("Standard: ₩3,000 · free from ₩100,000")).toBeVisible();
  await button(studio, "Korean VAT, 10% included").click();
  await expect(studio.getByText("South Korea: VAT 10%")).toBeVisible();

  await studio.goto("/studio/discounts");
  await button(studio, "Make a code").click();
  const form = studio.getByRole("dialog", { name: "New discount" });
  await field(form, "Code").fill("moss");
  await field(form, "Percent").fill("15");
  await button(form, "Make the code").click();
  await expect(studio.getByText("used 0 times")).toBeVisible();

  const won = await vase(creator, shop.id, 33_333, "KRW");
  const ann = await people.member("Ann Lee", { on: "phone" });
  await ann.page.goto(`/products/${won.product.id}`);
  await button(ann.page, "Buy now").click();
  const sheet = ann.page.getByRole("dialog", { name: "Delivery" });
  await sheet.getByLabel(/^Discount code/).fill("Moss");
  await button(sheet, "Use code").click();
  await expect(sheet).toContainText("MOSS counts");
  // 33,333 less 5,000 (of 4,999.95), and the shipping once it is known where it goes.
  await expect(sheet).toContainText("₩28,333");
  await fillInAddress(ann.page, "Ann Lee");
  await expect(button(ann.page, "Pay ₩31,333")).toBeVisible();
  await payWith(ann.page, cards.pays);
  const number = await expectPaid(ann.page);
  const [order] = (await ann.api.must(routes.listMyOrders, {})).items;
  expect(order).toMatchObject({
    number,
    totals: {
      items: { amount: 33_333 },
      discounts: [{ code: "MOSS", amount: { amount: 5_000 } }],
      shipping: { amount: 3_000 },
      taxes: [{ name: "VAT", included: true, amount: { amount: 2_848 } }],
      total: { amount: 31_333, currency: "KRW" },
    },
  });
  await studio.reload();
  await expect(studio.getByText("used 1 time", { exact: true })).toBeVisible();

  // Abroad: another currency with cents, and a tax on top.
  const { zones } = await creator.api.must(routes.readShipping, { params: { shopId: shop.id } });
  const abroad = { name: "Air mail", currency: "USD", first: 1_250, extra: 300, freeOver: null } as const;
  await creator.api.must(routes.setShipping, {
    params: { shopId: shop.id },
    body: { bundleHours: 0, zones: [...zones, { name: "Abroad", countries: [], rates: [abroad] }] },
  });
  const tax = { country: "US", name: "Sales tax", rate: 825, included: false, onShipping: false };
  await creator.api.must(routes.setTaxes, { params: { shopId: shop.id }, body: { rules: [tax] } });
  const dollars = await vase(creator, shop.id, 1_999, "USD");
  const bob = await people.member("Bob Reed");
  await bob.page.goto(`/products/${dollars.product.id}`);
  await button(bob.page, "Buy now").click();
  await field(bob.page, "Recipient").fill("Bob Reed");
  await field(bob.page, "Phone").fill("+1 503 555 0100");
  await field(bob.page, "Country").selectOption("US");
  await field(bob.page, "Street and number").fill("12 Example Street");
  await field(bob.page, "City").fill("Portland");
  await field(bob.page, "State or province").fill("OR");
  await field(bob.page, "Postal code").fill("97205");
  const total = bob.page.getByRole("dialog", { name: "Delivery" });
  // 19.99 + 12.50 + 1.65 (of 1.649175).
  await expect(total).toContainText("Sales tax 8.25%$1.65");
  await expect(total).toContainText("$34.14");
  await button(bob.page, "Continue to payment").click();
  await expect(button(bob.page, "Pay $34.14")).toBeVisible();
  await payWith(bob.page, cards.pays);
  await expectPaid(bob.page);
});

test("a coupon at its quota under concurrency: as many as it says, and the others are told so", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const { shop } = await startSale(creator);
  const { product, variant } = await vase(creator, shop.id, 40_000, "KRW");
  await creator.api.must(routes.createDiscount, {
    params: { shopId: shop.id },
    body: { code: "THREE", quota: 3, benefit: { kind: "percentage", percent: 25 } },
  });
  const params = { shopId: shop.id };
  const address = {
    ...{ name: "Ann Lee", phone: "010-1234-5678", country: "KR" },
    ...{ postalCode: "03145", line1: "12 Insadong-gil", line2: "2F" },
  };
  const crowd = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => {
      const api = await people.caller(`Buyer ${n}`);
      await api.must(routes.addToCart, { params, body: { variantId: variant.id }, idempotencyKey: newKey() });
      return api;
    }),
  );
  const answers = await Promise.all(
    crowd.map((api) =>
      api.call(routes.openCheckout, { params, body: { variantIds: [variant.id], address, code: "THREE" } }),
    ),
  );
  const outcomes = answers.map((answer) =>
    answer.ok ? answer.data.order.totals.total.amount : answer.error.code,
  );
  expect(outcomes.filter((outcome) => outcome === 30_000)).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome === "CODE_USED_UP")).toHaveLength(7);

  const { page } = await people.member("Late Kim", { locale: "ko-KR" });
  await page.goto(`/products/${product.id}`);
  await button(page, "바로 구매").click();
  await page.getByLabel(/^할인 코드/).fill("three");
  await button(page, "적용").click();
  await expect(page.getByText("모두 사용된 코드입니다.")).toBeVisible();
});
