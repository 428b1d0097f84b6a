import type { Locator, Page } from "@playwright/test";
import { joinTeam, offer, startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import type { Arrival, People } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, buy, cards, chatLog, expectPaid, field, fillInAddress, payWith, say } from "./verbs.ts";

test.use({ servers: 2 });
test.afterEach(({ people }) => people.leave());

/** A live show with its host, a moderator and a viewer on the first server, and a viewer with a phone on the second. */
const gather = async (people: People, second: string, more: Arrival = {}) => {
  const host = await people.member("Mina Seo");
  const sale = await startSale(host);
  const moderator = await people.member("Mo Derator");
  await joinTeam(host, sale, moderator, "moderator");
  const ann = await people.member("Ann Lee");
  const bob = await people.member("Bob Kim", { on: "phone", ...more });
  const path = `/shows/${sale.show.id}`;
  for (const { page } of [host, moderator, ann]) await page.goto(path);
  await bob.page.goto(new URL(path, second).href);
  for (const { page } of [host, moderator, ann, bob]) await expect(chatLog(page)).toBeVisible();
  return { host, moderator, ann, bob, sale, path };
};

const line = (page: Page, text: string): Locator =>
  chatLog(page).getByRole("listitem").filter({ hasText: text });
const input = (page: Page): Locator => page.getByRole("combobox", { name: "Say something…" });
const choose = async (page: Page, text: string, menu: RegExp, act: string) => {
  await line(page, text).hover();
  await button(line(page, text), menu).click();
  await page.getByRole("menuitem", { name: act }).click();
};

test("answers, mentions, emotes and hearts go from server to server", async ({ people, platform }) => {
  const { host, ann, bob } = await gather(people, platform.servers[1]?.url ?? "");

  const question = "Is it oven-proof? 전자레인지도 되나요?";
  await say(ann.page, question);
  // So low that the question is scrolled away by the time it is answered.
  await ann.page.setViewportSize({ width: 1280, height: 300 });
  for (const word of ["One", "by", "one", "please"]) await say(host.page, word);
  await choose(bob.page, "oven-proof", /^Message of Ann Lee/, "Reply");
  await say(bob.page, "Both are fine");
  const answer = line(ann.page, "Both are fine");
  await expect(answer).toContainText("Is it oven-proof?");
  const asked = chatLog(ann.page).getByText(question, { exact: true }).first();
  await expect(asked).not.toBeInViewport();
  await answer.getByRole("button", { name: /^In reply to Ann Lee/ }).click();
  await expect(asked).toBeInViewport();
  await expect(button(ann.page, "Newest messages")).toBeVisible();
  await say(host.page, "Next question");
  await button(ann.page, "1 new message").click();
  await expect(line(ann.page, "Next question")).toBeInViewport();

  await input(bob.page).pressSequentially("@Ann");
  await expect(bob.page.getByRole("option", { name: "Ann Lee" })).toBeVisible();
  await input(bob.page).press("Enter");
  await expect(input(bob.page)).toHaveValue("@Ann Lee ");
  await input(bob.page).pressSequentially("look at that");
  await button(bob.page, "Send message").click();
  const mention = line(ann.page, "look at that").getByText("@Ann Lee");
  await expect(mention).toBeVisible();
  expect(await mention.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(
    "rgba(0, 0, 0, 0)",
  );

  await host.page.goto("/studio/chat");
  await host.page.getByLabel("Picture", { exact: true }).setInputFiles({
    name: "moon.png",
    mimeType: "image/png",
    buffer: await host.page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } }),
  });
  await field(host.page, "Code").fill("moonjar");
  await button(host.page, "Add emote").click();
  await expect(host.page.getByText(":moonjar:", { exact: true })).toBeVisible();
  await bob.page.reload();
  await input(bob.page).pressSequentially("so :moo");
  await bob.page.getByRole("option", { name: ":moonjar:" }).click();
  await button(bob.page, "Send message").click();
  const emote = chatLog(ann.page).getByRole("img", { name: ":moonjar:" });
  await expect(emote).toBeVisible();
  expect(await emote.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  // On a phone it is there while somebody writes.
  await input(bob.page).click();
  await button(bob.page, "Emoji and emotes").click();
  const picker = bob.page.getByRole("dialog", { name: "Emoji and emotes" });
  await button(picker, "🔥").click();
  await button(picker, ":moonjar:").click();
  await bob.page.keyboard.press("Escape");
  await expect(input(bob.page)).toHaveValue("🔥:moonjar: ");
  await button(bob.page, "Send message").click();
  await expect(line(ann.page, "🔥").getByRole("img", { name: ":moonjar:" })).toBeVisible();

  for (let i = 0; i < 3; i++) await button(bob.page, /^Send a heart/).click();
  await expect(button(ann.page, "Send a heart. 3 hearts so far")).toBeVisible();
});

test("a pinned message stays on top through a reload, and a purchase makes a buyer", async ({
  people,
  platform,
}) => {
  const { host, moderator, ann, bob, sale } = await gather(people, platform.servers[1]?.url ?? "");
  await say(host.page, "Free shipping until midnight");
  await choose(moderator.page, "Free shipping", /^Moderate the message of Mina Seo/, "Pin on top");
  const pinned = (page: Page) => page.getByRole("region", { name: "Pinned message" });
  await expect(pinned(bob.page)).toContainText("Free shipping until midnight");
  await bob.page.reload();
  await expect(pinned(bob.page)).toContainText("Pinned by Mo Derator");
  await expect(button(pinned(bob.page), "Unpin")).toHaveCount(0);

  await offer(host, sale, { quantity: 1 });
  await expect(chatLog(bob.page)).toContainText(`${sale.product.title} is on sale now`);
  await buy(ann.page, sale.product.title);
  await ann.page.getByLabel("Name me in the chat when I buy").check();
  await fillInAddress(ann.page, ann.name);
  await payWith(ann.page, cards.pays);
  await expectPaid(ann.page);
  await expect(chatLog(bob.page)).toContainText(`Ann Lee bought ${sale.product.title}`);
  await expect(chatLog(bob.page)).toContainText(`${sale.product.title} is sold out`);
  await ann.page.reload();
  await say(ann.page, "It is mine");
  await expect(line(bob.page, "It is mine").getByRole("img", { name: "Bought here" })).toBeVisible();

  await button(pinned(moderator.page), "Unpin").click();
  await expect(pinned(bob.page)).toHaveCount(0);
});

test("the team writes by macro and finds what was said and deleted", async ({ people, platform }) => {
  const { moderator, ann, bob } = await gather(people, platform.servers[1]?.url ?? "");
  await say(ann.page, "달항아리는 얼마예요?");
  await say(bob.page, "a rude word about jars");
  await choose(moderator.page, "a rude word", /^Moderate the message of Bob Kim/, "Delete message");
  await expect(line(ann.page, "a rude word")).toHaveCount(0);

  const path = new URL(moderator.page.url()).pathname;
  await moderator.page.goto("/studio/chat");
  await field(moderator.page, "Name").first().fill("price");
  await field(moderator.page, "Text").fill("Every jar is ₩12,000 today.");
  await button(moderator.page, "Save text").click();
  await expect(moderator.page.getByText("/price", { exact: true })).toBeVisible();

  const found = moderator.page.getByRole("list", { name: "Messages" }).getByRole("listitem");
  await expect(found).toHaveCount(2);
  await field(moderator.page, "Words in the message").fill("JARS");
  await button(moderator.page, "Search").click();
  await expect(found).toHaveCount(1);
  await expect(found).toContainText("Deleted");
  await field(moderator.page, "Words in the message").fill("");
  await moderator.page.getByRole("search").getByLabel("Name").fill("ann");
  await button(moderator.page, "Search").click();
  await expect(found).toHaveText(/달항아리는 얼마예요/);

  await moderator.page.goto(path);
  await input(moderator.page).pressSequentially("/pri");
  await input(moderator.page).press("Enter");
  await button(moderator.page, "Send message").click();
  await expect(line(bob.page, "Every jar is ₩12,000 today.")).toContainText("Mod");
});

test("an address is text until the team opens links", async ({ people, platform }) => {
  const { moderator, ann, bob, sale } = await gather(people, platform.servers[1]?.url ?? "");
  await say(ann.page, "First https://example.com/one");
  await expect(line(bob.page, "https://example.com/one")).toBeVisible();
  await expect(chatLog(bob.page).getByRole("link")).toHaveCount(0);
  const params = { showId: sale.show.id };
  await moderator.api.must(routes.setChatModes, { params, body: { linksOpen: true } });
  await say(ann.page, "Then https://example.com/two");
  const link = chatLog(bob.page).getByRole("link", { name: "https://example.com/two" });
  await expect(link).toHaveAttribute("rel", "noopener nofollow ugc");
});

test("slow mode shows how long to wait, and the text waits too, through a reload", async ({
  people,
  platform,
}) => {
  const { moderator, ann, bob, sale } = await gather(people, platform.servers[1]?.url ?? "");
  const params = { showId: sale.show.id };
  await moderator.api.must(routes.setChatModes, { params, body: { slowSeconds: 20 } });
  await say(bob.page, "the first");
  await input(bob.page).fill("the second");
  await button(bob.page, "Send message").click();
  await expect(bob.page.getByRole("timer").first()).toBeVisible();
  await expect(input(bob.page)).toHaveValue("the second");
  await bob.page.reload();
  await expect(input(bob.page)).toHaveValue("the second");
  await expect(line(ann.page, "the second")).toHaveCount(0);
  await moderator.api.must(routes.setChatModes, { params, body: { slowSeconds: null } });
  await button(bob.page, "Send message").click();
  await expect(line(ann.page, "the second")).toHaveCount(1);
});

test("what was not sent is kept: through a reload and without a connection, and is sent once", async ({
  people,
  platform,
}) => {
  const { ann, bob } = await gather(people, platform.servers[1]?.url ?? "");
  await input(bob.page).fill("아직 보내지 않은 말");
  await bob.page.reload();
  await expect(input(bob.page)).toHaveValue("아직 보내지 않은 말");

  await platform.servers[1]?.kill();
  await button(bob.page, "Send message").click();
  await expect(bob.page.getByText("You are offline. Your message is kept here.")).toBeVisible();
  await platform.servers[1]?.start();
  await expect(bob.page.getByText("You are back. Send it when you like.")).toBeVisible();
  await expect(line(ann.page, "아직 보내지 않은 말")).toHaveCount(0);
  await button(bob.page, "Send message").click();
  await expect(input(bob.page)).toHaveValue("");
  await expect(line(ann.page, "아직 보내지 않은 말")).toHaveCount(1);
});
