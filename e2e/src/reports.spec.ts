import type { Locator, Page } from "@playwright/test";
import { joinTeam, offer, startSale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./test.ts";
import { button, buy, cards, dropCard, expectPaid, fillInAddress, payWith, say } from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

/** Milliseconds until what happened in a show is in its report: it is written down within seconds, and asked for as often. */
const SOON = { timeout: 45_000 };

/** The part of a report under a heading. */
const part = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

/** A figure by its name. */
const figure = (page: Page, name: string): Locator =>
  page
    .locator("dl > div")
    .filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) })
    .locator("dd")
    .first();

/** The rows of a table, cell by cell, as they are read. */
const rowsOf = (table: Locator): Promise<string[][]> =>
  table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
    );

/** A file of a page's links, its heading left out. */
const csvOf = async (page: Page, table: string): Promise<string[][]> => {
  const href = await page.getByRole("link", { name: `Download as CSV: ${table}` }).getAttribute("href");
  const answer = await page.request.get(href ?? "");
  expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  const text = await answer.text();
  expect(text.startsWith("\uFEFF")).toBe(true);
  return text
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
};

const won = (text: string): string => text.replaceAll(/[₩,]/g, "");

test("a show's report tells what happened, while it happens and after, and its shop's adds up", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const { page: studio } = creator;
  const sale = await startSale(creator);
  const { shop, show, product } = sale;

  await studio.goto(`/studio/shows/${show.id}/report`);
  await expect(studio.getByRole("heading", { name: show.title })).toBeVisible();
  await expect(figure(studio, "Viewers")).toHaveText("0");

  const drop = await offer(creator, sale, { quantity: 5 });
  // One comes by a campaign and buys, one from the home page, looks into the bag and leaves.
  const ann = await people.member("Ann Lee");
  await ann.page.goto(`/shows/${show.id}?utm_source=Instagram&utm_medium=story`);
  const ben = await people.visitor("Ben Roth", { on: "phone" });
  await ben.page.goto("/");
  await ben.page.locator(`a[href="/shows/${show.id}"]`).first().click();
  await expect(dropCard(ben.page, product.title)).toBeVisible();
  await button(ben.page, /^(Bag|Open the bag)/)
    .first()
    .click();
  await say(ann.page, "What a glaze!");
  await ann.api.must(routes.follow, {
    params: { kind: "shop", id: shop.id },
    body: { timeZone: "Asia/Seoul", locale: "en" },
  });
  await buy(ann.page, product.title);
  await fillInAddress(ann.page, "Ann Lee");
  await payWith(ann.page, cards.pays);
  await expectPaid(ann.page);

  // It is renewed by itself.
  await expect(figure(studio, "Viewers")).toHaveText("2", SOON);
  await expect(figure(studio, "Revenue")).toHaveText("₩12,000", SOON);
  await expect(figure(studio, "Most at once")).toHaveText("2", SOON);
  await expect(figure(studio, "New followers")).toHaveText("1");
  await expect(figure(studio, "Orders")).toHaveText("1");
  const steps = part(studio, "From seeing to paying").getByRole("listitem");
  await expect(steps).toHaveCount(4);
  for (const [i, count] of [
    /^Saw.*2$/,
    /^Opened.*2(100% of the step before)?$/,
    /^Held.*1/,
    /^Paid.*1/,
  ].entries())
    await expect(steps.nth(i)).toHaveText(count, SOON);
  const sources = part(studio, "Where people came from");
  await expect(sources).toContainText("Campaign instagram, story");
  await expect(sources).toContainText("Home page");
  await expect(part(studio, "Viewers over time").locator("canvas")).toBeVisible(SOON);
  await expectAccessible(studio, "the report of a live show");

  await ben.page.close();
  await creator.api.must(routes.endShow, { params: { showId: show.id } });
  await studio.goto("/studio/shows");
  await studio.getByRole("link", { name: `Report of ${show.title}` }).click();
  await expect(figure(studio, "Viewers")).toHaveText("2");
  await expect(figure(studio, "Watched in all")).not.toHaveText("0s");
  await expect(studio.getByText("It goes on")).toHaveCount(0);

  const [row] = await rowsOf(part(studio, "Products").getByRole("table"));
  expect(row).toEqual([product.title, "2", "1", "1", "1", "1", "₩12,000"]);
  expect(await csvOf(studio, "Products")).toEqual([[product.title, "2", "1", "1", "1", "1", "KRW", "12000"]]);
  const minutes = part(studio, "Revenue and chat by minute");
  await minutes.getByText("Show as a table").press("Enter");
  const shown = await rowsOf(minutes.getByRole("table"));
  const filed = await csvOf(studio, "Revenue and chat by minute");
  expect(shown.map(([, messages, paid]) => [messages, won(paid ?? "").replace("–", "")])).toEqual(
    filed.map(([, messages, , paid]) => [messages, paid]),
  );
  expect(filed.reduce((sum, [, messages]) => sum + Number(messages), 0)).toBe(1);
  const overTime = part(studio, "Viewers over time");
  await overTime.getByText("Show as a table").press("Enter");
  expect((await rowsOf(overTime.getByRole("table"))).map(([, viewers]) => viewers)).toEqual(
    (await csvOf(studio, "Viewers over time")).map(([, viewers]) => viewers),
  );
  expect(drop.showId).toBe(show.id);

  // The shop's own page, against the file of its orders.
  const orders = await creator.page.request.get(`/api/shops/${shop.id}/orders.csv`);
  const [head = "", ...lines] = (await orders.text()).trim().split("\r\n");
  const names = head.replace("\uFEFF", "").split(",");
  const paid = lines.map((line) => Number(line.split(",")[names.indexOf("order_total")]));
  const total = paid.reduce((sum, each) => sum + each, 0);
  await studio.goto("/studio/reports?days=7");
  await expect(figure(studio, "Revenue")).toHaveText(`₩${total.toLocaleString("en-US")}`);
  await expect(figure(studio, "Orders")).toHaveText(String(lines.length));
  const rates = part(studio, "Rates");
  await expect(rates).toContainText(/Conversion50%1 of 2/);
  await expect(rates).toContainText(/Repurchase rate0%0 of 1/);
  await expect(rates).toContainText(/Return rate0%0 of 1/);
  expect(await csvOf(studio, "Rates")).toEqual([
    ["conversion", "1", "2", "0.5000"],
    ["repurchase", "0", "1", "0.0000"],
    ["returns", "0", "1", "0.0000"],
  ]);
  await expectAccessible(studio, "a shop's report");

  // Moderators never see money.
  const moderator = await people.member("Mo Ito");
  await joinTeam(creator, sale, moderator, "moderator");
  await moderator.page.goto(`/studio/shows/${show.id}/report`);
  await expect(moderator.page.getByRole("alert")).toBeVisible();
  await expect(moderator.page.getByText("₩")).toHaveCount(0);
});
