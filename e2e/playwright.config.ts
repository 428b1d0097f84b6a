import { defineConfig } from "@playwright/test";
import { chromium } from "./src/chromium.ts";

/** Milliseconds for one test, and for one thing to appear: generous for a busy machine with two cores. */
const TEST_MS = 90_000;
const APPEAR_MS = 15_000;

export default defineConfig({
  testDir: "src",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // One at a time: the journeys decode video, and the races must not race with each other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: TEST_MS,
  expect: { timeout: APPEAR_MS },
  reporter: "list",
  use: {
    launchOptions: chromium(),
    screenshot: "only-on-failure",
    locale: "en-US",
    timezoneId: "Asia/Seoul",
  },
});
