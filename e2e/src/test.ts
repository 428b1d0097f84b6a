import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, test as base, type TestInfo } from "@playwright/test";
import { freePort } from "@showdrop/local/kit/ports.ts";
import { type Platform, startPlatform } from "@showdrop/local/platform.ts";
import { writeCameraFile } from "./camera.ts";
import { chromium } from "./chromium.ts";
import { makeNetwork, type Network } from "./network.ts";
import { type Arrival, createPeople, type People } from "./people.ts";

const START_MS = 120_000; // seven processes on a busy machine; the media worker may have to be built first

/** The light of a dark room, as a share of a good one's: something can just be made out. */
const DARKNESS = 0.3;

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
  /** Settings of the servers beyond the platform's own. */
  serverEnv: Record<string, string>;
  /** Whether some people sit in a network of their own. */
  apart: boolean;
  /** That network; null where nobody does. */
  network: Network | null;
  house: House;
  platform: Platform;
  people: People;
};

/**
 * Playwright's test with the whole platform running and people who come to it. One platform serves all files that
 * ask for the same; a file that calls `test.use` with any of this has its own.
 */
export const test = base.extend<{ logs: undefined }, WorkerFixtures>({
  servers: [1, { option: true, scope: "worker" }],
  mediaNodes: [1, { option: true, scope: "worker" }],
  mediaEnv: [{}, { option: true, scope: "worker" }],
  serverEnv: [{}, { option: true, scope: "worker" }],
  apart: [false, { option: true, scope: "worker" }],

  network: [
    async ({ apart }, use) => {
      const network = apart ? await makeNetwork() : null;
      await use(network);
      await network?.remove();
    },
    { scope: "worker" },
  ],

  house: [
    async ({ servers, mediaNodes, mediaEnv, serverEnv, network }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), "showdrop-e2e-"));
      const platform = await startPlatform({
        dataDir,
        durable: true,
        ...{ servers, mediaNodes, mediaEnv },
        ...(network ? await reachableAt(network.address) : {}),
        // The tests are busier than people: limits are tested where they are made.
        serverEnv: { RATE_LIMIT_SCALE: "1000", LOG_LEVEL: "warn", ...serverEnv },
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
    async ({ house, browser, network, playwright }, use) => {
      const opened = new Map<string, Browser>();
      const apartUrl = network && urlAt(network.address, house.platform);
      const launch = async ({ camera = false, apart = false }: Arrival): Promise<Browser> => {
        const drawn = camera !== false && camera !== "720p";
        const file = join(house.dataDir, `camera-${camera}.mjpeg`);
        if (drawn) await writeCameraFile(file, camera === "dark" ? DARKNESS : 1);
        const options = chromium({
          ...(drawn ? { cameraFile: file } : {}),
          guarded: camera === "refused",
        });
        if (!apart) return playwright.chromium.launch(options);
        if (!network) throw new Error("nobody is apart here: test.use({ apart: true })");
        return playwright.chromium.launch({
          ...options,
          executablePath: await network.wrap(options.executablePath ?? "", house.dataDir),
          // Cameras are for pages that came safely, and a cable between two ends of one machine is safe.
          args: [...(options.args ?? []), `--unsafely-treat-insecure-origin-as-secure=${apartUrl}`],
        });
      };
      const people = createPeople({
        url: ({ apart }) => (apart && apartUrl ? apartUrl : house.platform.url),
        browser: async (arrival) => {
          if (!arrival.camera && !arrival.apart) return browser;
          const key = JSON.stringify(arrival);
          const known = opened.get(key) ?? (await launch(arrival));
          opened.set(key, known);
          return known;
        },
      });
      await use(people);
      for (const one of opened.values()) await one.close();
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

const urlAt = (address: string, platform: Platform): string =>
  `http://${address}:${new URL(platform.url).port}`;

/** What makes a platform reachable at an address of this machine that is not its own loopback. */
async function reachableAt(address: string) {
  const [server, media] = [await freePort(), await freePort()];
  return {
    ports: { server, media },
    allowedOrigins: [`http://${address}:${server}`],
    mediaEnv: { MEDIA_PUBLIC_URL: `http://${address}:${media}`, ANNOUNCED_ADDRESS: address },
  };
}

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
