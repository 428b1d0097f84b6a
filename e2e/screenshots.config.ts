import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/** Pictures of the main pages with the demo's shop and show, for people to look at; nothing is asserted. */
export default defineConfig({
  ...journeys,
  testMatch: "**/screenshots.ts",
  outputDir: "test-results/screenshots",
  timeout: 480_000, // the demo fills its shop first, and its drops take their time
});
