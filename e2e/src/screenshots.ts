import { join } from "node:path";
import type { Page, TestInfo } from "@playwright/test";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { startDemo } from "@showdrop/local/demo-host.ts";
import { routes } from "@showdrop/shared";
import type { Arrival, People } from "./people.ts";
import { decodedFrames } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, cards, expectPaid, fillInAddress, payWith } from "./verbs.ts";

/** Milliseconds that a drop of the demo may take to open. */
const NEXT_DROP_MS = 120_000;

const looks: Record<string, Arrival> = {
  phone: { on: "phone", deviceScaleFactor: 2 },
  desktop: { on: "desktop" },
  "phone-ko-dark": { on: "phone", deviceScaleFactor: 2, locale: "ko-KR", colorScheme: "dark" },
};

test("the main pages of the demo", async ({ people, platform, house }, testInfo) => {
  const demo = await startDemo(platform.url, { file: join(house.dataDir, "logs", "demo.log") });
  const account =
    demo.ready.accounts.find(({ role }) => /owner|creator/i.test(role)) ?? demo.ready.accounts[0];
  if (!account) throw new Error("the demo has no accounts");
  const owner = createApiClient(platform.url);
  await owner.must(routes.signIn, { body: { email: account.email, password: account.password } });
  const { items } = await owner.must(routes.listShows, { query: { status: "live" } });
  const [live] = items;
  if (!live) throw new Error("the demo has no live show");

  for (const [look, arrival] of Object.entries(looks)) {
    const buyer = await people.member("Ann Lee", arrival);
    const shoot = (page: Page, name: string) => picture(page, testInfo, `${name}-${look}`);
    const { page } = buyer;
    await page.goto(`/shows/${live.id}`);
    await expect.poll(() => decodedFrames(page.locator("video")), { timeout: 30_000 }).toBeGreaterThan(90);
    await shoot(page, "watch");
    const press = button(page, /^(Buy|구매|구매하기)$/).first();
    await press.click({ timeout: NEXT_DROP_MS });
    if (arrival.locale === undefined) await checkOut(page, buyer.name, shoot);
    else await shoot(page, "checkout");

    for (const [name, path] of Object.entries({
      home: "/",
      shop: `/@${live.shop.handle}`,
      orders: "/orders",
      "sign-in": "/sign-in",
    })) {
      const visit = name === "sign-in" ? (await people.visitor("Passer-by", arrival)).page : page;
      await visit.goto(path);
      await shoot(visit, name);
    }
    await page.goto(`/@${live.shop.handle}`);
    await page.getByRole("main").locator('a[href^="/products/"]').first().click();
    await shoot(page, "product");
    await visitStudio(people, { api: owner }, arrival, `/studio/shows/${live.id}`, shoot);
  }
  await demo.stop();
});

type Shoot = (page: Page, name: string) => Promise<void>;

async function checkOut(page: Page, name: string, shoot: Shoot): Promise<void> {
  await shoot(page, "checkout-address");
  await fillInAddress(page, name);
  await expect(page.getByLabel("Card number")).toBeVisible();
  await shoot(page, "checkout-payment");
  await payWith(page, cards.pays);
  await expectPaid(page);
  await shoot(page, "checkout-paid");
}

async function visitStudio(
  people: People,
  creator: Parameters<People["again"]>[0],
  arrival: Arrival,
  live: string,
  shoot: Shoot,
): Promise<void> {
  const page = await people.again(creator, { ...arrival, camera: true });
  for (const [name, path] of Object.entries({
    studio: "/studio",
    "studio-products": "/studio/products",
    "studio-shows": "/studio/shows",
    "studio-orders": "/studio/orders",
    "studio-team": "/studio/team",
    "studio-live": live,
  })) {
    await page.goto(path);
    await shoot(page, name);
  }
}

/** A picture once everything has arrived and stands still, as far as a live page does. */
async function picture(page: Page, testInfo: TestInfo, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.getByText(/^(Loading|불러오는 중)/)).toHaveCount(0);
  // Those further down the page load when they come into sight.
  await page.waitForFunction(() =>
    [...document.images].every(
      (image) => image.complete || image.getBoundingClientRect().top > window.innerHeight,
    ),
  );
  await page.screenshot({
    path: join(testInfo.project.outputDir, "..", "pictures", `${name}.png`),
    animations: "disabled",
  });
}
