import type { Page } from "@playwright/test";
import { offer, prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { payWithTestCard } from "@showdrop/local/test-card.ts";
import { newKey, type Order, routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import { type ForeignSite, startForeignSite } from "./foreign-site.ts";
import type { Member } from "./people.ts";
import { expectCameraPicture } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, buy, cards, expectPaid, field, fillInAddress, goOnAir, payWith } from "./verbs.ts";

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

const address = {
  ...{ name: "Ann Lee", phone: "+82 10 1234 5678", country: "KR", postalCode: "04524", region: "" },
  ...{ city: "Seoul", line1: "110 Sejong-daero", line2: "" },
};

let host: Member;
let ann: Member;
let bob: Member;
let sale: Sale;
let site: ForeignSite;

test.beforeAll(async ({ people }) => {
  site = await startForeignSite();
  host = await people.member("Mina Seo", { camera: true });
  ann = await people.member("Ann Lee", { on: "phone" });
  bob = await people.member("Bob Han");
  sale = await prepareSale(host);
});
test.afterAll(async ({ people }) => {
  await people.leave();
  await site.stop();
});

/** Ann buys a cup in the show's drop, over HTTP. */
const buyInShow = async (dropId: string): Promise<Order> => {
  const { api } = ann;
  const variantId = sale.product.variants[0]?.id ?? "";
  const hold = await api.must(routes.placeHold, {
    params: { dropId },
    body: { variantId, quantity: 1 },
    idempotencyKey: newKey(),
  });
  const { order, clientSecret } = await api.must(routes.openCheckout, {
    params: { shopId: sale.shop.id },
    body: { holdIds: [hold.id], address },
  });
  const { payments } = await api.must(routes.readConfig, {});
  if (payments.provider !== "simulator") throw new Error("tests pay nobody's real money");
  await payWithTestCard(payments, clientSecret);
  return api.must(routes.confirmPayment, { params: { orderId: order.id } });
};

const send = async ({ id: orderId }: Order): Promise<void> => {
  const packed = await host.api.must(routes.packOrder, {
    params: { orderId },
    body: {},
    idempotencyKey: newKey(),
  });
  await host.api.must(routes.shipShipment, {
    params: { orderId, shipmentId: packed.shipments[0]?.id ?? "" },
    body: { carrier: "other", trackingNumber: null },
    idempotencyKey: newKey(),
  });
};

const reviews = (page: Page) => page.getByRole("region", { name: "Reviews" });

test("who bought it in the show reviews it with a photo; who did not cannot, over HTTP neither", async () => {
  await host.page.goto(`/studio/shows/${sale.show.id}`);
  await goOnAir(host.page);
  await expect.poll(async () => (await readShow()).status).toBe("live");
  const drop = await offer(host, sale, { quantity: 5, perCustomer: 2 });
  const order = await buyInShow(drop.id);
  const { page } = ann;
  await page.goto(`/products/${sale.product.id}`);
  await expect(page.getByText("You can review it once it was sent or handed over.")).toBeVisible();
  await send(order);

  await page.goto(`/orders/${order.id}`);
  await page.getByRole("link", { name: `Review ${sale.product.title}` }).click();
  const dialog = page.getByRole("dialog", { name: "Review this product" });
  await expectAccessible(page, "the form of a review");
  await dialog.locator("label", { hasText: "4 stars" }).click();
  await field(dialog, "Your review").fill("See it at www.cups.example, lovely.");
  await field(dialog, "Add a photo").setInputFiles({
    name: "cup.png",
    mimeType: "image/png",
    buffer: await page.screenshot(),
  });
  await expect(button(dialog, "Take photo 1 away")).toBeVisible();
  await field(dialog, "Show my name over it").check();
  await button(dialog, "Post the review").click();
  await expect(dialog.getByText("Links cannot be posted in reviews.")).toBeVisible();
  await field(dialog, "Your review").fill("Holds tea.\n\nThe glaze is lovely.");
  await button(dialog, "Post the review").click();
  await expect(page.getByText("Thank you. Your review is on the page.")).toBeVisible();

  await bob.page.goto(`/products/${sale.product.id}`);
  const seen = reviews(bob.page).getByRole("article");
  await expect(seen).toContainText("Ann Lee");
  await expect(seen).toContainText("The glaze is lovely.");
  await expect(seen).toContainText(`Bought in the live show “${sale.show.title}”`);
  await expect(bob.page.getByText("Only those who bought this product here review it.")).toBeVisible();
  await expect(button(bob.page, "Write a review")).toBeHidden();
  const tried = await bob.api.call(routes.writeReview, {
    params: { productId: sale.product.id },
    body: { stars: 1, named: true },
  });
  expect(tried).toMatchObject({ ok: false, error: { code: "REVIEW_NOT_BOUGHT" } });

  await button(bob.page, "Photo 1 by a reviewer, show it large").click();
  const large = bob.page.getByRole("dialog", { name: "Photos of this review" }).getByRole("img");
  await expect
    .poll(() => large.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 300))
    .toBe(true);
  await bob.page.keyboard.press("Escape");
  await button(bob.page, "Helpful").click();
  await expect(reviews(bob.page).getByText("1 person found this helpful")).toBeVisible();
});

const readShow = () => host.api.must(routes.readShow, { params: { showId: sale.show.id } });
const readReviews = () => bob.api.must(routes.listReviews, { params: { productId: sale.product.id } });

test("the shop answers once; the average is on every card, and goes with the review", async ({ people }) => {
  // The page with the camera stays where it is: a show without its picture is paused.
  const desk = await people.again(host);
  await desk.goto(`/products/${sale.product.id}`);
  const seen = reviews(desk).getByRole("article");
  await button(seen, "Answer").click();
  await field(seen, "Your answer").fill("Thank you, Ann.");
  await button(seen, "Post the answer").click();
  await expect(seen).toContainText("Thank you, Ann.");
  await expect(button(seen, "Answer")).toBeHidden();
  await expectAccessible(desk, "a product's page with a review");

  const { page } = ann;
  await page.goto(`/@${sale.shop.handle}`);
  await expect(page.getByText("4.0 of 5 stars, 1 review").first()).toBeAttached();
  const [review] = (await readReviews()).items;
  const photo = new URL(review?.photos[0]?.url ?? "", page.url());
  expect((await page.request.get(photo.href)).status()).toBe(200);
  await page.goto(`/products/${sale.product.id}`);
  await button(page, "Delete").click();
  await button(page.getByRole("dialog"), "Delete the review").click();
  await expect(page.getByText("Your review is gone, with its photos.")).toBeVisible();
  expect((await readReviews()).items).toEqual([]);
  expect((await page.request.get(photo.href)).status()).toBe(404);
  const { product } = await bob.api.must(routes.readProduct, { params: { productId: sale.product.id } });
  expect(product.rating).toEqual({ count: 0, average: null });
});

const player = (page: Page) => page.frameLocator("iframe");
const told = (page: Page): Promise<string[]> => page.evaluate(() => window.told ?? []);

declare global {
  interface Window {
    told?: string[];
  }
}

test("another site shows the live show; buying opens ours, which tells the site of an order alone", async ({
  people,
  platform,
}) => {
  site.put(
    "/blog",
    `<!doctype html><title>A blog</title><h1>My kiln</h1>
    <script>window.told = []; for (const event of ["ready", "live", "ended", "order"])
      addEventListener("showdrop-" + event, ({ detail }) => window.told.push(event + " " + detail.showId));</script>
    <script src="${platform.url}/embed.js" async></script>
    <showdrop-show handle="${sale.shop.handle}" lang="en"></showdrop-show>`,
  );
  const { page, context } = ann;
  await page.goto(`${site.origin}/blog`);
  await expectCameraPicture(player(page).getByLabel(`Live video: ${sale.show.title}`, { exact: true }));
  expect(await told(page)).toEqual([`ready ${sale.show.id}`, `live ${sale.show.id}`]);
  await expect(player(page).getByRole("log")).toBeVisible();

  await host.api.must(routes.setEmbedding, {
    params: { shopId: sale.shop.id },
    body: { sites: ["https://shop.example"] },
  });
  await page.reload();
  await expect.poll(() => page.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
  const desk = await people.again(host);
  await desk.goto("/studio/embed");
  await field(desk, "A site").fill(`${site.origin}/blog`);
  await button(desk, "Add").click();
  await expect(desk.getByText(site.origin, { exact: true })).toBeVisible();
  await expectAccessible(desk, "the player's page in the studio");

  await page.reload();
  const opened = context.waitForEvent("page");
  await button(player(page).getByRole("main"), `Buy: ${sale.product.title}`).click();
  const popup = await opened;
  // It is our own page, with the person signed in as ever.
  await expect(popup).toHaveURL(new RegExp(`^${platform.url}/shows/${sale.show.id}`));
  await buy(popup, sale.product.title);
  await fillInAddress(popup, "Ann Lee");
  await payWith(popup, cards.pays);
  await expectPaid(popup);
  await expect.poll(() => told(page)).toContain(`order ${sale.show.id}`);
  await popup.close();
});

test("no other page of ours stands in a frame", async ({ platform }) => {
  const { page } = bob;
  for (const path of [`/shows/${sale.show.id}`, `/products/${sale.product.id}`, "/orders", "/"]) {
    site.put("/trap", `<!doctype html><title>A trap</title><iframe src="${platform.url}${path}"></iframe>`);
    await page.goto(`${site.origin}/trap`);
    await expect.poll(() => page.frames()[1]?.url(), path).toBe("chrome-error://chromewebdata/");
    const headers = (await page.request.get(`${platform.url}${path}`)).headers();
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
  }
});

interface Manifest {
  start_url: string;
  scope: string;
  icons: { src: string; sizes: string; purpose: string }[];
  shortcuts: { name: string }[];
}

test("it can be installed, in the person's language", async ({ people }) => {
  const { page } = await people.visitor("Somebody in Seoul", { locale: "ko-KR", on: "phone" });
  await page.goto("/");
  const link = page.locator('link[rel="manifest"]');
  await expect(link).toHaveAttribute("href", "/manifest.ko.webmanifest");
  const answer = await page.request.get("/manifest.ko.webmanifest");
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");
  const manifest: Manifest = await answer.json();
  expect(manifest).toMatchObject({ id: "/", short_name: "Showdrop", display: "standalone" });
  expect(manifest.shortcuts.map(({ name }) => name)).toEqual(["지금 라이브", "내 주문", "스튜디오"]);
  expect(manifest.start_url.startsWith(manifest.scope)).toBe(true);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob());
      return `${picture.width}x${picture.height}`;
    }, src);
    expect([src, size]).toEqual([src, sizes]);
  }
  expect(manifest.icons.map(({ purpose }) => purpose)).toEqual(["any", "any", "maskable"]);
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A test's browser keeps nothing, which is all that stands against it.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual(
    [],
  );
});

test("without a network a page says so in words, keeps no answer of the server, and heals", async ({
  people,
}) => {
  for (const [locale, words] of [
    ["en-US", "You are offline"],
    ["ko-KR", "오프라인입니다"],
  ] as const) {
    const { page, context } = await people.visitor(`Somebody on a train, ${locale}`, { locale, on: "phone" });
    await page.goto(`/@${sale.shop.handle}`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // What it keeps of the second visit is what a third one needs.
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: sale.shop.name })).toBeVisible();
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return { caches: names.length, paths: requests.flat().map(({ url }) => new URL(url).pathname) };
    });
    expect(kept.caches).toBe(1);
    expect(kept.paths).toContain("/offline.html");
    expect(kept.paths.some((path) => path.startsWith("/assets/"))).toBe(true);
    expect(kept.paths.filter((path) => path.startsWith("/api/") || path.startsWith("/uploads/"))).toEqual([]);

    await context.setOffline(true);
    await page.goto(`/products/${sale.product.id}`);
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
    await expectAccessible(page, "the offline page");
    await context.setOffline(false);
    await expect(page.getByRole("heading", { name: sale.product.title })).toBeVisible();
  }
});
