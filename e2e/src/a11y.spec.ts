import type { Page } from "@playwright/test";
import { offer } from "@showdrop/local/sample-sale.ts";
import { expectAccessible, expectContrast, expectFaultless } from "./accessible.ts";
import type { Arrival, Member, People } from "./people.ts";
import { onAJourney, places, type Who } from "./places.ts";
import { routesOfClient } from "./routes.ts";
import { settled } from "./settled.ts";
import { expect, test } from "./test.ts";
import { button, buy, fillInAddress } from "./verbs.ts";
import { makeWorld, pageOf, type World } from "./world.ts";

/** Milliseconds for all pages of one person in one language: each is loaded once and examined twice. */
const ALL_PAGES_MS = 480_000;
const HOUR_MS = 3_600_000;

let world: World & { buyer: Member };

test.beforeAll(async ({ people, house }) => {
  world = await makeWorld(people, house.dataDir);
});
test.afterAll(({ people }) => people.leave());

test("every page is looked at", () => {
  const looked = [...places.map(({ route }) => route), ...Object.keys(onAJourney)];
  expect(routesOfClient().toSorted()).toEqual(looked.toSorted());
});

/** Light first, then dark; nothing fades, as a fading text has no contrast. */
async function examine(page: Page, what: string, expectGood = expectAccessible): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectGood(page, `${what}, light`);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectContrast(page, `${what}, dark`);
}

/** Each person walks through their pages. */
async function walk(people: People, who: Who, arrival: Arrival): Promise<void> {
  const page = await pageOf(people, world, who, arrival);
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const { route, path } of places.filter((place) => place.who === who)) {
    await page.goto(path(world));
    await settled(page, route === "/*");
    const title = await page.title();
    expect
      .soft(title, `${route} has a title of its own`)
      .toMatch(route === "/" ? /Showdrop$/ : / · Showdrop$/);
    expect.soft(await page.getAttribute("html", "lang"), route).toBe(arrival.locale?.slice(0, 2) ?? "en");
    const tooWide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect.soft(tooWide, `pixels by which ${route} sticks out on a ${arrival.on}, ${arrival.locale}`).toBe(0);
    await examine(page, `${route} on a ${arrival.on}, ${arrival.locale}`, expectFaultless);
  }
  await page.context().close();
}

for (const arrival of [
  { on: "desktop", locale: "en-US" },
  { on: "phone", locale: "ko-KR" },
] as const)
  for (const who of ["nobody", "buyer", "seller", "operator"] as const)
    test(`no page keeps anybody out: ${arrival.on}, ${arrival.locale}, ${who}`, async ({ people }) => {
      test.setTimeout(ALL_PAGES_MS);
      await walk(people, who, arrival);
    });

test("nor does what opens above a page: checkout, menus and dialogs", async ({ people }) => {
  const { sale, seller, buyer } = world;
  const page = await pageOf(people, world, "buyer", { on: "phone" });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/shows/${sale.show.id}`);
  await buy(page, sale.product.title);
  await examine(page, "address");
  await fillInAddress(page, buyer.name);
  await examine(page, "card");

  const desk = await pageOf(people, world, "seller", { on: "desktop" });
  await desk.emulateMedia({ reducedMotion: "reduce" });
  await desk.goto("/");
  await button(desk, /^Language/).click();
  await expect(desk.getByRole("menu")).toBeVisible();
  await examine(desk, "language and theme");
  await desk.keyboard.press("Escape");
  await button(desk, /^Signed in as/).click();
  await expect(desk.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await examine(desk, "account menu");
  await desk.keyboard.press("Escape");
  await button(desk, /notifications/i).click();
  await examine(desk, "notifications");
  await offer(seller, sale, { quantity: 2, opensAt: new Date(Date.now() + HOUR_MS).toISOString() });
  await desk.goto(`/studio/shows/${sale.show.id}`);
  await desk.getByRole("tab", { name: "Drops" }).click();
  await button(desk, "Open now").click();
  await expect(desk.getByRole("dialog")).toContainText("2 units go on sale at once");
  await examine(desk, "opening a drop");
  await desk.keyboard.press("Escape");
  await button(desk, "New drop").click();
  await expect(button(desk, "Create and open")).toBeVisible();
  await examine(desk, "new drop");
});
