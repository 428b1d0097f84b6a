// Every moment of a show that a viewer lives through, and where it is shown:
//
//   before the opening, ready to buy   here, 1; cards    30 s left, the hold's end   here, 2
//   the start: held                    journey 7b, 8a    payment failed              journey 8a
//   the start: in line                 drops             the stream is interrupted   network, nodes
//   the start: missed, all held        journey 7b        sold out, something similar here, 3
//   low stock                          here, 2           the show's end              here, 3
//   the replay                         replay            the view, its keys          here, 4
import type { Locator, Page } from "@playwright/test";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { offer, prepareSale, startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, buy, cards, chatLog, dropCard, expectPaid, field, fillInAddress, payWith } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

declare global {
  interface Window {
    said?: string[];
  }
}

/** Begins to note what a page announces. Ask before the page is opened. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const said: string[] = [];
    window.said = said;
    new MutationObserver(() => {
      const text = document.querySelector("[data-announcer]")?.textContent ?? "";
      if (text !== "" && said.at(-1) !== text) said.push(text);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
const announced = (page: Page): Promise<string[]> => page.evaluate(() => window.said ?? []);

const ready = (page: Page): Locator => page.getByRole("region", { name: "Ready to buy?" });

test("1. before the opening one sees when it begins, and makes oneself ready without leaving the show", async ({
  people,
  platform,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await prepareSale(creator);
  const ann = await people.visitor("Ann Lee", { on: "phone" });
  const { page, email } = ann;
  const body = { displayName: ann.name, email, password: PASSWORD };
  await createApiClient(platform.url).must(routes.signUp, { body });
  await page.goto(`/shows/${sale.show.id}`);
  await expect(page.getByRole("timer")).toContainText(/^(1:00:00|5\d:\d\d)$/);
  await expect(ready(page).getByRole("img", { name: "Not yet" })).toHaveCount(3);

  await button(ready(page), "Sign in").click();
  const door = page.getByRole("dialog", { name: "Welcome back" });
  await field(door, "Email").fill(email);
  await field(door, "Password").fill(PASSWORD);
  await button(door, "Sign in").click();
  await expect(ready(page)).toContainText("Signed in");

  await button(ready(page), "Add one").click();
  const form = page.getByRole("dialog", { name: "Add an address" });
  await field(form, "Recipient").fill(ann.name);
  await field(form, "Phone").fill("+82 10 1234 5678");
  await field(form, "Country").selectOption("KR");
  await field(form, "Postal code").fill("03145");
  await field(form, "Road address").fill("12 Insadong-gil, Jongno-gu, Seoul");
  await button(form, "Save address").click();
  await expect(ready(page)).toContainText("Your address is kept");
  await expect(ready(page)).toContainText("No card kept");
  expect(new URL(page.url()).pathname).toBe(`/shows/${sale.show.id}`);

  // It becomes live by itself.
  await creator.api.must(routes.startShow, { params: { showId: sale.show.id } });
  await expect(ready(page)).toHaveCount(0);
  await expect(chatLog(page)).toBeVisible();
});

test("2. a hold is announced, its last 30 seconds once, and its end; meanwhile the others see how few are left", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const [ann, bob] = await Promise.all([people.member("Ann Lee", { on: "phone" }), people.member("Bob Kim")]);
  await Promise.all([listen(ann.page), listen(bob.page)]);
  for (const { page } of [ann, bob]) await page.goto(`/shows/${sale.show.id}`);
  await expect(chatLog(bob.page)).toBeVisible();
  const opensAt = new Date(Date.now() + 4_000).toISOString();
  await offer(creator, sale, { quantity: 4, holdSeconds: 34, opensAt });
  await buy(ann.page, title);
  const picture = dropCard(bob.page, title).getByText("3 left", { exact: true });
  await expect(picture).toBeVisible();
  const sheet = ann.page.getByRole("dialog");
  await expect(sheet.getByRole("timer")).toContainText(/0:(2\d|30)/);
  await expect(ann.page.getByRole("dialog", { name: "Time is over" })).toContainText("Your hold has ended", {
    timeout: 60_000,
  });
  await expect(picture).toHaveCount(0);
  expect(await announced(ann.page)).toEqual([
    `${title} is on sale now.`,
    `${title} is held for you.`,
    `30 seconds left to pay for ${title}.`,
    `Your time for ${title} is over.`,
  ]);
  expect(await announced(bob.page)).toEqual([`${title} is on sale now.`]);
});

test("3. what is sold out is so for everybody at once, and leads on; the end says thank you", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const params = { shopId: sale.shop.id };
  const price = { amount: 13_000, currency: "KRW" } as const;
  await creator.api.must(routes.createProduct, {
    params,
    body: { title: "Moon jar", currency: "KRW", variants: [{ name: "White", price, stock: 3 }] },
  });
  await creator.api.must(routes.scheduleShow, {
    params,
    body: { title: "Second firing", startsAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  await offer(creator, sale, { quantity: 1 });
  const [ann, bob] = await Promise.all([people.member("Ann Lee", { on: "phone" }), people.member("Bob Kim")]);
  await listen(ann.page);
  for (const { page } of [ann, bob]) await page.goto(`/shows/${sale.show.id}`);
  await expect(button(dropCard(ann.page, title), "Buy")).toBeVisible();
  await buy(bob.page, title);
  await fillInAddress(bob.page, bob.name);
  await payWith(bob.page, cards.pays);
  const number = await expectPaid(bob.page);

  const gone = dropCard(ann.page, title);
  await expect(gone.getByText("Sold out", { exact: true }).first()).toBeVisible();
  await expect(button(gone, "Buy")).toHaveCount(0);
  await expect(button(gone, "Join the line")).toBeVisible();
  expect(await announced(ann.page)).toContain(`${title} is sold out.`);
  await button(gone, "Something similar").click();
  const similar = ann.page.getByRole("dialog", { name: "Something similar" });
  await expect(similar.getByRole("listitem")).toHaveCount(1);
  await expect(similar.getByRole("listitem")).toContainText("Moon jar");
  await button(similar, "Buy now").click();
  await expect(ann.page.getByRole("dialog", { name: "Delivery" })).toContainText("Moon jar");

  await creator.api.must(routes.endShow, { params: { showId: sale.show.id } });
  const { page } = bob;
  await expect(page.getByRole("heading", { name: "This show has ended" })).toBeVisible();
  await expect(page.getByText("Thank you for watching")).toBeVisible();
  const mine = page.getByRole("link", { name: new RegExp(number) });
  await expect(mine).toContainText(title);
  await expect(button(page, `Follow ${sale.shop.name}`).last()).toBeVisible();
  await expect(page.getByRole("link", { name: /Second firing/ })).toBeVisible();
  await button(page, "Remind me of Second firing").click();
  await expect(button(page, "No reminder of Second firing")).toBeVisible();
});

/** A finger that goes sideways over the video. */
const swipe = async (page: Page, from: number, to: number): Promise<void> => {
  const main = page.getByRole("main");
  const at = (x: number) => ({
    pointerType: "touch",
    isPrimary: true,
    bubbles: true,
    clientX: x,
    clientY: 300,
  });
  await main.dispatchEvent("pointerdown", at(from));
  await main.dispatchEvent("pointerup", at(to));
};

test("4. a swipe or a button leaves the video alone; a desktop's keys do the same as its buttons, and none while one types", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  await offer(creator, sale, { quantity: 2 });
  const ann = await people.member("Ann Lee", { on: "phone" });
  await ann.page.goto(`/shows/${sale.show.id}`);
  await expect(chatLog(ann.page)).toBeVisible();
  await swipe(ann.page, 60, 300);
  await expect(chatLog(ann.page)).toHaveCount(0);
  await expect(dropCard(ann.page, sale.product.title)).toHaveCount(0);
  await expect(ann.page.getByRole("link", { name: "Leave the show" })).toHaveCount(0);
  await swipe(ann.page, 300, 60);
  await expect(chatLog(ann.page)).toBeVisible();
  await button(ann.page, "Hide everything but the video").press("Enter");
  await button(ann.page, "Show chat and products again").press("Enter");
  await expect(dropCard(ann.page, sale.product.title)).toBeVisible();

  const bob = await people.member("Bob Kim");
  const { page } = bob;
  await bob.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/shows/${sale.show.id}`);
  const shelf = page.getByRole("complementary", { name: "Products and drops" });
  await expect(shelf).toBeVisible();
  await page.keyboard.press("t");
  await expect(shelf).toHaveCount(0);
  await expect(chatLog(page)).toBeVisible();
  await page.keyboard.press("/");
  const input = field(page, "Say something…");
  await expect(input).toBeFocused();
  await page.keyboard.type("t?f");
  await expect(input).toHaveValue("t?f");
  await expect(shelf).toHaveCount(0);
  await input.fill("");
  await input.blur();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Theatre: products hidden or shown");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
  await page.keyboard.press("t");
  await expect(shelf).toBeVisible();

  await button(page, "Share this show").click();
  await expect(page.getByText("The link is copied.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`${new URL(page.url()).origin}/shows/${sale.show.id}`);
});
