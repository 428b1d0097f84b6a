import { join } from "node:path";
import type { Page } from "@playwright/test";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { startDemo } from "@showdrop/local/demo-host.ts";
import { routes } from "@showdrop/shared";
import { shootMoments } from "./moment-pictures.ts";
import type { Arrival, Member, People } from "./people.ts";
import { decodedFrames } from "./picture.ts";
import { places, type Who } from "./places.ts";
import { settled } from "./settled.ts";
import { expect, test } from "./test.ts";
import { button, cards, expectPaid, fillInAddress, payWith } from "./verbs.ts";
import { appoint, pageOf, type World } from "./world.ts";

/** Milliseconds that a drop of the demo may take to open. */
const NEXT_DROP_MS = 120_000;

const looks: readonly (Arrival & {
  on: "phone" | "desktop";
  locale: string;
  colorScheme: "light" | "dark";
})[] = (["phone", "desktop"] as const).flatMap((on) =>
  ["en-US", "ko-KR"].flatMap((locale) =>
    (["light", "dark"] as const).map((colorScheme) => ({ on, locale, colorScheme })),
  ),
);

/** Routes that are no names. */
const fileNames: Readonly<Record<string, string>> = { "/": "home", "/*": "not-found" };

type Moment = { name: string; reach: (page: Page, world: World) => Promise<void> };
const watch = ({ sale }: World) => `/shows/${sale.show.id}`;
const BUY = /^(Buy|구매|구매하기)$/;

/** What the demo's pages look like on the way, one after the other on one page; those that write are shown in English alone. */
const moments: readonly Moment[] = [
  { name: "playing", reach: (page, world) => playing(page, watch(world)) },
  {
    name: "checkout",
    reach: async (page) => {
      await button(page, BUY).first().click({ timeout: NEXT_DROP_MS });
      await expect(page.getByRole("dialog").getByRole("timer")).toBeVisible();
      await expect(page.locator(".animate-shimmer")).toHaveCount(0);
    },
  },
  { name: "product", reach: (page, { sale }) => arrive(page, `/products/${sale.product.id}`) },
  {
    name: "in-the-bag",
    reach: async (page) => {
      await button(page, /^(Add to bag|장바구니 담기)$/).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "bag",
    reach: async (page) => {
      await button(page, /^(Open the bag|장바구니 열기)/).click();
      await expect(page.getByRole("dialog", { name: /^(Your bag|장바구니)$/ })).toBeVisible();
    },
  },
];
const inEnglish: readonly Moment[] = [
  { name: "checkout-address", reach: (page, world) => reachForOne(page, watch(world)) },
  { name: "checkout-payment", reach: (page) => fillInAddress(page, "Ann Lee") },
  {
    name: "checkout-paid",
    reach: (page) =>
      payWith(page, cards.pays)
        .then(() => expectPaid(page))
        .then(() => {}),
  },
];

const arrive = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await settled(page, true);
  // Nothing stands in for what is coming.
  await expect(page.locator(".animate-shimmer")).toHaveCount(0);
};
const playing = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await expect.poll(() => decodedFrames(page.locator("video")), { timeout: 30_000 }).toBeGreaterThan(30);
};
/** The check before a show, at one that the demo's shop has announced. */
const check = async (page: Page, { sale, seller }: World): Promise<void> => {
  const params = { handle: sale.shop.handle };
  const { shows } = await seller.api.must(routes.readShopPage, { params });
  const announced = shows.find(({ status }) => status === "scheduled");
  await page.goto(`/studio/shows/${announced?.id}`);
  await button(page, /^(Allow camera and microphone|카메라와 마이크 허용)$/).click();
  await button(page, /^(Check|점검)$/).click();
  await expect(page.locator("[data-check=light][data-tone=good]")).toBeVisible();
};
const reachForOne = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await button(page, BUY).first().click({ timeout: NEXT_DROP_MS });
  await expect(page.getByRole("dialog", { name: "Delivery" })).toBeVisible();
};

/** The demo's shop and people as a world to look at. */
async function demoWorld(
  people: People,
  url: string,
  dataDir: string,
): Promise<World & { stop(): Promise<void> }> {
  const demo = await startDemo(url, { file: join(dataDir, "logs", "demo.log") });
  const account = async (role: string) => {
    const found = demo.ready.accounts.find((one) => one.role === role);
    if (!found) throw new Error(`the demo has no ${role}`);
    const api = createApiClient(url);
    const { id } = await api.must(routes.signIn, { body: { email: found.email, password: found.password } });
    return { id, api };
  };
  const [seller, buyer] = [await account("creator"), await account("buyer")];
  const operator: Member = await people.member("Olga Park");
  await appoint(operator, dataDir);
  const { items } = await seller.api.must(routes.listShows, { query: { status: "live" } });
  const [show] = items;
  if (!show) throw new Error("the demo has no live show");
  const { shop, products } = await seller.api.must(routes.readShopPage, {
    params: { handle: show.shop.handle },
  });
  const product = products.find(({ images }) => images.length > 0);
  const [order] = (await buyer.api.must(routes.listMyOrders, {})).items;
  if (!product || !order) throw new Error("the demo's shop has no picture or sold nothing");
  const { token: invitation } = await seller.api.must(routes.inviteMember, {
    params: { shopId: shop.id },
    body: { email: "helper@example.com", role: "moderator" },
  });
  const sale = { shop, product, show };
  return {
    sale,
    seller,
    buyer,
    operator,
    orderId: order.id,
    invitation,
    stop: () => demo.stop().then(() => {}),
  };
}

let world: Awaited<ReturnType<typeof demoWorld>>;
test.beforeAll(async ({ people, platform, house }) => {
  world = await demoWorld(people, platform.url, house.dataDir);
});
test.afterAll(() => world.stop());

for (const look of looks) {
  const name = [look.on, look.locale.slice(0, 2), look.colorScheme].join("-");
  test(`every page and moment: ${name}`, async ({ people, platform }, testInfo) => {
    const folder = join(testInfo.project.outputDir, "..", "pictures", name);
    const shoot = (page: Page, of: string) =>
      page.screenshot({ path: join(folder, `${of}.png`), animations: "disabled" });
    for (const who of ["nobody", "buyer", "seller", "operator"] satisfies Who[]) {
      const page = await pageOf(people, world, who, { ...look, camera: who === "seller" });
      for (const { route, path } of places.filter((place) => place.who === who)) {
        await arrive(page, path(world));
        await shoot(page, fileNames[route] ?? route.replaceAll(/[/:]+/g, "-").replace(/^-/, ""));
      }
      if (who === "seller") {
        await check(page, world);
        await shoot(page, "moment-check");
      }
      await page.context().close();
    }
    const { page, context } = await people.member("Ann Lee", look);
    for (const moment of [...moments, ...(look.locale === "en-US" ? inEnglish : [])]) {
      await moment.reach(page, world);
      await shoot(page, `moment-${moment.name}`);
    }
    await context.close();
    await shootMoments(people, platform.url, look, (at, moment) => shoot(at, `moment-${moment}`));
  });
}
