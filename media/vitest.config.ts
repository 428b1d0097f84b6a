import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "media",
    include: ["src/**/*.test.ts"],
    // Bandwidth estimation and the activity of layers take WebRTC some seconds, on a busy machine more.
    // Killed processes, clocks and networks: two more tries in CI, and npm test names whatever needed one.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
