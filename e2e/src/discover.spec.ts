import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { offer, prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { routes, type Show } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import type { Member } from "./people.ts";
import { decodedFrames, expectCameraFrame, expectMotion } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, field, goOnAir } from "./verbs.ts";

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });
// Home and search tell of everything that is there: a platform of its own, where nothing is left of other files.
test.use({ serverEnv: {} });

/** Milliseconds of the show that are cut out as a clip. */
const CLIP_LASTS_MS = 6_000;

let host: Member;
let other: Member;
let ann: Member;
let sale: Sale;
/** Of another shop, which Ann follows. */
let quiet: Sale;
let coming: Show;

const later = () => new Date(Date.now() + 5 * 3_600_000).toISOString();
const card = (page: Page, title: string): Locator =>
  page.getByRole("article").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

test.beforeAll(async ({ people }) => {
  host = await people.member("Mina Seo", { camera: true });
  other = await people.member("Jun Park");
  ann = await people.member("Ann Lee");
  // She was asked about push messages before: the question would stand before what she saves here.
  await ann.context.addInitScript(() => {
    // A new page is about:blank first, which may keep nothing.
    if (location.protocol !== "about:") localStorage.setItem("showdrop.push-offer", "answered");
  });
  sale = await prepareSale(host, { record: true });
  quiet = await prepareSale(other);
  await other.api.must(routes.startShow, { params: { showId: quiet.show.id } });
  await other.api.must(routes.editShow, {
    params: { showId: quiet.show.id },
    body: { title: "Slow weaving" },
  });
  coming = await other.api.must(routes.scheduleShow, {
    params: { shopId: quiet.shop.id },
    body: { title: "달항아리 저녁 · Moon jar evening", startsAt: later(), category: "crafts" },
  });
  await host.page.goto(`/studio/shows/${sale.show.id}`);
  await goOnAir(host.page);
  await expect
    .poll(async () => (await host.api.must(routes.readShow, { params: { showId: sale.show.id } })).status)
    .toBe("live");
});
test.afterAll(({ people }) => people.leave());

test("a search finds in both languages, in three groups, on a desktop and on a phone", async ({ people }) => {
  const { page } = ann;
  await page.goto("/");
  const searchField = page.getByRole("searchbox", { name: "Search shows, shops and products" });
  await searchField.fill("CELADON c");
  await expect(page).toHaveURL(/\/search\?q=CELADON\+c$/);
  await expect(page.getByRole("heading", { name: "Products 2" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "2 results" })).toBeVisible();
  await searchField.fill("달 항아");
  await expect(page.getByRole("heading", { name: "Shows 1" })).toBeVisible();
  await expect(page.getByRole("heading", { name: coming.title })).toBeVisible();
  await searchField.fill("park's");
  await expect(page.getByRole("link", { name: quiet.shop.name })).toBeVisible();
  await expectAccessible(page, "what a search found");
  // A slip of the finger.
  await searchField.fill("celadno");
  await expect(page.getByRole("status").filter({ hasText: "Nothing has “celadno” in it." })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Products 2" })).toBeVisible();
  await searchField.fill("nothing of the kind");
  await expect(page.getByRole("heading", { name: "Nothing found for “nothing of the kind”" })).toBeVisible();
  await expect(page.getByRole("link", { name: "See what is live" })).toBeVisible();

  const phone = (await people.visitor("Passer-by", { on: "phone", locale: "ko-KR" })).page;
  await phone.goto("/");
  await phone.getByRole("link", { name: "검색" }).click();
  await phone.getByRole("searchbox").fill("moonjar");
  await phone.getByRole("heading", { name: coming.title }).click();
  await expect(phone).toHaveURL(`/shows/${coming.id}`);
  await phone.context().close();
});

test("a followed shop comes first and says why; the order is explained", async ({ people }) => {
  const { page } = ann;
  const viewer = await people.visitor("Viewer");
  await viewer.page.goto(`/shows/${sale.show.id}`);
  await page.goto("/");
  await expect(card(page, sale.show.title)).toContainText("1 watching", { timeout: 60_000 });
  await expect(page.getByRole("article").first()).toContainText(sale.show.title);
  await ann.api.must(routes.follow, { params: { kind: "shop", id: quiet.shop.id }, body: {} });
  await page.reload();
  await expect(page.getByRole("article").first()).toContainText("Slow weaving");
  await expect(card(page, "Slow weaving")).toContainText("You follow this shop");
  await button(page, "How this list is ordered").click();
  await expect(page.getByText("nobody can pay for a place")).toBeVisible();
  await page.keyboard.press("Escape");
  await viewer.context.close();
});

test("a live card plays the real picture while the mouse is over it, and leaves the show when it goes", async () => {
  const { page } = ann;
  const sockets: { url: string; closed: boolean }[] = [];
  page.on("websocket", (socket) => {
    if (!new URL(socket.url()).pathname.startsWith("/media")) return;
    const one = { url: socket.url(), closed: false };
    sockets.push(one);
    socket.on("close", () => {
      one.closed = true;
    });
  });
  await page.goto("/");
  const live = card(page, sale.show.title);
  await expect(live).toBeVisible();
  expect(sockets).toEqual([]);
  await live.hover();
  const video = live.locator("video");
  await expectCameraFrame(video);
  await expectMotion(video);
  await expect(video).toHaveJSProperty("muted", true);
  expect(sockets).toHaveLength(1);
  await page.getByRole("heading", { name: "Live now" }).hover();
  await expect(video).toHaveCount(0);
  await expect.poll(() => sockets.every(({ closed }) => closed)).toBe(true);

  await page.emulateMedia({ reducedMotion: "reduce" });
  await live.hover();
  // The page asks what is on every fifteen seconds: longer than a mouse has to rest.
  await page.waitForResponse(/\/api\/home/);
  await expect(video).toHaveCount(0);
  expect(sockets).toHaveLength(1);
  await page.emulateMedia({ reducedMotion: null });
});

test("where nothing hovers, the card in view plays", async ({ people }) => {
  const { page, context } = await people.visitor("On the bus", { on: "phone" });
  await page.goto("/");
  const video = card(page, sale.show.title).locator("video");
  await card(page, sale.show.title).scrollIntoViewIfNeeded();
  await expect.poll(() => decodedFrames(video), { timeout: 30_000 }).toBeGreaterThan(5);
  await context.close();
});

test("a show to come is saved, and kept in a calendar with its right times", async () => {
  const { page } = ann;
  await page.goto("/");
  const soon = card(page, coming.title);
  await expect(soon).toContainText("You follow this shop · Starts in 5 hours");
  await button(soon, `Remind me of ${coming.title}`).click();
  await expect(button(soon, `No reminder of ${coming.title}`)).toBeVisible();
  await page.keyboard.press("Escape");
  await button(soon, `Add to calendar: ${coming.title}`).click();
  const downloading = page.waitForEvent("download");
  const google = page.getByRole("menuitem", { name: "Google Calendar" });
  const form = new URL((await google.getAttribute("href")) ?? "");
  await page.getByRole("menuitem", { name: "Calendar file (.ics)" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  const start = coming.startsAt.replaceAll(/[-:]|\.\d+/g, "");
  const end = new Date(Date.parse(coming.startsAt) + 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  expect(file).toContain(`DTSTART:${start}\r\nDTEND:${end}\r\n`);
  expect(file.replaceAll("\r\n ", "")).toContain(`SUMMARY:${coming.title}`);
  expect(form.searchParams.get("dates")).toBe(`${start}/${end}`);
});

test("categories are chosen in the form, and filter what home shows", async () => {
  const { page } = ann;
  await page.goto("/");
  const chips = page.getByRole("navigation", { name: "Categories" });
  await chips.getByRole("link", { name: "Crafts & ceramics" }).click();
  await expect(page).toHaveURL("/?category=crafts");
  await expect(card(page, coming.title)).toBeVisible();
  await expect(card(page, sale.show.title)).toHaveCount(0);
  await chips.getByRole("link", { name: "Food & drink" }).click();
  await expect(page.getByRole("heading", { name: "Nothing in “Food & drink” right now" })).toBeVisible();
  await page.getByRole("link", { name: "See everything" }).click();
  await expect(card(page, sale.show.title)).toBeVisible();

  const studio = other.page;
  await studio.goto("/studio/shows");
  await button(studio, `More for ${coming.title}`).click();
  await studio.getByRole("menuitem", { name: "Edit show" }).click();
  await studio.getByLabel("Category").selectOption("food");
  await button(studio, "Save").click();
  await expect(studio.getByText("Saved.")).toBeVisible();
  await page.goto("/?category=food");
  await expect(card(page, coming.title)).toBeVisible();
});

test("a clip is cut, plays its part alone, leads on, and is deleted", async () => {
  await offer(host, sale, { quantity: 2 });
  const { startedAt } = await host.api.must(routes.readRecording, { params: { showId: sale.show.id } });
  // The show has to be long enough to cut something out of its middle.
  await expect
    .poll(() => Date.now() - Date.parse(startedAt), { timeout: 30_000 })
    .toBeGreaterThan(CLIP_LASTS_MS + 4_000);
  await host.api.must(routes.endShow, { params: { showId: sale.show.id } });
  const studio = host.page;
  await button(studio, "Make a clip").click({ timeout: 90_000 });
  const sheet = studio.getByRole("dialog", { name: "Make a clip" });
  const film = field(sheet, "Replay to cut from");
  const goTo = (seconds: number) =>
    film.evaluate(async (element: HTMLVideoElement, to) => {
      const there = new Promise((resolve) => element.addEventListener("seeked", resolve, { once: true }));
      element.currentTime = to;
      await there;
    }, seconds);
  await expect(film).not.toHaveJSProperty("readyState", 0);
  await goTo(2);
  await button(sheet, "Begin here").click();
  await button(sheet, "End here").click();
  await field(sheet, "Title").fill("The lid");
  await button(sheet, "Save the clip").click();
  await expect(sheet.getByText("A clip lasts from 5 to 90 seconds.")).toBeVisible();
  await goTo(2 + CLIP_LASTS_MS / 1000);
  await button(sheet, "End here").click();
  await button(sheet, "Save the clip").click();
  await expect(studio.getByText("The clip is saved.")).toBeVisible();

  const { page } = ann;
  await page.goto("/");
  await page.getByRole("link", { name: /The lid/ }).click();
  await expect(page.getByRole("heading", { name: "The lid" })).toBeVisible();
  const video = page.locator("video");
  const place = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await expect.poll(place).toBeGreaterThan(1.9);
  expect(await place()).toBeLessThan(2 + CLIP_LASTS_MS / 1000);
  await expect(button(page, "Play again")).toBeVisible({ timeout: 20_000 });
  await expect(video).toHaveJSProperty("paused", true);
  expect(Math.abs((await place()) - (2 + CLIP_LASTS_MS / 1000))).toBeLessThan(0.3);
  await button(page, "Play again").click();
  await expect.poll(place).toBeLessThan(2 + CLIP_LASTS_MS / 1000 - 1);
  await expect(page.getByRole("link", { name: `Visit ${sale.shop.name}` })).toHaveAttribute(
    "href",
    `/@${sale.shop.handle}`,
  );
  await expectAccessible(page, "a clip's page");
  const path = new URL(page.url()).pathname;
  await page.goto(`/@${sale.shop.handle}`);
  await expect(page.getByRole("link", { name: /The lid/ })).toBeVisible();

  await button(studio, "Delete clip The lid").click();
  await button(studio.getByRole("alertdialog").or(studio.getByRole("dialog")), "Delete clip").click();
  await expect(studio.getByText("The clip is deleted.")).toBeVisible();
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("a link says what it is about without JavaScript, and what is missing says so", async ({ platform }) => {
  const read = async (path: string) => {
    const response = await fetch(new URL(path, platform.url));
    return { status: response.status, html: await response.text() };
  };
  const product = await read(`/products/${sale.product.id}`);
  expect(product.status).toBe(200);
  expect(product.html).toContain('<meta property="og:title" content="Celadon cup · ');
  expect(product.html).toContain('"@type":"AggregateOffer"');
  expect(product.html).toContain('"lowPrice":"12000"');
  // Nothing was uploaded of it: there is nothing to ask for before the page does.
  expect(product.html).not.toContain("imagesrcset");
  expect((await read(`/shows/${coming.id}`)).html).toContain(`"startDate":"${coming.startsAt}"`);
  expect((await read(`/@${sale.shop.handle}`)).html).toContain(
    '<meta property="og:type" content="profile" />',
  );
  for (const path of [
    `/shows/${"0".repeat(24)}`,
    "/@nobody-at-all",
    "/products/no-id",
    "/clips/0",
    "/nowhere",
  ])
    expect([path, (await read(path)).status]).toEqual([path, 404]);
  const map = await read("/sitemap.xml");
  expect(map.html).toContain(`/products/${sale.product.id}</loc>`);

  // The data in the page is no script: the content security policy has nothing against it.
  const { page } = ann;
  const complaints: string[] = [];
  page.on("console", (line) => {
    if (/Content Security Policy/i.test(line.text())) complaints.push(line.text());
  });
  await page.goto(`/products/${sale.product.id}`);
  await expect(page.getByRole("heading", { name: "Celadon cup" })).toBeVisible();
  expect(complaints).toEqual([]);
});
