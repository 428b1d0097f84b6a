import type { Page } from "@playwright/test";
import { prepareSale } from "@showdrop/local/sample-sale.ts";
import { markFirstFrame } from "./picture.ts";
import { expect, test } from "./test.ts";
import { button, goOnAir } from "./verbs.ts";

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
