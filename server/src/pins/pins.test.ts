import { type Product, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { goLive, openPage } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const addProduct = (owner: Client, shopId: string, title: string): Promise<Product> =>
  owner.must(routes.createProduct, {
    params: { shopId },
    body: {
      title,
      currency: "KRW",
      variants: [{ name: "One size", price: { amount: 12_000, currency: "KRW" }, stock: 3 }],
    },
  });

test("pins reach everybody at once, and those who join later", async () => {
  const { owner, shop, show } = await goLive(server);
  const [cup, bowl] = [await addProduct(owner, shop.id, "Cup"), await addProduct(owner, shop.id, "Bowl")];
  const page = await openPage(server.visitor(), show.id);
  const params = { showId: show.id };
  const pins = await owner.must(routes.setPins, {
    params,
    body: { productIds: [bowl.id, cup.id], featuredId: cup.id },
  });
  expect(pins).toEqual({ products: [bowl, cup], featuredId: cup.id });
  expect((await page.hears("pins:changed")).data).toEqual(pins);
  const late = await server.visitor().connect();
  const snapshot = await late.request("show:join", params);
  expect(snapshot.ok && snapshot.data.pins).toEqual(pins);

  await owner.must(routes.editProduct, { params: { productId: cup.id }, body: { archived: true } });
  const after = await late.request("show:join", params);
  expect(after.ok && after.data.pins).toMatchObject({ products: [{ id: bowl.id }], featuredId: null });
  page.close();
  late.close();
});

test("another shop's product, a stranger, a fourth pin and an ended show are refused", async () => {
  const { owner, shop, show } = await goLive(server);
  const other = await goLive(server);
  const foreign = await addProduct(other.owner, other.shop.id, "Theirs");
  const own = await addProduct(owner, shop.id, "Ours");
  const params = { showId: show.id };
  const body = { productIds: [own.id], featuredId: own.id };
  expect(
    await owner.call(routes.setPins, { params, body: { productIds: [foreign.id], featuredId: null } }),
  ).toMatchObject({ error: { code: "PRODUCT_NOT_IN_SHOP", path: "productIds" } });
  expect(await other.owner.call(routes.setPins, { params, body })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  expect(
    await owner.call(routes.setPins, { params, body: { productIds: [own.id], featuredId: foreign.id } }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "featuredId" } });
  expect(
    await owner.call(routes.setPins, {
      params,
      body: { productIds: Array.from({ length: 4 }, () => own.id), featuredId: null },
    }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "productIds" } });
  await owner.must(routes.endShow, { params });
  expect(await owner.call(routes.setPins, { params, body })).toMatchObject({ error: { code: "SHOW_ENDED" } });
});
