import { offer, startSale } from "@showdrop/local/sample-sale.ts";
import { Checkout, routes } from "@showdrop/shared";
import { expect, test } from "./test.ts";
import {
  answerBank,
  button,
  buy,
  cards,
  dropCard,
  expectPaid,
  field,
  fillInAddress,
  payWith,
} from "./verbs.ts";

test.use({ serverEnv: { PLATFORM_FEE_BASIS_POINTS: "500" } });
test.afterEach(({ people }) => people.leave());

test("a creator opens a payout account, is paid less the fee, and hears of a dispute; a kept card pays in one tap", async ({
  people,
  platform,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  await offer(creator, sale, { quantity: 5, perCustomer: 5 });

  const studio = creator.page;
  await studio.goto("/studio/payouts");
  await expect(studio.getByText("The operator keeps 5% of each sale")).toBeVisible();
  await expect(studio.getByText("No account", { exact: true })).toBeVisible();
  await button(studio, "Open an account").click();
  await button(studio, "Finish later").click();
  await expect(studio.getByText("Not complete", { exact: true })).toBeVisible();
  await expect(studio.getByText("A bank account", { exact: true })).toBeVisible();
  await button(studio, "Continue").click();
  await button(studio, "Tell everything").click();
  await expect(studio.getByText("Your sales are paid to you.")).toBeVisible();

  const ann = await people.member("Ann Lee", { on: "phone" });
  const { page } = ann;
  await page.goto(`/shows/${sale.show.id}`);
  await buy(page, sale.product.title);
  await fillInAddress(page, ann.name);
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/card-keeping") && answer.ok());
  await page.getByLabel("Save this card for next time").check();
  await kept;
  await payWith(page, cards.declines);
  await expect(page.getByRole("dialog")).toContainText("Your card was declined.");
  await payWith(page, cards.asksTheBank);
  await answerBank(page, "Complete");
  await expectPaid(page);
  await button(page, "Back to the show").click();

  // Whoever keeps an address and a card is asked for neither.
  const opened = page.waitForResponse((answer) => answer.url().endsWith("/checkout") && answer.ok());
  await button(dropCard(page, sale.product.title), "Buy").click();
  await expect(page.getByRole("dialog", { name: "Payment" })).toContainText("Held for you for");
  const { clientSecret } = Checkout.parse(await (await opened).json());
  await button(page, "Pay ₩12,000 with Visa ending in 3184").click();
  await answerBank(page, "Complete");
  const number = await expectPaid(page);

  await expect(async () => {
    await studio.reload();
    const sales = studio.getByText("Fees", { exact: true }).locator("..");
    await expect(sales).toContainText("₩1,200", { timeout: 2_000 });
  }).toPass();
  await expect(studio.getByText("₩24,000").first()).toBeVisible();

  const authorization = `Bearer ${platform.stripe.variables.STRIPE_SECRET_KEY}`;
  await fetch(`${platform.stripe.url}/_control/disputes`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({
      payment_intent: clientSecret.split("_secret_")[0],
      reason: "product_not_received",
    }),
  });
  await expect(studio.getByText(`Order ${number}: the buyer's bank asks for the money back`)).toBeVisible();
  await studio.reload();
  await expect(studio.getByText("The buyer says nothing arrived")).toBeVisible();
  await studio.getByRole("link", { name: `Order ${number}` }).click();
  await expect(studio.getByText("Needs an answer", { exact: true })).toBeVisible();

  await page.goto("/account/cards");
  await button(page, "Remove Visa ending in 3184").click();
  await button(page.getByRole("dialog"), "Remove").click();
  await expect(page.getByText("No saved cards")).toBeVisible();
});

test("a drop whose money is taken later is authorised, and the shop takes it on the order's page", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  await offer(creator, sale, { quantity: 1, perCustomer: 1, capture: "manual" });
  const ann = await people.member("Ann Lee");
  await ann.page.goto(`/shows/${sale.show.id}`);
  await buy(ann.page, sale.product.title);
  await fillInAddress(ann.page, ann.name);
  await payWith(ann.page, cards.pays);
  await expect(ann.page.getByRole("dialog", { name: "Thank you" })).toBeVisible();
  const [order] = (await ann.api.must(routes.listMyOrders, { query: { limit: 10 } })).items;
  expect(order?.status).toBe("authorised");
  const studio = creator.page;
  await studio.goto(`/orders/${order?.id}`);
  await expect(studio.getByText("Authorised", { exact: true })).toBeVisible();
  await button(studio, "Take the money").click();
  await expect(studio.getByText("Paid", { exact: true })).toBeVisible();
  await expect(field(studio, "Save this card for next time")).toHaveCount(0);
});
