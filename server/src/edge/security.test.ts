import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer } from "../testing/harness.ts";

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test.each([
  ["an answer", routes.readConfig.path, 200],
  ["a refusal", routes.listAddresses.path, 401],
  ["a call that does not exist", "/api/nothing", 404],
])("%s of a call may not be kept, shown, framed or guessed at", async (_what, path, status) => {
  const answer = await fetch(`${server.url}${path}`);
  const { headers } = answer;
  expect(answer.status).toBe(status);
  expect(await answer.json()).toBeTypeOf("object");
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "content-type": "application/json; charset=utf-8",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  expect(headers.has("etag")).toBe(false);
  expect(headers.has("x-powered-by")).toBe(false);
});

test("calls are found under each method, and a HEAD is answered as the GET without its body", async () => {
  const head = await fetch(`${server.url}${routes.readConfig.path}`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const wrong = await fetch(`${server.url}${routes.readConfig.path}`, { method: "DELETE" });
  expect(wrong.status).toBe(404);
});
