import { offer, prepareSale, type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { REHEARSAL_PATH, routes } from "@showdrop/shared";
import { expectAccessible } from "./accessible.ts";
import { press, tabTo, write } from "./keyboard.ts";
import type { Member } from "./people.ts";
import { expectMotion } from "./picture.ts";
import { openSite, sendByWhip } from "./program.ts";
import { expect, test } from "./test.ts";
import {
  button,
  buy,
  cards,
  chatLog,
  dropCard,
  expectPaid,
  field,
  figure,
  fillInAddress,
  goOnAir,
  payWith,
  say,
} from "./verbs.ts";

test.afterEach(({ people }) => people.leave());

/** Opens in an hour: nobody waits for it, the host opens it before. */
const later = () => new Date(Date.now() + 3_600_000).toISOString();

const steps = [
  { id: "0123456789abcdef01234567", heading: "Hello", notes: "Thank the followers", minutes: 2 },
  { id: "0123456789abcdef01234568", heading: "The cup", notes: "Show the foot", minutes: 8 },
] as const;

const plan = ({ api }: Member, { show, product }: Sale, dropId: string) =>
  api.must(routes.saveRunOfShow, {
    params: { showId: show.id },
    body: {
      revision: 0,
      steps: steps.map((step, index) => ({
        ...step,
        productId: index === 1 ? product.id : null,
        dropId: index === 1 ? dropId : null,
      })),
    },
  });

test("a run of show is planned and run with keys alone, never while typing; the strip counts; and right back is said to everybody", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await prepareSale(creator);
  const { title } = sale.product;
  await offer(creator, sale, { quantity: 3, opensAt: later() });
  const { page } = creator;
  await page.goto(`/studio/shows/${sale.show.id}`);

  await press(page, button(page, "Plan the show"));
  await write(page, field(page, "Heading"), "Hello");
  await write(page, field(page, "Minutes"), "2");
  await press(page, button(page, "Add a step"));
  const second = page.getByRole("list", { name: "Run of show" }).getByRole("listitem").nth(1);
  await write(page, field(second, "Heading"), "The cup");
  await write(page, field(second, "Minutes"), "8");
  await write(page, field(second, "Product to pin"), title);
  await write(page, field(second, "Drop to open"), title);
  await write(page, field(second, "Notes"), "Show the foot");
  await expectAccessible(page, "planning a show");
  await press(page, button(page, "Save the plan"));
  await expect(page.getByText("0 of 2 shown · 10 min planned")).toBeVisible();
  // Before the show there is nothing to open, and nobody to be away from.
  await expect(button(page, "Right back")).toBeDisabled();

  await creator.api.must(routes.startShow, { params: { showId: sale.show.id } });
  await expect(page.getByText("LIVE", { exact: true })).toBeVisible();
  const ann = await people.member("Ann Lee");
  await ann.page.goto(`/shows/${sale.show.id}`);
  await expect(figure(page, "viewers")).toHaveText("1");
  await expect(figure(page, "paid")).toHaveText("0");
  await expectAccessible(page, "the studio with a run of show");

  const now = page.getByRole("list", { name: "Run of show" }).locator("[aria-current=step]");
  await expect(now).toContainText("Hello");
  // What is typed is text, whatever the letters do elsewhere.
  await tabTo(page, field(page, "Say something…"));
  await page.keyboard.type("pop, born?");
  await expect(field(page, "Say something…")).toHaveValue("pop, born?");
  await page.keyboard.press("Enter");
  await expect(chatLog(ann.page)).toContainText("Host Mina Seo pop, born?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(now).toContainText("Hello");

  await tabTo(page, button(page, "Change the run of show"));
  await page.keyboard.press("n");
  await expect(now).toContainText("The cup");
  await page.keyboard.press("p");
  await expect(page.getByText(`${title} is over the video`)).toBeVisible();
  await expect(ann.page.getByRole("link", { name: `Open ${title} in a new tab` })).toBeVisible();

  const ask = page.getByRole("dialog", { name: `Open ${title} now?` });
  await page.keyboard.press("o");
  await expect(ask).toContainText("3 units go on sale at once. One viewer is watching.");
  await page.keyboard.press("o");
  await page.keyboard.press("Escape");
  await expect(ask).toHaveCount(0);
  const card = dropCard(ann.page, title);
  await expect(card).toContainText("Opens in");
  await page.keyboard.press("o");
  await press(page, button(ask, "Open now"));
  await expect(ask).toHaveCount(0);
  await expect(card).toContainText("3 of 3 left");

  await buy(ann.page, title);
  await expect(figure(page, "held")).toHaveText("1");
  await fillInAddress(ann.page, ann.name);
  await payWith(ann.page, cards.pays);
  await expectPaid(ann.page);
  await expect(figure(page, "held")).toHaveText("0");
  await expect(figure(page, "paid")).toHaveText("1");
  await expect(figure(page, "revenue")).toHaveText("₩12,000");
  await expect(figure(page, "perMinute")).not.toHaveText("–");
  await expect(figure(page, "conversion")).toHaveText("100%");
  await button(ann.page, "Back to the show").click();

  await page.keyboard.press("b");
  const rightBack = `${sale.shop.name} will be right back`;
  await expect(page.getByText("You are away")).toBeVisible();
  await expect(ann.page.getByText(rightBack)).toBeVisible();
  const late = await people.visitor("Late Comer");
  await late.page.goto(`/shows/${sale.show.id}`);
  await expect(late.page.getByText(rightBack)).toBeVisible();
  await expectAccessible(late.page, "right back, for a viewer");
  // The drops go on meanwhile.
  await expect(button(dropCard(late.page, title), "Buy")).toBeVisible();
  await page.keyboard.press("b");
  for (const viewer of [ann, late]) await expect(viewer.page.getByText(rightBack)).toHaveCount(0);
  await expect(page.getByText("You are away")).toHaveCount(0);

  await page.keyboard.press("n");
  await expect(page.getByText("Everything was shown.")).toBeVisible();
  await expect(page.getByText("2 of 2 shown · 10 min planned")).toBeVisible();
});

test("a helper's phone is paired by a code that is good once, sees this show alone, and is taken away in the studio", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const drop = await offer(creator, sale, { quantity: 3, opensAt: later() });
  await plan(creator, sale, drop.id);
  const { page } = creator;
  await page.goto(`/studio/shows/${sale.show.id}`);
  await button(page, "Second screen").click();
  const sheet = page.getByRole("dialog", { name: "Second screen" });
  await expect(sheet.getByRole("img", { name: "Code that pairs a second screen" })).toBeVisible();
  const link = (await sheet.getByRole("link", { name: "Open on this device" }).getAttribute("href")) ?? "";
  await expectAccessible(page, "pairing a second screen");

  const helper = await people.visitor("Helper", { on: "phone" });
  const { page: screen } = helper;
  await screen.goto(link);
  await expect(screen.getByRole("heading", { name: sale.show.title })).toBeVisible();
  await expect(screen).toHaveURL(/\/screen$/);
  await expect(screen.getByText("Thank the followers")).toBeVisible();
  await expectAccessible(screen, "a second screen");
  await expect(sheet.getByText("1 screen is paired")).toBeVisible();
  await screen.reload();
  await expect(screen.getByText("Thank the followers")).toBeVisible();

  // The same code once more, from somewhere else, says why it is no good.
  const stranger = await people.visitor("Stranger");
  await stranger.page.goto(link);
  await expect(stranger.page.getByRole("heading", { name: "This code cannot be used" })).toBeVisible();
  await expect(stranger.page.getByText("This code was used already.")).toBeVisible();
  await expectAccessible(stranger.page, "a code that was used");

  await button(page, "Close").click();
  await button(screen, "Shown. Next: The cup").click();
  await expect(screen.getByText("Show the foot")).toBeVisible();
  await expect(page.getByText("Show the foot")).toBeVisible();
  await say(page, "Is my helper here?");
  await screen.getByRole("tab", { name: "Chat" }).click();
  await expect(screen.getByText("Is my helper here?")).toBeVisible();
  await expectAccessible(screen, "the chat on a second screen");
  // A helper is no viewer, and nobody who could say, sell or read anything else.
  await expect(figure(page, "viewers")).toHaveText("0");
  await expect(field(screen, "Say something…")).toHaveCount(0);
  for (const path of [
    `/api/shops/${sale.shop.id}/orders`,
    `/api/shows/${sale.show.id}/run-of-show`,
    `/api/shops/${sale.shop.id}/products`,
  ])
    expect((await screen.request.get(path)).status(), path).toBe(401);

  await button(page, "Second screen").click();
  await button(sheet, /^Take .+ off$/).click();
  await expect(screen.getByRole("heading", { name: "This screen is not paired any more" })).toBeVisible();
  await expect(sheet.getByText("0 screens are paired")).toBeVisible();
  await screen.reload();
  await expect(screen.getByRole("heading", { name: "This screen is not paired any more" })).toBeVisible();
  await expectAccessible(screen, "a screen that was taken off");
});

test("a show is rehearsed with demo people who chat, raid and buy, ends in a report, and leaves nothing behind", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo", { camera: true });
  const sale = await prepareSale(creator, { stock: 20 });
  const { title } = sale.product;
  const drop = await offer(creator, sale, { quantity: 6, opensAt: later() });
  await plan(creator, sale, drop.id);
  const { page } = creator;
  await page.goto(`/studio/shows/${sale.show.id}`);
  await button(page, "Rehearse").click();
  await expect(page).toHaveURL(new RegExp(`${REHEARSAL_PATH}/studio/shows/`));
  await expect(page.getByText("nothing is charged, published or kept")).toBeVisible();

  await goOnAir(page);
  await expect(button(page, "End show")).toBeVisible();
  await expect(chatLog(page)).toContainText("(demo)");
  // The plan came along: its second step has the drop of the rehearsal.
  await button(page, /^Shown\. Next: The cup/).click();
  await button(page, "Open drop").click();
  await button(page.getByRole("dialog", { name: `Open ${title} now?` }), "Open now").click();
  await expect(page.getByText(new RegExp(`\\(demo\\) bought ${title} for ₩12,000`)).first()).toBeVisible();
  await expect(figure(page, "paid")).not.toHaveText("0");
  await expectAccessible(page, "a rehearsal");
  // The raid is stopped as a real one would be.
  const readTally = async () =>
    (await creator.api.must(routes.readRehearsals, { params: { showId: sale.show.id } })).running?.tally;
  await expect.poll(async () => (await readTally())?.raid.lines).toBe(10);
  expect((await readTally())?.raid.stopped).toBeGreaterThan(0);

  // Meanwhile nobody else sees any of it.
  const { items: onNow } = await creator.api.must(routes.listShows, { query: { status: "live" } });
  expect(onNow.filter(({ shop }) => shop.id === sale.shop.id)).toEqual([]);
  const stranger = await people.visitor("Passer-by");
  await stranger.page.goto("/");
  await expect(stranger.page.getByText("Fresh from the kiln").first()).toBeVisible();
  const played = new URL(page.url()).pathname.replace("/studio", "");
  await stranger.page.goto(played);
  await expect(stranger.page.locator("video")).toHaveCount(0);

  await button(page, "End and see the report").click();
  await expect(page.getByRole("heading", { name: "Ready to go live?" })).toBeVisible();
  await expect(page).toHaveURL(`/studio/shows/${sale.show.id}/rehearsal`);
  const line = (about: string) => page.locator(`[data-line=${about}]`);
  await expect(line("stock")).toContainText("Ready");
  await expect(line("shipping")).toContainText("Look at this");
  await expect(line("payouts")).toContainText("Put this right");
  await expect(line("connection")).toContainText("Mbit/s sent");
  await expect(line("raid")).toContainText(/\d+ of 10 lines were stopped by: raid detection/);
  await expect(line("buyers")).toContainText(/\d held a unit, \d paid, \d let it go\./);
  await expectAccessible(page, "the report of a rehearsal");

  const params = { shopId: sale.shop.id };
  expect((await creator.api.must(routes.listShopOrders, { params, query: { limit: 100 } })).items).toEqual(
    [],
  );
  expect(await creator.api.must(routes.readPayouts, { params })).toMatchObject({ balance: null });
  const { items: drops } = await creator.api.must(routes.listDrops, { params: { showId: sale.show.id } });
  expect(drops).toMatchObject([
    { status: "scheduled", stock: { allocated: 6, available: 6, held: 0, sold: 0 } },
  ]);
  const { items: products } = await creator.api.must(routes.listProducts, { params });
  expect(products).toHaveLength(1);
  const home = await (await stranger.page.request.get("/api/home")).text();
  expect(home).not.toContain(played.split("/").at(-1) ?? "");
  await page.getByRole("link", { name: "To the show", exact: true }).click();
  await expect(button(page, "Go live")).toBeVisible();
  await expect(chatLog(page)).not.toContainText("(demo)");
});

test("OBS rehearses with the address and the key that it has, and does not begin the show when that is over", async ({
  people,
}) => {
  const creator = await people.member("Mina Seo");
  const { show, shop } = await prepareSale(creator);
  const made = await creator.api.must(routes.rotateStreamKey, { params: { shopId: shop.id } });
  const site = await openSite();
  const encoder = (await people.visitor("OBS", { camera: true })).page;
  await encoder.goto(site.url);
  const status = async () =>
    (await creator.api.must(routes.readShow, { params: { showId: show.id } })).status;
  const { page } = creator;
  await page.goto(`/studio/shows/${show.id}`);
  await button(page, "Rehearse").click();
  await expect(page).toHaveURL(new RegExp(`${REHEARSAL_PATH}/studio/shows/`));
  await button(page, "Stream with OBS").click();
  await expect(page.getByText("while you rehearse it arrives here")).toBeVisible();
  const url = await field(page, "Server").inputValue();
  const key = await field(page, "Bearer token").inputValue();
  expect([new URL(url).pathname, key]).toEqual([`/whip/${show.id}`, made.key]);

  const send = async () => {
    const session = await sendByWhip(encoder, { url, key, codec: "video/VP8" });
    return session.evaluate((one) => one.status);
  };
  expect(await send()).toBe(201);
  await expect(page.getByText("OBS is sending").first()).toBeVisible();
  await expectMotion(field(page, "What viewers see"));
  await expectAccessible(page, "a rehearsal with OBS");
  await page.keyboard.press("Escape");
  await expect(chatLog(page)).toContainText("(demo)");
  expect(await status()).toBe("scheduled");

  await button(page, "End and see the report").click();
  await expect(page.getByRole("heading", { name: "Ready to go live?" })).toBeVisible();
  expect(await send()).toBe(409);
  expect(await status()).toBe("scheduled");
  await page.goto(`/studio/shows/${show.id}`);
  await button(page, "Stream with OBS").click();
  await button(page, "Go live with OBS").click();
  await expect(button(page, "Go live with OBS")).toBeHidden();
  expect(await status()).toBe("live");
  expect(await send()).toBe(201);
  await expect(page.getByText("OBS is sending").first()).toBeVisible();
  await site.close();
});
