import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test.each(["/api/shops/by-handle/%ff", "/shows/%ff", "/%c0%ae%c0%ae/etc/passwd"])(
  "an address that cannot be decoded (%s) is missing, and no stack is shown",
  async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect([response.status, await response.json()]).toMatchObject([404, { error: { code: "NOT_FOUND" } }]);
  },
);
