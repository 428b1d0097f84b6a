import type { Page } from "@playwright/test";
import { prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { routes } from "@showdrop/shared";
import { expect, test } from "./test.ts";
import { button } from "./verbs.ts";

let sale: Sale;

/** The page's scripts wait on their way until `come` is called: as on a slow line, what was drawn stands there before it can act. */
const holdScripts = async (page: Page) => {
  const { promise, resolve: come } = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  return { come };
};

test.beforeAll(async ({ people, platform }) => {
  const host = await people.member("Mina Seo");
  sale = await prepareSale(host);
  await host.api.must(routes.startShow, { params: { showId: sale.show.id } });
  // The first page starts what draws them, and does not wait for it on a busy machine.
  const home = async () => (await fetch(platform.url)).text();
  await expect.poll(home).not.toContain('<div id="root"></div>');
});
test.afterAll(({ people }) => people.leave());

test("without any JavaScript a stranger sees what a page is about, in their language, and its links lead on", async ({
  people,
}) => {
  const { shop, product, show } = sale;
  for (const [locale, live] of [
    ["en-US", "Live now"],
    ["ko-KR", "지금 라이브"],
  ] as const) {
    const { page } = await people.visitor("On a slow line", {
      ...{ locale, javaScriptEnabled: false, on: "phone" },
    });
    await page.goto("/");
    await expect(page.getByRole("heading", { name: live })).toBeVisible();
    await page.getByRole("link").filter({ hasText: show.title }).first().click();
    await expect(page).toHaveURL(/\/shows\//);
    await expect(page.getByRole("heading", { name: show.title })).toBeVisible();
    await page.goto(`/@${shop.handle}`);
    await expect(page.getByRole("heading", { name: shop.name, exact: true })).toBeVisible();
    await page.goto(`/products/${product.id}`);
    await expect(page.getByRole("heading", { name: product.title })).toBeVisible();
    await expect(page.locator("main")).toContainText("₩12,000");
  }
});

test("what is pressed before a page can act is done when it can", async ({ people }) => {
  const { page } = await people.visitor("In a hurry");
  const { come } = await holdScripts(page);
  await page.goto("/", { waitUntil: "commit" });
  await button(page, "How this list is ordered").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  come();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("whoever chose another language than their browser's never sees the browser's", async ({ people }) => {
  const { page, context } = await people.visitor("누군가");
  await context.addInitScript(() => {
    if (location.protocol !== "about:") localStorage.setItem("showdrop.language", "ko");
  });
  const { come } = await holdScripts(page);
  await page.goto("/", { waitUntil: "commit" });
  const heading = page.locator("h1", { hasText: "Live now" });
  await expect(heading).toBeAttached();
  await expect(heading).toBeHidden();
  come();
  await expect(page.getByRole("heading", { name: "지금 라이브" })).toBeVisible();
  await expect(heading).toHaveCount(0);
});

test("a show keeps its name in the tab from the first byte on, however long joining it takes", async ({
  people,
}) => {
  const { page } = await people.visitor("Behind a slow hub");
  const { promise: joined, resolve: join } = Promise.withResolvers<void>();
  await page.routeWebSocket(/\/socket\.io\//, async (socket) => {
    await joined;
    socket.connectToServer();
  });
  await page.goto(`/shows/${sale.show.id}`);
  await expect(page.getByText("Joining the show…")).toBeVisible();
  // Whoever the person is, the page asks once it runs.
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/api/")),
  );
  await expect(page).toHaveTitle(`${sale.show.title} · Showdrop`);
  join();
  await expect(page.getByText("Joining the show…")).toHaveCount(0);
  await expect(page).toHaveTitle(`${sale.show.title} · Showdrop`);
});
