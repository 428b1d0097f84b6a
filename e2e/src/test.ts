import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, test as base, type TestInfo } from "@playwright/test";
import { type Platform, startPlatform } from "@showdrop/local/platform.ts";
import { writeCameraFile } from "./camera.ts";
import { chromium } from "./chromium.ts";
import { createPeople, type People } from "./people.ts";

const START_MS = 120_000; // seven processes on a busy machine; the media worker may have to be built first

/** Lines of each log that are shown when a test fails. */
const LAST_LINES = 25;

type House = { dataDir: string; platform: Platform };
type WorkerFixtures = {
  /** How many servers share the work. */
  servers: number;
  /** How many media nodes carry the video. */
  mediaNodes: number;
  /** Settings of the media nodes beyond the platform's own. */
  mediaEnv: Record<string, string>;
  house: House;
  platform: Platform;
  people: People;
};

/** Playwright's test with the whole platform running and people who come to it. One platform serves a file's tests. */
export const test = base.extend<{ logs: undefined }, WorkerFixtures>({
  servers: [1, { option: true, scope: "worker" }],
  mediaNodes: [1, { option: true, scope: "worker" }],
  mediaEnv: [{}, { option: true, scope: "worker" }],

  house: [
    async ({ servers, mediaNodes, mediaEnv }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), "showdrop-e2e-"));
      const platform = await startPlatform({
        dataDir,
        durable: true,
        ...{ servers, mediaNodes, mediaEnv },
        // The tests are busier than people: limits are tested where they are made.
        serverEnv: { RATE_LIMIT_SCALE: "1000", LOG_LEVEL: "warn" },
        log: (line) => process.stderr.write(`${line}\n`),
      });
      await use({ dataDir, platform });
      await platform.stop();
      await rm(dataDir, { recursive: true });
    },
    { scope: "worker", timeout: START_MS },
  ],
  platform: [({ house }, use) => use(house.platform), { scope: "worker" }],

  people: [
    async ({ house, browser, playwright }, use) => {
      const studios = new Map<true | "720p", Browser>();
      const withCamera = async (camera: true | "720p") => {
        const file = join(house.dataDir, "camera.mjpeg");
        const known = studios.get(camera);
        if (known) return known;
        if (camera === true) await writeCameraFile(file);
        const studio = await playwright.chromium.launch(chromium(camera === true ? file : undefined));
        studios.set(camera, studio);
        return studio;
      };
      const people = createPeople(house.platform.url, browser, withCamera);
      await use(people);
      for (const studio of studios.values()) await studio.close();
    },
    { scope: "worker" },
  ],

  logs: [
    async ({ house }, use, testInfo) => {
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus) await showLogs(join(house.dataDir, "logs"), testInfo);
    },
    { auto: true },
  ],
});

async function showLogs(folder: string, testInfo: TestInfo): Promise<void> {
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    if (text === "") continue;
    await testInfo.attach(name, { body: text, contentType: "application/x-ndjson" });
    const last = text.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
    process.stderr.write(`\n── the end of ${name}\n${last}\n`);
  }
}

export { expect } from "@playwright/test";
