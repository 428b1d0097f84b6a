import type { Page } from "@playwright/test";
import { offer, startSale } from "@showdrop/local/sample-sale.ts";
import { newKey, routes } from "@showdrop/shared";
import { type Member, PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, buy, expectPaid, field, fillInAddress, fillInSignUp, payWith } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

const JAR = "Moon jar";
/** A product of one kind, of which there are three. */
const jars = ({ api }: Member, shopId: string) =>
  api.must(routes.createProduct, {
    params: { shopId },
    body: {
      title: JAR,
      currency: "KRW",
      variants: [{ name: "White", price: { amount: 45_000, currency: "KRW" }, stock: 3 }],
    },
  });
const bag = (page: Page, items: number) =>
  button(page, `Open the bag, ${items} ${items === 1 ? "item" : "items"}`);

test("a guest's bag goes along at sign-in, and a drop and the shelf are one order with one payment", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { shop } = sale;
  const jar = await jars(creator, shop.id);
  const [small] = sale.product.variants;
  if (!small) throw new Error("the cup has two sizes");
  const ann = await people.member("Ann Lee");
  await ann.api.must(routes.addToCart, {
    params: { shopId: shop.id },
    body: { variantId: small.id },
    idempotencyKey: newKey(),
  });

  const { page } = await people.visitor("Ann Lee", { on: "phone" });
  await page.goto(`/@${shop.handle}`);
  await button(page, `Add to bag: ${JAR}`).click();
  await expect(bag(page, 1)).toBeVisible();
  await button(page, `Add to bag: ${JAR}`).click();
  await bag(page, 2).click();
  const mine = page.getByRole("dialog", { name: "Your bag", exact: true });
  await expect(mine).toContainText("₩90,000");
  await button(mine, `One more of ${JAR}`).click();
  await expect(mine.getByLabel(`How many of ${JAR}`)).toHaveText("3");
  await expect(button(mine, `One more of ${JAR}`)).toBeDisabled();
  await button(mine, `One less of ${JAR}`).click();
  await expect(mine.getByLabel(`How many of ${JAR}`)).toHaveText("2");

  await page.goto("/sign-in");
  await field(page, "Email").fill(ann.email);
  await field(page, "Password").fill(PASSWORD);
  await button(page, "Sign in").click();
  await expect(button(page, "Signed in as Ann Lee")).toBeVisible();
  await page.goto(`/products/${jar.id}`);
  await expect(bag(page, 3)).toBeVisible();

  await offer(creator, sale, { quantity: 2, holdSeconds: 600 });
  await page.goto(`/shows/${sale.show.id}`);
  await buy(page, sale.product.title);
  await button(page.getByRole("dialog", { name: "Delivery" }), "Close").click();
  await bag(page, 4).click();
  await expect(mine).toContainText("Held for you for");
  await button(mine, "Check out").click();
  await expect(page.getByRole("list", { name: "What you buy" }).getByRole("listitem")).toHaveCount(3);
  await fillInAddress(page, "Ann Lee");
  await payWith(page, "4242 4242 4242 4242");
  const number = await expectPaid(page);

  const { items } = await ann.api.must(routes.listMyOrders, {});
  expect(
    items.map((order) => [order.number, order.lines.map(({ source }) => source.kind).toSorted()]),
  ).toEqual([[number, ["drop", "shelf", "shelf"]]]);
  const cart = await ann.api.must(routes.readCart, { params: { shopId: shop.id } });
  expect([cart.lines, cart.holds]).toEqual([[], []]);
  await page.goto(`/products/${jar.id}`);
  await expect(page.getByText("1 left", { exact: true })).toBeVisible();
  await creator.page.goto("/studio/products");
  await expect(
    creator.page.getByRole("row").or(creator.page.getByRole("listitem")).filter({ hasText: JAR }).first(),
  ).toContainText("1 in stock");
});

test("a guest buys to the end, sees the order, and keeps it in an account", async ({ people }) => {
  const creator = await people.member("Mina Seo");
  const { shop } = await startSale(creator);
  const jar = await jars(creator, shop.id);
  const guest = await people.visitor("Ben Cho");
  const { page } = guest;
  await page.goto(`/products/${jar.id}`);
  await button(page, "Buy now").click();
  const sheet = page.getByRole("dialog", { name: "Delivery" });
  await expect(sheet).toContainText("₩45,000");
  await button(sheet, "Continue to payment").click();
  await expect(field(page, "Email")).toHaveAttribute("aria-invalid", "true");
  await field(page, "Email").fill(guest.email);
  await fillInAddress(page, "Ben Cho");
  await payWith(page, "4242 4242 4242 4242");
  const number = await expectPaid(page);
  await expect(page.getByRole("dialog", { name: "Thank you" })).toContainText(guest.email);

  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "See the order" }).click();
  const order = await opened;
  await expect(order.getByRole("heading", { name: `Order ${number}` })).toBeVisible();
  await order.close();
  await page.getByRole("link", { name: "Keep your orders in an account" }).click();
  await fillInSignUp(guest);
  await expect(page.getByRole("heading", { name: `Order ${number}` })).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByText(number)).toBeVisible();
});
