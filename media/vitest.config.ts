import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "media",
    include: ["src/**/*.test.ts"],
    // Bandwidth estimation and the activity of layers take WebRTC some seconds, on a busy machine more.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
