import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "local",
    include: ["src/**/*.test.ts"],
    // Killed processes, clocks and networks: two more tries in CI, and npm test names whatever needed one.
    retry: process.env.CI ? 2 : 0,
    // A machine that is busy with other things is slow, not wrong.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
