import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/** Pictures of every page and moment with the demo's shop and show, for people to look at; nothing is asserted. */
export default defineConfig({
  ...journeys,
  testMatch: "**/screenshots.ts",
  outputDir: "test-results/screenshots",
  timeout: 600_000, // fifty pages and a whole show, and the demo's drops take their time
});
