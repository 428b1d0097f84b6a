import { offer, prepareSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import { press, tabTo, write } from "./keyboard.ts";
import { expect, test } from "./test.ts";
import {
  answerBank,
  bankPage,
  button,
  cards,
  chatLog,
  dropCard,
  expectPaid,
  field,
  keepCard,
} from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

const address = {
  ...{ name: "Ann Lee", phone: "+82 10 1234 5678", country: "KR", postalCode: "03145", region: "" },
  ...{ city: "Seoul", line1: "12 Insadong-gil, Jongno-gu", line2: "" },
};

test("1. a card kept before the show, without a charge, buys with one press when the drop opens", async ({
  people,
  platform,
}) => {
  const { url, variables } = platform.stripe;
  const charges = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${variables.STRIPE_SECRET_KEY}` };
    return (await fetch(`${url}/v1/charges?limit=100`, { headers })).text();
  };
  const creator = await people.member("Mina Seo");
  const sale = await prepareSale(creator);
  const ann = await people.member("Ann Lee", { on: "phone" });
  const { page } = ann;
  await ann.api.must(routes.addAddress, { body: { address } });
  const before = await charges();
  await page.goto(`/shows/${sale.show.id}`);
  const ready = page.getByRole("region", { name: "Ready to buy?" });
  await expect(ready).toContainText("No card kept");
  await button(ready, "Add a card").click();
  const form = page.getByRole("dialog", { name: "Add a card" });
  await expect(form).toContainText("Nothing is charged now.");
  await expect(button(page, "Save card")).toBeVisible();
  await expectAccessible(page, "the form for a card");
  await keepCard(page, cards.declines);
  await expect(form).toContainText("Your card was declined.");
  // Another one, with the keyboard alone; it closes and opens again where it was left.
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
  await expect(button(ready, "Add a card")).toBeFocused();
  await press(page, button(ready, "Add a card"));
  await write(page, field(form, "Card number"), cards.pays);
  await write(page, field(form, "Expiry"), "12 / 39");
  await write(page, field(form, "CVC"), "123");
  await tabTo(page, button(form, "Save card"));
  await page.keyboard.press("Enter");
  await expect(form).toHaveCount(0);
  await expect(ready).toContainText("Visa •••• 4242");
  await expect(ready).toContainText("You are ready: one press buys.");
  await expectAccessible(page, "somebody who is ready");
  expect(await charges()).toBe(before);
  expect(before).toContain('"object": "list"');

  await creator.api.must(routes.startShow, { params: { showId: sale.show.id } });
  await expect(chatLog(page)).toBeVisible();
  await offer(creator, sale, { quantity: 3 });
  await button(dropCard(page, sale.product.title), "Buy").click();
  await button(page, "Pay ₩12,000 with Visa ending in 4242").click();
  await expectPaid(page);
});

test("2. the account keeps a card whose bank asks, and lets it go; its form speaks Korean too", async ({
  people,
}) => {
  const bob = await people.member("Bob Kim");
  const { page } = bob;
  await page.goto("/account/cards");
  await expect(page.getByText("No saved cards")).toBeVisible();
  await button(page, "Add a card").click();
  const form = page.getByRole("dialog", { name: "Add a card" });
  await keepCard(page, cards.asksTheBank);
  await answerBank(page, "Fail");
  await expect(form).toContainText("could not confirm that it is you");
  await keepCard(page, cards.asksTheBank);
  await expect(bankPage(page).getByText("Nothing is charged.")).toBeVisible();
  await answerBank(page, "Complete");
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: "Visa ending in 3184" })).toContainText(
    "12/2039",
  );
  await expectAccessible(page, "the account's cards");
  await button(page, "Remove Visa ending in 3184").click();
  await button(page.getByRole("dialog"), "Remove").click();
  await expect(page.getByText("No saved cards")).toBeVisible();

  await page.evaluate(() => localStorage.setItem("showdrop.language", "ko"));
  await page.reload();
  await button(page, "카드 추가").click();
  const korean = page.getByRole("dialog", { name: "카드 추가" });
  await expect(korean).toContainText("지금은 아무것도 결제되지 않습니다.");
  await expect(button(korean, "카드 저장")).toBeVisible();
  await expectAccessible(page, "the form for a card, in Korean");
});
