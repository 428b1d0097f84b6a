import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { offer, startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expect, test } from "./test.ts";
import { button, buy, dropCard } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

const run = promisify(execFile);
const verifier = new URL("../../scripts/verify-draw.mjs", import.meta.url).pathname;

test("a hold that lapses is offered to the next in line, who may be looking elsewhere, and whoever lets it pass lets the next have it", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const { id: dropId } = await offer(creator, sale, { quantity: 1, holdSeconds: 15 });
  const [ann, bob, cho] = await Promise.all([
    people.member("Ann Lee"),
    people.member("Bob Kim", { on: "phone" }),
    people.member("Cho Han"),
  ]);
  for (const { page } of [ann, bob, cho]) await page.goto(`/shows/${sale.show.id}`);
  await buy(ann.page, title);

  await button(dropCard(bob.page, title), "Join the line").click();
  await expect(button(dropCard(bob.page, title), "Leave the line")).toBeVisible();
  await button(dropCard(cho.page, title), "Join the line").click();
  await expect(dropCard(cho.page, title)).toContainText("1 person is before you in line.");

  // Ann's time is over; the unit is never on sale in between.
  await expect(button(dropCard(bob.page, title), /^Take it · /)).toBeVisible({ timeout: 60_000 });
  await expect(dropCard(cho.page, title)).toContainText("You are next in line.");
  await expect(button(dropCard(ann.page, title), "Join the line")).toBeVisible();

  const holds = await bob.api.must(routes.listMyHolds, { params: { showId: sale.show.id } });
  const offered = holds.items.find(({ status }) => status === "active");
  await bob.api.must(routes.releaseHold, { params: { holdId: offered?.id ?? "" } });
  const take = button(dropCard(cho.page, title), /^Take it · /);
  await expect(take).toBeVisible();
  await expect(dropCard(cho.page, title)).toContainText("It is your turn");
  await take.click();
  await expect(cho.page.getByRole("dialog", { name: "Delivery" })).toBeVisible();

  await button(ann.page, "Back to the show").click();
  await button(dropCard(ann.page, title), "Receipts").click();
  const receipts = ann.page.getByRole("dialog", { name: "Receipts of this drop" });
  await expect(receipts).toContainText("1 put in = 0 available + 1 held + 0 sold");
  await expect(receipts.getByRole("listitem").filter({ hasText: "1 offered by turn" })).toHaveCount(2);
  const { stock } = await ann.api.must(routes.readReceipts, { params: { dropId } });
  expect(stock).toEqual({ allocated: 1, available: 0, held: 1, sold: 0 });
});

test("a fair start serves by lot, as a script that knows nothing of the server finds too", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const drop = await offer(creator, sale, {
    quantity: 2,
    fairStart: true,
    opensAt: new Date(Date.now() + 20_000).toISOString(),
  });
  const variantId = drop.pools[0]?.variant.id ?? "";
  const params = { dropId: drop.id };
  const ann = await people.member("Ann Lee", { on: "phone" });
  await ann.page.goto(`/shows/${sale.show.id}`);
  await button(dropCard(ann.page, title), "Join the draw").click();
  await expect(dropCard(ann.page, title)).toContainText("You are in the draw.");
  for (let i = 0; i < 5; i++)
    await (await people.caller(`Buyer ${i + 1}`)).must(routes.joinLine, {
      params,
      body: { variantId, quantity: 1 },
    });

  const seen = async () => (await ann.api.call(routes.readDropDraw, { params })).ok;
  await expect.poll(seen, { timeout: 60_000 }).toBe(true);
  const mine = await ann.api.must(routes.listMyHolds, { params: { showId: sale.show.id } });
  const waits = await ann.api.must(routes.listMyWaits, { params: { showId: sale.show.id } });
  const entry = mine.items[0]?.entry ?? waits.items[0]?.entry ?? "";
  const { origin } = new URL(ann.page.url());
  const found = await run(process.execPath, [
    ...[
      verifier,
      `${origin}/api/drops/${drop.id}/draw`,
      "--receipts",
      `${origin}/api/drops/${drop.id}/receipts`,
    ],
    ...["--commit", drop.fairStart?.commit ?? "", "--entrant", entry],
  ]);
  expect(found.stdout).toContain("6 entries, served in the order that the seed gives.");
  expect(found.stdout).toContain("of 6.");
});
