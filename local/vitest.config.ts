import { defineConfig } from "vitest/config";

export default defineConfig({
  // A machine that is busy with other things is slow, not wrong.
  test: { name: "local", include: ["src/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 },
});
