import { offer, prepareSale, startSale } from "@showdrop/local/sample-sale.ts";
import { press, turnTo, write } from "./keyboard.ts";
import { PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, cards, chatLog, dropCard, expectPaid, field } from "./verbs.ts";

// The moderator's journey by keyboard is the first test of moderation.spec.ts.
test.afterEach(({ people }) => people.leave());

test("a viewer signs up, finds a show, chats and buys without ever touching a mouse", async ({ people }) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const ann = await people.visitor("Ann Lee");
  const { page } = ann;

  await page.goto("/");
  await press(page, page.getByRole("link", { name: "Sign in" }).first());
  await expect(page.getByRole("main")).toBeFocused();
  await press(page, page.getByRole("link", { name: "Create an account" }));
  await write(page, field(page, "Your name"), ann.name);
  await write(page, field(page, "Email"), ann.email);
  await write(page, field(page, "Password"), PASSWORD);
  await page.keyboard.press("Enter");
  await expect(button(page, `Signed in as ${ann.name}`)).toBeVisible();

  // Shows of other tests have this name too.
  await press(page, page.locator(`main a[href="/shows/${sale.show.id}"]`).first());
  await expect(page).toHaveURL(`/shows/${sale.show.id}`);
  await write(page, field(page, "Say something…"), "Hello from my keyboard");
  await page.keyboard.press("Enter");
  await expect(chatLog(page)).toContainText("Hello from my keyboard");

  await offer(creator, sale, { quantity: 3, perCustomer: 2 });
  const told = page.getByRole("status").filter({ hasText: `${title} is on sale now.` });
  await expect(told).toBeAttached();
  await press(page, button(dropCard(page, title), "Buy"));
  const sheet = page.getByRole("dialog", { name: "Delivery" });
  await expect(sheet).toContainText("Held for you for");
  await expect(page.getByRole("status").filter({ hasText: `${title} is held for you.` })).toBeAttached();

  await write(page, field(page, "Recipient"), ann.name);
  await write(page, field(page, "Phone"), "+82 10 1234 5678");
  await write(page, field(page, "Country"), "South Korea");
  await write(page, field(page, "Postal code"), "03145");
  await write(page, field(page, "Road address"), "12 Insadong-gil, Jongno-gu, Seoul");
  await press(page, button(page, "Continue to payment"));
  await write(page, field(page, "Card number"), cards.pays);
  await write(page, field(page, "Expiry"), "12 / 39");
  await write(page, field(page, "CVC"), "123");
  await press(page, button(page, /^Pay [₩$]/));
  const number = await expectPaid(page);

  // What closes gives the focus back: somewhere on the page, not to nobody.
  await press(page, button(page, "Back to the show"));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await page.goto("/orders");
  await press(page, page.getByRole("link").filter({ hasText: title }).first());
  await expect(page.getByRole("heading", { name: `Order ${number}` })).toBeVisible();
});

test("a creator schedules a show, goes live, pins, sells and ends without ever touching a mouse", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo", { camera: true });
  const { product } = await prepareSale(creator);
  const { page } = creator;
  await page.goto("/studio/shows");
  await press(page, button(page, "Schedule a show").first());
  const form = page.getByRole("dialog", { name: "Schedule a show" });
  await write(page, field(form, "Title"), "By keyboard");
  await press(page, button(form, "Schedule"));
  await expect(form).toHaveCount(0);
  const row = page.getByRole("listitem").filter({ hasText: "By keyboard" });
  await press(page, row.getByRole("link", { name: "Open live page" }));
  await press(page, button(page, "Allow camera and microphone"));
  await expect(field(page, "Your own picture, mirrored")).toBeVisible();
  await press(page, button(page, "Go live"));
  await expect(button(page, "End show")).toBeVisible();

  await turnTo(page, "Products");
  await press(page, button(page, `Show ${product.title} over the video`));
  await expect(page.getByText("1 of 3 places over the video are taken.")).toBeVisible();

  await turnTo(page, "Drops");
  await press(page, button(page, "New drop"));
  await write(page, field(page, "Units"), "3");
  await write(page, field(page, "Opens"), "In 5 minutes");
  await press(page, button(page, "Create drop"));
  // Nothing goes on sale before the question with its numbers is answered.
  await press(page, button(page, "Open now"));
  const opening = page.getByRole("dialog", { name: `Open ${product.title} now?` });
  await expect(opening).toContainText("3 units go on sale at once");
  await press(page, button(opening, "Open now"));
  await expect(opening).toHaveCount(0);
  await expect(page.getByText("3 available · 0 held · 0 sold")).toBeVisible();
  await expect(button(page, "Open now")).toHaveCount(0);

  await press(page, button(page, "End show"));
  const ask = page.getByRole("dialog", { name: "End the show?" });
  await press(page, button(ask, "End show"));
  await expect(page.getByRole("heading", { name: "This show has ended" })).toBeVisible();
});
