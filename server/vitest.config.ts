import { defineConfig } from "vitest/config";

export default defineConfig({
  // One file after the other: they share one Redis, and two cores are busy enough with it and MongoDB.
  test: {
    name: "server",
    include: ["src/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
