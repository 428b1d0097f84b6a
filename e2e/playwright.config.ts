import { defineConfig } from "@playwright/test";
import { chromium } from "./src/chromium.ts";

/** Milliseconds for one test, and for one thing to appear: generous for a busy machine with two cores. */
const TEST_MS = 180_000;
const APPEAR_MS = 30_000;

export default defineConfig({
  testDir: "src",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // One at a time: the journeys decode video, and the races must not race with each other.
  workers: 1,
  fullyParallel: false,
  // Cameras, networks and killed processes on a busy machine: two more tries in CI, and npm test names whatever needed one.
  retries: process.env.CI ? 2 : 0,
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
