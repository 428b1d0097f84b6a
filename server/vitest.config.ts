import { defineConfig } from "vitest/config";

export default defineConfig({
  // One file after the other: they share one Redis, and two cores are busy enough with it and MongoDB.
  test: {
    name: "server",
    include: ["src/**/*.test.ts"],
    fileParallelism: false,
    // A machine that is busy with other things is slow, not wrong.
    // Killed processes, clocks and networks: two more tries in CI, and npm test names whatever needed one.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
