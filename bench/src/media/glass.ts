import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { ensureChromium, quietSwitches } from "@showdrop/local/browser.ts";
import { buildClient } from "@showdrop/local/client.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { startPlatform } from "@showdrop/local/platform.ts";
import { prepareSale } from "@showdrop/local/sample-sale.ts";
import { newKey, routes } from "@showdrop/shared";
import { type Browser, chromium, type Page } from "playwright-core";
import { FIELDS_ACROSS, ROWS, readFrames, replaceCamera } from "./clock-picture.ts";

const FIELDS = { across: FIELDS_ACROSS, rows: ROWS };
/** For the sender to reach its full size. */
const WARM_UP_MS = 15_000;
/** For a new window to be done with itself. */
const WINDOW_MS = 1_500;
/** No frame of a live picture is older; what is, was read across two frames. */
const IMPOSSIBLE_MS = 5_000;

export type Seen = {
  /** Age of each frame when it was shown, in ms, and the height of the last. */
  frameAgesMs: number[];
  height: number;
  /** From navigation to the first decoded frame, each visit. */
  firstFrameMs: number[];
};

/** The real studio sends a clock, the real watch page shows it: from one picture to the other, in Chromium. */
export const lookThrough = async (
  dir: string,
  options: { seconds: number; visits: number },
  log: Log,
): Promise<Seen> => {
  const [program] = await Promise.all([ensureChromium(log), buildClient(log)]);
  const platform = await startPlatform({
    dataDir: join(dir, "glass"),
    durable: false,
    serverEnv: { RATE_LIMIT_SCALE: "100", LOG_LEVEL: "warn" },
    log,
  });
  const browser = await chromium.launch({
    executablePath: program,
    args: [...quietSwitches, "--disable-gpu"],
  });
  try {
    const api = createApiClient(platform.url);
    const body = {
      email: `glass-${newKey()}@example.com`,
      displayName: "Glass",
      password: "a clear pane here",
    };
    await api.must(routes.signUp, { body });
    const { show } = await prepareSale({ api, name: "Glass" });
    await goLive(browser, platform.url, api.cookies(), show.id);
    await sleep(WARM_UP_MS);
    const firstFrameMs: number[] = [];
    for (let visit = 0; visit < options.visits; visit++)
      firstFrameMs.push(await firstFrameOf(browser, `${platform.url}/shows/${show.id}`));
    const viewer = await watch(browser, `${platform.url}/shows/${show.id}`);
    await sleep(WARM_UP_MS);
    await viewer.evaluate(readFrames, FIELDS);
    await sleep(options.seconds * 1000);
    const seen = await viewer.evaluate(() => ({
      ages: Reflect.get(window, "frameAges"),
      height: document.querySelector("video")?.videoHeight ?? 0,
    }));
    const ages: number[] = Array.isArray(seen.ages) ? seen.ages.filter((age) => typeof age === "number") : [];
    return {
      frameAgesMs: ages.filter((age) => age >= 0 && age < IMPOSSIBLE_MS),
      height: seen.height,
      firstFrameMs,
    };
  } finally {
    await browser.close();
    await platform.stop();
  }
};

const goLive = async (browser: Browser, url: string, cookies: string, showId: string): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
  await context.addCookies(
    cookies.split("; ").map((cookie) => {
      const [name = "", value = ""] = cookie.split("=");
      return { name, value, url };
    }),
  );
  await context.addInitScript(replaceCamera, FIELDS);
  const page = await context.newPage();
  await page.goto(`${url}/studio/shows/${showId}`);
  await page.getByRole("button", { name: "Allow camera and microphone" }).click();
  await page.getByRole("button", { name: "Go live" }).click();
  await page.getByRole("button", { name: "End show" }).waitFor();
};

/** A viewer who wants the full picture: where nothing is drawn by a graphics card, a larger screen costs frames. */
const watch = async (browser: Browser, url: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
  await context.addInitScript(() => localStorage.setItem("showdrop.quality", "high"));
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
  return page;
};

/** A first visit: nothing is in the browser's cache. @returns milliseconds from navigation to the first frame */
const firstFrameOf = async (browser: Browser, url: string): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
  await context.addInitScript(() => {
    const look = () => {
      // Of whichever element: the page may show the picture in another one than its first.
      const decoded = [...document.querySelectorAll("video")].some(
        (video) => video.getVideoPlaybackQuality().totalVideoFrames > 0,
      );
      if (decoded) performance.mark("first frame");
      else requestAnimationFrame(look);
    };
    look();
  });
  const page = await context.newPage();
  // The window is open, as a visitor's is; what it costs to open one is not the page's.
  await sleep(WINDOW_MS);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("first frame").length > 0);
  const at = await page.evaluate(
    () => performance.getEntriesByName("first frame")[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return at;
};
