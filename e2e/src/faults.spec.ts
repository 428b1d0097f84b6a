import { readFile } from "node:fs/promises";
import type { Platform } from "@showdrop/local/platform.ts";
import { offer, prepareSale, type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { type DropStock, newKey, routes } from "@showdrop/shared";
import type { Member } from "./people.ts";
import { expectCameraPicture } from "./picture.ts";
import { expect, test } from "./test.ts";
import {
  button,
  buy,
  cards,
  chatLog,
  dropCard,
  expectPaid,
  field,
  fillInAddress,
  goOnAir,
  liveVideo,
  payWith,
  say,
} from "./verbs.ts";

test.use({ servers: 2 });
test.afterEach(({ people }) => people.leave());

/** The stock of a show's only drop; undefined while the platform cannot say. */
const readStock = async ({ api }: Member, { show }: Sale): Promise<DropStock | undefined> => {
  const answer = await api.call(routes.listDrops, { params: { showId: show.id } });
  return answer.ok ? answer.data.items[0]?.stock : undefined;
};

/** The same page as the second server gives it; its hub is that server's. */
const onSecond = ({ servers }: Platform, path: string): string => new URL(path, servers[1]?.url).href;

test("what happens on one server is seen on the other: a chat line, the stock, a ban", async ({
  people,
  platform,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const path = `/shows/${sale.show.id}`;
  const ann = await people.member("Ann Lee", { on: "phone" });
  const bob = await people.member("Bob Kim");
  await creator.page.goto(path);
  await ann.page.goto(path);
  await bob.page.goto(onSecond(platform, path));

  await say(ann.page, "Hello from the first server");
  await expect(chatLog(bob.page)).toContainText("Ann Lee Hello from the first server");
  await say(bob.page, "And from the second");
  await expect(chatLog(ann.page)).toContainText("Bob Kim And from the second");

  await offer(creator, sale, { quantity: 3 });
  for (const { page } of [ann, bob])
    await expect(dropCard(page, sale.product.title)).toContainText("3 of 3 left");
  await buy(bob.page, sale.product.title);
  await expect(dropCard(ann.page, sale.product.title)).toContainText("2 of 3 left");

  await button(chatLog(creator.page), "Moderate the message of Bob Kim").click();
  await creator.page.getByRole("menuitem", { name: "Ban Bob Kim" }).click();
  await button(creator.page.getByRole("dialog"), "Ban").click();
  await expect(bob.page.getByRole("heading", { name: "You were removed" })).toBeVisible();
  await expect(chatLog(ann.page)).not.toContainText("And from the second");
});

test("the server is killed while a buyer pays: the page recovers by itself and the purchase completes once", async ({
  people,
  platform,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const ann = await people.member("Ann Lee", { on: "phone" });
  await ann.page.goto(`/shows/${sale.show.id}`);
  await offer(creator, sale, { quantity: 2 });
  await buy(ann.page, sale.product.title);
  await fillInAddress(ann.page, ann.name);

  await expect(field(ann.page, "Card number")).toBeVisible();

  await platform.server.kill();
  await expect(ann.page.getByText("Connection lost. Coming back…")).toBeAttached();
  // The payment provider is still there: money moves while nobody of ours listens.
  await payWith(ann.page, cards.pays);
  await expect(ann.page.getByRole("dialog")).toContainText("Checking your payment");
  await platform.server.start();

  const number = await expectPaid(ann.page);
  await expect(ann.page.getByText("Connection lost. Coming back…")).toHaveCount(0);
  const { items } = await ann.api.must(routes.listMyOrders, {});
  expect(items.map((order) => [order.number, order.status])).toEqual([[number, "paid"]]);
  await expect.poll(() => readStock(creator, sale)).toEqual({ allocated: 2, available: 1, held: 0, sold: 1 });
  await button(ann.page, "Back to the show").click();
  await say(ann.page, "Still here");
  await expect(chatLog(ann.page)).toContainText("Ann Lee Still here");
});

test("Redis comes back empty during a drop: it is counted anew, sales go on, nothing is oversold", async ({
  people,
  platform,
}) => {
  const creator = await people.member("Mina Seo");
  const sale = await startSale(creator);
  const { title } = sale.product;
  const [ann, bob, cho] = await Promise.all([
    people.member("Ann Lee", { on: "phone" }),
    people.member("Bob Kim"),
    people.member("Cho Eun"),
  ]);
  for (const { page } of [ann, bob, cho]) await page.goto(`/shows/${sale.show.id}`);
  await offer(creator, sale, { quantity: 2 });

  await buy(ann.page, title);
  await fillInAddress(ann.page, ann.name);
  await payWith(ann.page, cards.pays);
  await expectPaid(ann.page);
  await button(ann.page, "Back to the show").click();
  await buy(bob.page, title);
  await fillInAddress(bob.page, bob.name); // from here on the order, and so the unit, stands in the record
  await expect(dropCard(cho.page, title)).toContainText("0 of 2 left");

  await platform.redis.restart({ wipe: true });

  await expect
    .poll(() => readStock(creator, sale), { timeout: 30_000 })
    .toEqual({ allocated: 2, available: 0, held: 1, sold: 1 });
  const late = await cho.api.call(routes.placeHold, {
    params: { dropId: await dropId(creator, sale) },
    body: { variantId: sale.product.variants[0]?.id ?? "", quantity: 1 },
    idempotencyKey: newKey(),
  });
  expect(late).toMatchObject({ ok: false, error: { code: "DROP_ALL_HELD" } });

  await button(bob.page, "Give it back").click();
  await expect(bob.page.getByRole("dialog")).toContainText("You gave it back");
  await buy(cho.page, title);
  await fillInAddress(cho.page, cho.name);
  await payWith(cho.page, cards.pays);
  await expectPaid(cho.page);
  await expect(dropCard(bob.page, title)).toContainText("Sold out");
  expect(await readStock(creator, sale)).toEqual({ allocated: 2, available: 0, held: 0, sold: 2 });
});

test("the media worker dies: host and viewers are back without a reload", async ({ people, platform }) => {
  const creator = await people.member("Mina Seo", { camera: true });
  const { show } = await prepareSale(creator);
  await creator.page.goto(`/studio/shows/${show.id}`);
  await goOnAir(creator.page);
  await expect(button(creator.page, "End show")).toBeVisible();
  const viewer = await people.visitor("Passer-by", { on: "phone" });
  await viewer.page.goto(`/shows/${show.id}`);
  const video = liveVideo(viewer.page, show.title);
  await expectCameraPicture(video);
  await viewer.page.evaluate(() => document.documentElement.setAttribute("data-loaded", "once"));

  const [worker] = await mediaWorkers(platform);
  if (worker === undefined) throw new Error("the media node has no worker");
  process.kill(worker, "SIGSEGV");
  await expect.poll(async () => (await mediaWorkers(platform)).includes(worker)).toBe(false);

  // The last frame stands still meanwhile: only a stream that flows again shows the picture moving.
  await expectCameraPicture(video);
  await expect(viewer.page.locator("html")).toHaveAttribute("data-loaded", "once");
});

const dropId = async ({ api }: Member, { show }: Sale): Promise<string> => {
  const { items } = await api.must(routes.listDrops, { params: { showId: show.id } });
  return items[0]?.id ?? "";
};

/** The process ids of the media node's workers, which are its children. */
async function mediaWorkers({ media }: Platform): Promise<number[]> {
  const pid = media.pid();
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim();
  const names = await Promise.all(
    children.split(" ").map(async (child) => {
      const name = await readFile(`/proc/${child}/comm`, "utf8").catch(() => ""); // it has just ended
      return { child: Number(child), name };
    }),
  );
  return names.filter(({ name }) => name.startsWith("mediasoup-work")).map(({ child }) => child);
}
