import type { Page } from "@playwright/test";
import { offer, type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { expectAccessible } from "./accessible.ts";
import type { Device, Member } from "./people.ts";
import { expect, test } from "./test.ts";
import { button, buy, cards, dropCard, expectPaid, fillInAddress, payWith, say } from "./verbs.ts";

test.afterAll(({ people }) => people.leave());

/** Where a page is, and the content that shows that it is there. */
type Place = {
  name: string;
  path(sale: Sale): string;
  shows(page: Page, sale: Sale): ReturnType<Page["getByText"]>;
  on: Device[];
  who: "creator" | "buyer" | "nobody";
};

const heading = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name }).first();

const places: Place[] = [
  { name: "home", path: () => "/", shows: heading("Live now"), on: ["phone", "desktop"], who: "nobody" },
  { name: "sign-in", path: () => "/sign-in", shows: heading("Welcome back"), on: ["phone"], who: "nobody" },
  {
    name: "shop",
    path: ({ shop }) => `/@${shop.handle}`,
    shows: heading("Products"),
    on: ["phone"],
    who: "nobody",
  },
  {
    name: "product",
    path: ({ product }) => `/products/${product.id}`,
    shows: heading("Celadon cup"),
    on: ["phone"],
    who: "nobody",
  },
  {
    name: "watch",
    path: ({ show }) => `/shows/${show.id}`,
    shows: (page, { product }) => dropCard(page, product.title),
    on: ["phone", "desktop"],
    who: "buyer",
  },
  {
    name: "orders",
    path: () => "/orders",
    shows: (page) => page.getByText("Celadon cup"),
    on: ["phone"],
    who: "buyer",
  },
  {
    name: "studio",
    path: () => "/studio",
    shows: heading("You are live"),
    on: ["desktop"],
    who: "creator",
  },
  {
    name: "product editor",
    path: ({ product }) => `/studio/products/${product.id}`,
    shows: heading("Variants and prices"),
    on: ["desktop"],
    who: "creator",
  },
  {
    name: "live studio",
    path: ({ show }) => `/studio/shows/${show.id}`,
    shows: (page) => button(page, "New drop"),
    on: ["desktop"],
    who: "creator",
  },
];

let sale: Sale;
let creator: Member;
let buyer: Member;

test.beforeAll(async ({ people }) => {
  creator = await people.member("Mina Seo");
  buyer = await people.member("Ann Lee", { on: "phone" });
  sale = await startSale(creator);
  await offer(creator, sale, { quantity: 5, perCustomer: 2 });
  const { page } = buyer;
  await page.goto(`/shows/${sale.show.id}`);
  await say(page, "Beautiful!");
  await buy(page, sale.product.title);
  await fillInAddress(page, buyer.name);
  await payWith(page, cards.pays);
  await expectPaid(page);
});

for (const place of places)
  test(`${place.name}: nothing serious keeps anybody out, light and dark`, async ({ people }) => {
    const who = { creator, buyer, nobody: null }[place.who];
    for (const on of place.on) {
      const page = who ? await people.again(who, { on }) : (await people.visitor("Passer-by", { on })).page;
      for (const colorScheme of ["light", "dark"] as const) {
        // Before the page loads: colours that change under its eyes fade, and a fading text has no contrast.
        await page.emulateMedia({ colorScheme });
        await page.goto(place.path(sale));
        await expect(place.shows(page, sale)).toBeVisible();
        await expectAccessible(page, `${place.name} on a ${on}, ${colorScheme}`);
      }
      await page.context().close();
    }
  });

test("checkout: nothing serious keeps anybody out, at the address and at the card", async ({ people }) => {
  const page = await people.again(buyer, { on: "phone" });
  await page.goto(`/shows/${sale.show.id}`);
  await buy(page, sale.product.title);
  await expectAccessible(page, "address");
  await fillInAddress(page, buyer.name);
  await expectAccessible(page, "card");
});
