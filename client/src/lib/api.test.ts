import { File as NodeFile } from "node:buffer";
import { catalogRoutes, newKey, personRoutes, shopRoutes } from "@showdrop/shared";
import { expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../testing/serve.ts";
import { call, keyOf } from "./api.ts";

const productId = "0123456789abcdef01234567";
const variantId = "00000000000000000000000a";

test("a reading call fills in its path and query and gives the parsed answer", async () => {
  const seen = await serve(() => ({ json: { items: [] } }));
  const result = await call(catalogRoutes.listStockEntries, {
    params: { variantId },
    query: { before: productId, limit: 20 },
  });
  expect(result).toEqual({ ok: true, data: { items: [] } });
  expect(seen.map(({ method, url }) => [method, url])).toEqual([
    ["GET", `/api/variants/${variantId}/stock?before=${productId}&limit=20`],
  ]);
});

test("what stands in a path is escaped", async () => {
  const seen = await serve(() => ({ json: {} }));
  vi.spyOn(console, "error").mockReturnValue();
  await call(shopRoutes.readShopPage, { params: { handle: "a/../b?c" } });
  expect(seen[0]?.url).toBe("/api/shops/by-handle/a%2F..%2Fb%3Fc");
});

test("a changing call carries its body and its idempotency key", async () => {
  const seen = await serve(() => ({
    json: { id: variantId, name: "Large", price: { amount: 1250, currency: "USD" }, available: 7 },
  }));
  const idempotencyKey = newKey();
  const body = { change: 5, reason: "new batch" };
  const result = await call(catalogRoutes.moveStock, { params: { variantId }, body, idempotencyKey });
  expect(result.ok && result.data.available).toBe(7);
  expect(seen[0]?.method).toBe("POST");
  expect(seen[0]?.headers["idempotency-key"]).toBe(idempotencyKey);
  expect(seen[0]?.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(seen[0]?.body ?? "")).toEqual(body);
});

test("a call that needs an idempotency key is a mistake without one", async () => {
  const attempt = call(catalogRoutes.moveStock, { params: { variantId }, body: { change: 5, reason: "x" } });
  await expect(attempt).rejects.toThrow("needs an idempotency key");
});

test("a refusal comes back with its code, sentence, place and wait", async () => {
  const error = {
    code: "TOO_MANY_REQUESTS",
    message: "That was a bit fast.",
    path: "email",
    retryAfter: 12,
  };
  await serve(() => ({ status: 429, json: { error } }));
  const result = await call(personRoutes.signIn, { body: { email: "ann@example.com", password: "x" } });
  expect(result).toEqual({ ok: false, error });
});

test.each([
  ["a proxy's page for a server that is away", 502, "UNAVAILABLE"],
  ["a page that is no refusal of ours", 404, "INTERNAL"],
])("%s is understood", async (_, status, code) => {
  await serve(() => ({ status, text: "<html>nginx</html>" }));
  const result = await call(personRoutes.readMe, {});
  expect(result.ok ? null : result.error.code).toBe(code);
});

test("a connection that breaks off is UNAVAILABLE", async () => {
  await serve(() => "hang up");
  const result = await call(personRoutes.readMe, {});
  expect(result.ok ? null : result.error.code).toBe("UNAVAILABLE");
});

test("an answer against its schema is INTERNAL, and is noted", async () => {
  const noted = vi.spyOn(console, "error").mockReturnValue();
  await serve(() => ({ json: { me: { id: 7 } } }));
  const result = await call(personRoutes.readMe, {});
  expect(result.ok ? null : result.error.code).toBe("INTERNAL");
  expect(noted.mock.calls[0]?.[0]).toBe("GET /api/me answered against its schema");
});

/** jsdom's FormData and File mean nothing to Node's fetch; in a browser all are of one make, so here all are Node's. */
const useNodeForms = async (): Promise<void> => {
  const form = await new Response(new URLSearchParams()).formData();
  vi.stubGlobal("FormData", form.constructor);
  vi.stubGlobal("File", NodeFile);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
};

test("an upload is multipart with the file in the field `file`", async () => {
  const image = { id: productId, url: "/uploads/a.webp", width: 10, height: 20 };
  const seen = await serve(() => ({ json: image }));
  await useNodeForms();
  const file = new File(["pixels"], "bowl.png", { type: "image/png" });
  const result = await call(catalogRoutes.uploadImage, { params: { shopId: productId }, file });
  expect(result).toEqual({ ok: true, data: image });
  expect(seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(seen[0]?.body).toContain('name="file"; filename="bowl.png"');
  expect(seen[0]?.body).toContain("pixels");
});

test("keys of the same call are equal, and begin with what all calls of the route share", () => {
  const one = keyOf(catalogRoutes.readProduct, { params: { productId } });
  expect(one).toEqual(keyOf(catalogRoutes.readProduct, { params: { productId } }));
  expect(one).not.toEqual(keyOf(catalogRoutes.readProduct, { params: { productId: variantId } }));
  expect(one[0]).toBe(keyOf(catalogRoutes.readProduct)[0]);
});
