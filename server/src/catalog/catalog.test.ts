import { type CreateProduct, type EditProduct, type Product, routes } from "@showdrop/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { systemClock } from "../kit/clock.ts";
import { createTransact, inTransaction } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { createStockStore } from "../stock/stock.store.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { createCatalogStore } from "./catalog.store.ts";
import { editProduct } from "./edit-product.ts";
import { createImageStore } from "./images.store.ts";

let server: TestServer;
let owner: Client;
let shop: { id: string; handle: string };
beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person("olga");
  const handle = `s${randomToken(9).toLowerCase().replaceAll(/[-_]/g, "x")}`;
  shop = await owner.must(routes.openShop, { body: { handle, name: "Olga's mugs" } });
});
afterAll(() => server.stop());

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const mug: CreateProduct = {
  title: " Mug ",
  description: "Holds tea",
  category: null,
  imageIds: [],
  currency: "KRW",
  variants: [
    { name: "small", price: won(12_000), stock: 5 },
    { name: "large", price: won(15_000), stock: 0 },
  ],
};
const createMug = (form: Partial<CreateProduct> = {}) =>
  owner.must(routes.createProduct, { params: { shopId: shop.id }, body: { ...mug, ...form } });
const productId = (product: Product) => ({ productId: product.id });
const audit = () => createAuditStore(server.parts.db, systemClock);
const onShopPage = async () =>
  (await server.visitor().must(routes.readShopPage, { params: { handle: shop.handle } })).products;

test("a product is created with its variants and the first stock in the ledger", async () => {
  const product = await createMug();
  expect(product).toMatchObject({
    shopId: shop.id,
    title: "Mug",
    currency: "KRW",
    archived: false,
    rating: { count: 0, average: null },
    variants: [
      { name: "small", price: won(12_000), available: 5 },
      { name: "large", price: won(15_000), available: 0 },
    ],
  });
  expect(await server.visitor().must(routes.readProduct, { params: productId(product) })).toMatchObject({
    product,
  });
  expect(await onShopPage()).toContainEqual(product);
  const [small, large] = product.variants;
  const ledgerOf = async (variantId = "") =>
    (await owner.must(routes.listStockEntries, { params: { variantId } })).items;
  expect(await ledgerOf(small?.id)).toMatchObject([
    { move: "received", change: 5, quantity: 5, by: { id: owner.me.id, displayName: "olga" } },
  ]);
  expect(await ledgerOf(large?.id)).toEqual([]);
});

test("an edit changes, adds and removes variants; a new price leaves one audit row with both prices (19)", async () => {
  const product = await createMug();
  const [small, large] = product.variants;
  const edited = await owner.must(routes.editProduct, {
    params: productId(product),
    body: {
      title: "Cup",
      variants: [
        { id: small?.id, name: "tiny", price: won(9_900) },
        { name: "huge", price: won(20_000) },
      ],
    },
  });
  expect(edited).toMatchObject({
    id: product.id,
    title: "Cup",
    description: "Holds tea",
    variants: [
      { id: small?.id, name: "tiny", price: won(9_900), available: 5 },
      { name: "huge", price: won(20_000), available: 0 },
    ],
  });
  expect(await audit().of(`variant:${small?.id}`)).toMatchObject([
    { action: "price:edit", actorId: owner.me.id, before: won(12_000), after: won(9_900) },
  ]);
  expect(await audit().of(`variant:${large?.id}`)).toMatchObject([{ action: "variant:remove" }]);
  expect(await owner.call(routes.listStockEntries, { params: { variantId: large?.id ?? "" } })).toMatchObject(
    { error: { code: "NOT_FOUND" } },
  );
  const huge = edited.variants[1]?.id ?? "";
  const stocked = await owner.must(routes.moveStock, {
    params: { variantId: huge },
    body: { change: 3, reason: "New batch" },
  });
  expect(stocked).toMatchObject({ id: huge, available: 3 });
});

test("ten edits of one price at once leave a chain of audit rows that ends at the price", async () => {
  const product = await createMug({ variants: [{ name: "one", price: won(1_000), stock: 1 }] });
  const id = product.variants[0]?.id ?? "";
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      owner.must(routes.editProduct, {
        params: productId(product),
        body: { variants: [{ id, name: "one", price: won(2_000 + i) }] },
      }),
    ),
  );
  const rows = await audit().of(`variant:${id}`);
  expect(rows).toHaveLength(10);
  const chain = new Map(
    rows.map(({ before, after }) => [
      (before as { amount: number }).amount,
      (after as { amount: number }).amount,
    ]),
  );
  let price = 1_000;
  for (let next = chain.get(price); next !== undefined; next = chain.get(price)) {
    chain.delete(price);
    price = next;
  }
  expect(chain.size).toBe(0);
  const { product: now } = await server.visitor().must(routes.readProduct, { params: productId(product) });
  expect(now.variants[0]?.price.amount).toBe(price);
});

test("a variant in a running drop cannot be removed, and nothing of such an edit happens", async () => {
  const product = await createMug();
  const [small, large] = product.variants;
  const { db } = server.parts;
  const stock = createStockStore(db, systemClock);
  const catalog = createCatalogStore(db, stock);
  const edit = (form: EditProduct) =>
    editProduct(
      {
        catalog,
        stock,
        images: createImageStore(db),
        audit: audit(),
        transact: createTransact(db),
        isVariantInDrop: async (variantId) => variantId === small?.id,
      },
      { product, actorId: owner.me.id, form },
    );
  const refused = await edit({
    title: "Never",
    variants: [{ id: large?.id, name: "large", price: won(99_000) }],
  });
  expect(refused).toMatchObject({ ok: false, error: { code: "VARIANT_IN_USE", path: "variants" } });
  expect(await catalog.find(product.id)).toEqual(product);
  expect(await audit().of(`variant:${large?.id}`)).toEqual([]);
  // It is still for sale: the refusal undid its retirement.
  await owner.must(routes.moveStock, {
    params: { variantId: small?.id ?? "" },
    body: { change: -5, reason: "Broken" },
  });
  const kept = await edit({ variants: [{ id: small?.id, name: "small", price: won(12_000) }] });
  expect(kept).toMatchObject({ ok: true, data: { variants: [{ id: small?.id }] } });
});

test("a drop that comes just after a variant was found unused gets none of its units", async () => {
  const product = await createMug();
  const variantId = product.variants[0]?.id ?? "";
  const { db } = server.parts;
  const stock = createStockStore(db, systemClock);
  const allocate = () =>
    inTransaction(db, (session) =>
      stock.allocate({ variantId, quantity: 1, dropId: "d".repeat(24), by: owner.me.id }, session),
    );
  let late: Promise<boolean> | undefined;
  const removed = await editProduct(
    {
      catalog: createCatalogStore(db, stock),
      stock,
      images: createImageStore(db),
      audit: audit(),
      transact: createTransact(db),
      isVariantInDrop: async () => {
        late ??= allocate();
        return false;
      },
    },
    {
      product,
      actorId: owner.me.id,
      form: { variants: [{ name: "another", price: won(1_000) }] },
    },
  );
  expect(removed.ok).toBe(true);
  expect(await late).toBe(false);
});

test("an archived product leaves the public page and stays with the team", async () => {
  const product = await createMug();
  const stranger = await server.person("stranger");
  const params = productId(product);
  expect(await stranger.call(routes.editProduct, { params, body: { archived: true } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  await owner.must(routes.editProduct, { params, body: { archived: true } });
  expect((await onShopPage()).map(({ id }) => id)).not.toContain(product.id);
  const { items } = await owner.must(routes.listProducts, { params: { shopId: shop.id } });
  expect(items.find(({ id }) => id === product.id)).toEqual({ ...product, archived: true });
  expect((await owner.must(routes.readProduct, { params })).product.archived).toBe(true);
  for (const client of [stranger, server.visitor()])
    expect(await client.call(routes.readProduct, { params })).toMatchObject({ error: { code: "NOT_FOUND" } });
  for (const act of [
    stranger.call(routes.editProduct, { params, body: { title: "Mine" } }),
    stranger.call(routes.listStockEntries, { params: { variantId: product.variants[0]?.id ?? "" } }),
  ])
    expect(await act).toMatchObject({ error: { code: "NOT_FOUND" } });
  await owner.must(routes.editProduct, { params, body: { archived: false } });
  expect((await onShopPage()).map(({ id }) => id)).toContain(product.id);
});

describe("refused at the field, without effect", () => {
  const one = { name: "one", price: won(1_000), stock: 1 };
  const withPrice = (price: unknown) => ({ ...mug, variants: [{ ...one, price }] });
  test.each<[string, unknown, string, string]>([
    ["an operator for a title", { ...mug, title: { $ne: null } }, "INVALID_INPUT", "title"],
    ["a list for a title", { ...mug, title: ["Mug"] }, "INVALID_INPUT", "title"],
    ["an object for a list", { ...mug, imageIds: { $gt: "" } }, "INVALID_INPUT", "imageIds"],
    ["an operator among ids", { ...mug, imageIds: [{ $ne: null }] }, "INVALID_INPUT", "imageIds.0"],
    ["a negative price", withPrice(won(-1_000)), "INVALID_INPUT", "variants.0.price.amount"],
    ["half a won", withPrice(won(1_000.5)), "INVALID_INPUT", "variants.0.price.amount"],
    [
      "a price in words",
      withPrice({ ...won(0), amount: "1000" }),
      "INVALID_INPUT",
      "variants.0.price.amount",
    ],
    ["a price too small to charge", withPrice(won(99)), "INVALID_INPUT", "variants.0.price.amount"],
    [
      "another currency",
      withPrice({ amount: 1_000, currency: "USD" }),
      "CURRENCY_MISMATCH",
      "variants.0.price.currency",
    ],
    ["an unknown currency", { ...mug, currency: "XXX" }, "INVALID_INPUT", "currency"],
    ["negative stock", { ...mug, variants: [{ ...one, stock: -1 }] }, "INVALID_INPUT", "variants.0.stock"],
    ["half a mug", { ...mug, variants: [{ ...one, stock: 0.5 }] }, "INVALID_INPUT", "variants.0.stock"],
    ["no variant", { ...mug, variants: [] }, "INVALID_INPUT", "variants"],
    [
      "an unknown field inside",
      { ...mug, variants: [{ ...one, id: "x" }] },
      "INVALID_INPUT",
      "variants.0.id",
    ],
    [
      "a prototype",
      JSON.parse('{"__proto__":{"a":1},"title":"x","currency":"KRW","variants":[]}'),
      "INVALID_INPUT",
      "variants",
    ],
    ["a picture that is not there", { ...mug, imageIds: ["5".repeat(24)] }, "INVALID_INPUT", "imageIds.0"],
  ])("%s", async (_, body, code, path) => {
    const before = (await onShopPage()).length;
    const answer = await fetch(`${server.url}/api/shops/${shop.id}/products`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: owner.cookie() },
      body: JSON.stringify(body),
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code, path } }]);
    expect(await onShopPage()).toHaveLength(before);
  });

  test("an edit cannot change the currency, nor take another product's variant, nor one twice", async () => {
    const [product, other] = [await createMug(), await createMug()];
    const edit = (variants: EditProduct["variants"]) =>
      owner.call(routes.editProduct, { params: productId(product), body: { variants } });
    const mine = { id: product.variants[0]?.id, name: "a", price: won(1_000) };
    const theirs = { ...mine, id: other.variants[0]?.id };
    expect(await edit([{ ...mine, price: { amount: 1_000, currency: "USD" } }])).toMatchObject({
      error: { code: "CURRENCY_MISMATCH", path: "variants.0.price.currency" },
    });
    expect(await edit([mine, theirs])).toMatchObject({
      error: { code: "INVALID_INPUT", path: "variants.1.id" },
    });
    expect(await edit([mine, mine])).toMatchObject({
      error: { code: "INVALID_INPUT", path: "variants.1.id" },
    });
    expect(await server.visitor().must(routes.readProduct, { params: productId(product) })).toMatchObject({
      product,
    });
  });
});

test("what is like a product is what can be had of the same shop, the nearest in price first", async () => {
  const other = await server.person("ola");
  const handle = `s${randomToken(9).toLowerCase().replaceAll(/[-_]/g, "x")}`;
  const place = await other.must(routes.openShop, { body: { handle, name: "Ola's bowls" } });
  const make = async (title: string, amount: number, stock: number) =>
    (
      await other.must(routes.createProduct, {
        params: { shopId: place.id },
        body: { title, currency: "KRW", variants: [{ name: "one", price: won(amount), stock }] },
      })
    ).id;
  const productId = await make("Bowl", 20_000, 0);
  await make("Dear bowl", 90_000, 1);
  await make("Near bowl", 21_000, 1);
  await make("Gone bowl", 20_000, 0);
  await make("Cheap bowl", 12_000, 1);
  await make("Far bowl", 200_000, 1);
  const titles = async () =>
    (await server.visitor().must(routes.listSimilar, { params: { productId } })).items.map(
      ({ title }) => title,
    );
  expect(await titles()).toEqual(["Near bowl", "Cheap bowl", "Dear bowl"]);
});
