import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import type { Platform } from "@showdrop/local/platform.ts";
import { startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import type { People } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, chatLog, field, say } from "./verbs.ts";

test.use({ servers: 2 });
test.describe.configure({ timeout: 180_000 });
test.afterEach(({ people }) => people.leave());

/** The same page as the second server gives it; its hub is that server's. */
const onSecond = ({ servers }: Platform, path: string): string => new URL(path, servers[1]?.url).href;

/** A host in the live studio, a viewer with a phone on the first server, and one at a desk on the second. */
const liveShow = async (people: People, platform: Platform) => {
  const host = await people.member("Mina Seo");
  const sale = await startSale(host);
  const path = `/shows/${sale.show.id}`;
  const ann = await people.member("Ann Lee", { on: "phone" });
  const bob = await people.member("Bob Kim");
  await host.page.goto(`/studio${path}`);
  await ann.page.goto(path);
  await bob.page.goto(onSecond(platform, path));
  await host.page.getByRole("tab", { name: "Ask" }).click();
  return { host, ann, bob, sale };
};

const openQuestions = async (page: Page) => {
  await button(page, /^\d* ?[Qq]uestions?$/).click();
  return page.getByRole("dialog", { name: "Questions" });
};
const onScreen = (page: Page, name: string) =>
  page.getByRole("figure").filter({ hasText: `Question from ${name}` });

test("questions are asked, wanted by others, shown over the video for everybody, and answered", async ({
  people,
  platform,
}) => {
  const { host, ann, bob, sale } = await liveShow(people, platform);
  await say(ann.page, "Is it dishwasher safe?");
  await say(bob.page, "so pretty");
  await expect(chatLog(bob.page)).toContainText("Is it dishwasher safe?");

  const queue = await openQuestions(bob.page);
  await field(queue, "Your question").fill("배송은 언제 되나요");
  await button(queue, "Ask").click();
  await expect(queue.getByRole("listitem")).toHaveCount(2);
  const want = button(queue, /^I want to know this too: Is it dishwasher safe\?/);
  await want.click();
  await expect(want).toHaveAttribute("aria-pressed", "true");
  await expect(want).toContainText("1");
  await expectAccessible(bob.page, "bob");

  const asked = host.page.getByRole("region", { name: "Questions" });
  const rows = asked.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Is it dishwasher safe?");
  await expect(rows.first()).toContainText("1");
  // Taken back and given again, it is still one vote.
  await want.click();
  await expect(rows.first().getByRole("button", { name: /0 votes/ })).toBeVisible();
  await want.click();
  await expect(rows.first().getByRole("button", { name: /1 vote\b/ })).toBeVisible();
  await button(bob.page.getByRole("dialog"), "Close").click();

  await button(rows.first(), "Show over the video: Is it dishwasher safe?").click();
  for (const { page } of [ann, bob]) await expect(onScreen(page, "Ann Lee")).toContainText("dishwasher");
  // On a phone it lies in the lower third, above what is on sale and what one writes.
  const box = await onScreen(ann.page, "Ann Lee").boundingBox();
  expect(box?.y).toBeGreaterThan(844 / 2);
  await expectAccessible(ann.page, "ann");

  await button(asked, "Show over the video: 배송은 언제 되나요").click();
  for (const { page } of [ann, bob]) {
    await expect(onScreen(page, "Bob Kim")).toBeVisible();
    await expect(onScreen(page, "Ann Lee")).toHaveCount(0);
  }
  await button(asked, "Mark as answered: 배송은 언제 되나요").click();
  for (const { page } of [ann, bob]) await expect(onScreen(page, "Bob Kim")).toHaveCount(0);
  await expect(rows).toHaveCount(1);
  await button(asked, "Put back").click();
  await expect(rows).toHaveCount(2);
  await button(asked, "Mark as answered: 배송은 언제 되나요").click();
  await expect(rows).toHaveCount(1);
  const { items } = await host.api.must(routes.listMoments, { params: { showId: sale.show.id } });
  expect(items).toMatchObject([{ kind: "question", title: "배송은 언제 되나요" }]);

  // What is taken out of chat is taken off the video, too.
  await button(asked, "Show over the video: Is it dishwasher safe?").click();
  await expect(onScreen(bob.page, "Ann Lee")).toBeVisible();
  const [question] = (
    await host.api.must(routes.searchMessages, { params: { shopId: sale.shop.id } })
  ).items.filter(({ text }) => text === "Is it dishwasher safe?");
  const params = { showId: sale.show.id, messageId: question?.id ?? "" };
  await host.api.must(routes.deleteMessage, { params });
  for (const { page } of [ann, bob]) await expect(onScreen(page, "Ann Lee")).toHaveCount(0);
  await expect(rows).toHaveCount(0);
});

test("a poll is asked, answered on both servers, changed, and closed with its result on every page", async ({
  people,
  platform,
}) => {
  const { host, ann, bob } = await liveShow(people, platform);
  const form = host.page.getByRole("form", { name: "New poll" });
  await button(form, "Start the poll").click();
  await expect(field(form, "Question")).toHaveAttribute("aria-invalid", "true");
  await field(form, "Question").fill("Which glaze next?");
  await field(form, "Answer 1").fill("Moss");
  await field(form, "Answer 2").fill("Ash");
  await button(form, "Add an answer").click();
  await field(form, "Answer 3").fill("Celadon");
  await field(form, "Closes").selectOption("hand");
  await button(form, "Start the poll").click();

  const pollOf = (page: Page) => page.getByRole("region", { name: "Poll" });
  await button(pollOf(ann.page), /^Vote for Moss\./).click();
  // On a phone it makes itself small once one has voted.
  await button(pollOf(ann.page), "Show the poll").click();
  await button(pollOf(bob.page), /^Vote for Moss\./).click();
  await expect(button(pollOf(ann.page), /^Vote for Moss\..* 100 percent, 2 votes/)).toBeVisible();
  await button(pollOf(bob.page), /^Vote for Celadon\./).click();
  for (const { page } of [ann, bob])
    await expect(button(pollOf(page), /^Vote for Celadon\..* 50 percent, 1 vote\b/)).toBeVisible();
  await expect(button(pollOf(bob.page), /^Vote for Celadon\./)).toHaveAttribute("aria-pressed", "true");
  // Whoever comes back finds their vote.
  await bob.page.reload();
  await expect(button(pollOf(bob.page), /^Vote for Celadon\./)).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(ann.page, "ann");

  await button(pollOf(host.page), "Close the poll").click();
  for (const { page } of [ann, bob]) {
    await expect(pollOf(page)).toContainText("2 votes · Closed");
    await expect(button(pollOf(page), /^Vote for/)).toHaveCount(0);
  }
  await expect(pollOf(host.page).getByText("Celadon: 50 percent, 1 vote", { exact: true })).toBeAttached();
});

test("a giveaway is entered with one tap, drawn, checked by a viewer and by the script, and drawn again", async ({
  people,
  platform,
}) => {
  const { host, ann, bob, sale } = await liveShow(people, platform);
  const form = host.page.getByRole("form", { name: "New giveaway" });
  await field(form, "What you give away").fill("A moon jar");
  await field(form, "Draw").selectOption("hand");
  await button(form, "Open the giveaway").click();

  const giveawayOf = (page: Page) => page.getByRole("region", { name: "Giveaway" });
  for (const { page } of [ann, bob]) {
    await button(giveawayOf(page), "Enter the giveaway: A moon jar").click();
    await expect(giveawayOf(page)).toContainText("You are in");
  }
  for (const { page } of [ann, bob, host]) await expect(giveawayOf(page)).toContainText("2 entered");
  await expectAccessible(ann.page, "ann");
  await expectAccessible(host.page, "host");

  await button(giveawayOf(host.page), "Draw now").click();
  await button(host.page.getByRole("dialog", { name: "Draw now?" }), "Draw now").click();
  const drawn = giveawayOf(host.page).getByRole("listitem");
  await expect(drawn).toHaveCount(1);
  const annWon = (await drawn.innerText()).includes("Ann Lee");
  const [winner, other] = annWon ? [ann, bob] : [bob, ann];
  await expect(giveawayOf(winner.page)).toContainText("You won: A moon jar");
  await expect(giveawayOf(other.page)).toContainText(`Winner: ${winner.name}`);

  await button(giveawayOf(other.page), "Check the draw").click();
  const proof = other.page.getByRole("dialog", { name: "Check the draw" });
  await expect(proof).toContainText("This draw is as it should be.");
  await expect(proof.getByRole("img", { name: "Right" })).toHaveCount(5);
  await expect(proof.getByRole("img", { name: "Wrong" })).toHaveCount(0);
  await expectAccessible(other.page, "other");
  const entrant = await proof.getByRole("definition").last().innerText();
  const link = await proof.getByRole("link", { name: "The proof as a file" }).getAttribute("href");
  const address = new URL(link ?? "", platform.url).href;
  const script = new URL("../../scripts/verify-draw.mjs", import.meta.url).pathname;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [script, address, "--entrant", entrant]);
  expect(stdout).toContain("This draw is as it should be: 2 entries, 1 won.");
  await button(proof, "Close").click();

  await button(giveawayOf(host.page), `Draw another winner instead of ${winner.name}`).click();
  const again = host.page.getByRole("dialog", { name: "Draw another winner?" });
  await field(again, "Reason").fill("has left the show");
  await button(again, "Draw another").click();
  await expect(giveawayOf(other.page)).toContainText("You won: A moon jar");
  await expect(giveawayOf(winner.page)).toContainText(`Winner: ${other.name}`);
  const { stdout: redrawn } = await run(process.execPath, [script, address]);
  expect(redrawn).toContain("2 entries, 1 won");
  expect(sale.show.id).toBeTruthy();
});
