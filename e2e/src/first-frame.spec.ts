import type { Page } from "@playwright/test";
import { prepareSale } from "@showdrop/local/sample-sale.ts";
import { expectCameraPicture, markFirstFrame } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, goOnAir, liveVideo } from "./verbs.ts";

/**
 * How long it takes from opening a live show's page to its first frame, of 720p in three layers. The numbers are
 * printed; what they may be is for a quiet machine to say: `npm run first-frame -w @showdrop/e2e`.
 */
const SETTLE_MS = Number(process.env.FIRST_FRAME_SETTLE_MS ?? 0);
const RUNS = Number(process.env.FIRST_FRAME_RUNS ?? 2);

test.afterEach(({ people }) => people.leave());

test("a viewer who opens a live show sees its picture", async ({ people }) => {
  const creator = await people.member("Mina Seo", { camera: "720p" });
  const { show } = await prepareSale(creator);
  await creator.page.goto(`/studio/shows/${show.id}`);
  await goOnAir(creator.page);
  await expect(button(creator.page, "End show")).toBeVisible();
  await creator.page.waitForTimeout(SETTLE_MS);

  const runs: Steps[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { page, context } = await people.visitor("Passer-by", { on: run % 2 ? "desktop" : "phone" });
    await page.addInitScript(markFirstFrame);
    // The window is open, as a visitor's is; what it costs to open one is not the page's.
    await page.waitForTimeout(SETTLE_MS / 4);
    await page.goto(`/shows/${show.id}`);
    runs.push(await stepsOf(page));
    await context.close();
  }
  for (const { first, ...steps } of runs) {
    expect(first).toBeGreaterThan(0);
    console.log(`first frame after ${first} ms:`, JSON.stringify(steps));
  }
  console.log(`median of ${RUNS}: ${median(runs.map(({ first }) => first))} ms after navigation`);
});

test("whoever opened the page in the moment before the show began sees it too", async ({ people }) => {
  const creator = await people.member("Mina Seo", { camera: true });
  const { show } = await prepareSale(creator);
  await creator.page.goto(`/studio/shows/${show.id}`);
  const { page } = await people.visitor("Passer-by");
  // It was asked for too early, and the answer comes when the page has long heard that the show is live.
  const [begun, heard] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const refused = Promise.withResolvers<void>();
  await page.route("**/assets/app-*.js", async (route) => {
    await begun.promise;
    await route.continue();
  });
  await page.route(`**/api/shows/${show.id}/admission`, async (route) => {
    const response = await route.fetch();
    if (!response.ok()) {
      refused.resolve();
      await heard.promise;
    }
    await route.fulfill({ response });
  });
  await page.goto(`/shows/${show.id}`, { waitUntil: "commit" });
  await refused.promise;
  await goOnAir(creator.page);
  await expect(button(creator.page, "End show")).toBeVisible();
  begun.resolve();
  await expect(page.getByText("LIVE", { exact: true }).first()).toBeVisible();
  heard.resolve();
  await expectCameraPicture(liveVideo(page, show.title));
});

/** Milliseconds after navigation: the first frame, and each mark that the page left on the way. */
type Steps = { first: number } & Record<string, number>;

const stepsOf = async (page: Page): Promise<Steps> => {
  await page.waitForFunction(() => performance.getEntriesByName("first frame").length > 0);
  return page.evaluate(() => {
    const at = (time: number) => Math.round(time);
    const marks = performance.getEntriesByType("mark").map(({ name, startTime }) => [name, at(startTime)]);
    const [first] = performance.getEntriesByName("first frame");
    return { ...Object.fromEntries(marks), first: at(first?.startTime ?? Number.NaN) };
  });
};

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
