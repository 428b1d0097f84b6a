import type { Page } from "@playwright/test";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { offer, prepareSale, type Sale } from "@showdrop/local/sample-sale.ts";
import { newKey, routes } from "@showdrop/shared";
import {
  holdPictures,
  keepConnections,
  protocolsOf,
  readHeard,
  readKeyFrameRequests,
  soundWaits,
} from "./connections.ts";
import type { Network } from "./network.ts";
import type { Member, People } from "./people.ts";
import { expectCameraPicture, expectLastFrame, expectMotion } from "./picture.ts";
import { watchAll } from "./rush.ts";
import { expect, test } from "./test.ts";
import { button, buy, goOnAir, liveVideo } from "./verbs.ts";

test.use({ apart: true });
test.afterEach(({ people }) => people.leave());

/** How long a broken way may take to be noticed, and a new one to be found. */
const RECOVERY_MS = 40_000;

/** Somebody whose camera is on the air. */
async function goLive(people: People, { apart }: { apart: boolean }): Promise<Sale & { creator: Member }> {
  const creator = await people.member("Mina Seo", { camera: true, apart });
  const sale = await prepareSale(creator);
  await keepConnections(creator.page);
  await creator.page.goto(`/studio/shows/${sale.show.id}`);
  await goOnAir(creator.page);
  await expect(button(creator.page, "End show")).toBeVisible();
  return { ...sale, creator };
}

/** Marks the page as it is loaded now. */
const noteLoad = (page: Page): Promise<void> =>
  page.evaluate(() => document.documentElement.setAttribute("data-loaded", "once"));
const expectNoReload = (page: Page): Promise<void> =>
  expect(page.locator("html")).toHaveAttribute("data-loaded", "once");

const cable = (network: Network | null): Network => {
  if (!network) throw new Error("this file's people have a network of their own");
  return network;
};

test("the host's network drops during a drop: everybody waits, sells on, and goes on without a reload", async ({
  people,
  network,
}) => {
  const { creator, show, product, ...sale } = await goLive(people, { apart: true });
  const ann = await people.member("Ann Lee", { on: "phone" });
  const bob = await people.member("Bob Kim");
  await ann.page.goto(`/shows/${show.id}`);
  const video = liveVideo(ann.page, show.title);
  await expectCameraPicture(video);
  const drop = await offer(creator, { show, product, ...sale }, { quantity: 3 });
  await buy(ann.page, product.title);
  for (const { page } of [creator, ann]) await noteLoad(page);
  const status = async () =>
    (await creator.api.must(routes.readShow, { params: { showId: show.id } })).status;

  await cable(network).cut();
  await expect.poll(status, { timeout: RECOVERY_MS }).toBe("paused");
  await expect(ann.page.getByText(/The host's connection dropped/).first()).toBeAttached();
  await expectLastFrame(video);

  const held = await bob.api.call(routes.placeHold, {
    params: { dropId: drop.id },
    body: { variantId: drop.pools[0]?.variant.id ?? "", quantity: 1 },
    idempotencyKey: newKey(),
  });
  expect(held.ok).toBe(true);
  await expect(ann.page.getByRole("dialog", { name: "Delivery" })).toContainText("Held for you for");

  await cable(network).restore();
  await expect.poll(status, { timeout: RECOVERY_MS }).toBe("live");
  await expectCameraPicture(video);
  await expect(button(creator.page, "End show")).toBeVisible();
  const { items } = await creator.api.must(routes.listDrops, { params: { showId: show.id } });
  expect(items[0]?.stock).toEqual({ allocated: 3, available: 1, held: 2, sold: 0 });
  for (const { page } of [creator, ann]) await expectNoReload(page);
});

test("a network that lets no UDP in gets the picture over TCP", async ({ people, network }) => {
  const { show } = await goLive(people, { apart: false });
  const viewer = await people.visitor("Passer-by", { apart: true });
  await keepConnections(viewer.page);
  await cable(network).blockUdp();
  try {
    await viewer.page.goto(`/shows/${show.id}`);
    await expectCameraPicture(liveVideo(viewer.page, show.title));
    expect(await protocolsOf(viewer.page)).toEqual(["tcp"]);
  } finally {
    await cable(network).clear();
  }
});

test("sound waits for a picture that takes long, and no longer than that", async ({ people }) => {
  const { show } = await goLive(people, { apart: false });
  const { page } = await people.visitor("Passer-by");
  await keepConnections(page);
  await page.goto(`/shows/${show.id}`);
  await expectCameraPicture(liveVideo(page, show.title));
  // Left to itself it is heard as soon as it can be.
  await expect.poll(() => soundWaits(page)).toBeLessThan(150);

  const letGo = await holdPictures(page, 500);
  await expect.poll(() => soundWaits(page)).toBeGreaterThan(400);
  await letGo();
  await expect.poll(() => soundWaits(page)).toBeLessThan(150);
});

test("of a line that loses every fifth packet the sound stays, and the picture comes back after it", async ({
  people,
  network,
}) => {
  const { show } = await goLive(people, { apart: false });
  const viewer = await people.visitor("Passer-by", { apart: true });
  await keepConnections(viewer.page);
  await viewer.page.goto(`/shows/${show.id}`);
  const video = liveVideo(viewer.page, show.title);
  await expectCameraPicture(video);
  await expect.poll(async () => (await readHeard(viewer.page)).packets).toBeGreaterThan(0);

  const before = await readHeard(viewer.page);
  await cable(network).lose(0.2);
  try {
    await expect
      .poll(async () => (await readHeard(viewer.page)).packets - before.packets, { timeout: RECOVERY_MS })
      .toBeGreaterThan(100);
  } finally {
    await cable(network).clear();
  }
  const after = await readHeard(viewer.page);
  const concealed = (after.concealed - before.concealed) / (after.samples - before.samples);
  console.log(`with 20 % loss, ${Math.round(concealed * 100)} % of the sound was made up`);
  expect(concealed).toBeLessThan(0.4);
  await expectCameraPicture(video);
});

/** Viewers who come at once. */
const RUSH = 100;
/** All of them encrypt, and decode, in one process: a busy machine with two cores takes a minute. */
const RUSH_MS = 180_000;

test("a hundred viewers at once ask the host for at most one key frame a second in each layer", async ({
  people,
  platform,
}) => {
  test.setTimeout(RUSH_MS);
  const { show, creator } = await goLive(people, { apart: false });
  // One person has some connections, and not a hundred: each is a visitor of their own.
  const passes = await Promise.all(
    Array.from({ length: RUSH }, () =>
      createApiClient(platform.url).must(routes.admitToShow, {
        params: { showId: show.id },
        body: { as: "viewer" },
      }),
    ),
  );
  const before = await readKeyFrameRequests(creator.page);
  const began = performance.now();
  const watchers = await watchAll(passes);
  const viewer = await people.visitor("Passer-by");
  await viewer.page.goto(`/shows/${show.id}`);
  await expectMotion(liveVideo(viewer.page, show.title));
  const after = await readKeyFrameRequests(creator.page);
  const seconds = (performance.now() - began) / 1000;
  for (const watcher of watchers) watcher.leave();

  const asked = Object.entries(after).map(([layer, count]) => count - (before[layer] ?? 0));
  console.log(`${RUSH} viewers within ${seconds.toFixed(1)} s: ${asked.join(", ")} key frames asked for`);
  expect(Math.max(...asked)).toBeGreaterThan(0);
  expect(Math.max(...asked)).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
});
