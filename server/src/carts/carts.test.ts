import { randomBytes } from "node:crypto";
import { type Cart, MAX_CART_QUANTITY, type Product, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, startTestServer } from "../testing/harness.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const won = (amount: number) => ({ amount, currency: "KRW" as const });
/** A product of the shop with one variant for each stock given. */
const product = (...stocks: number[]): Promise<Product> =>
  sale.host.must(routes.createProduct, {
    params: { shopId: sale.shopId },
    body: {
      title: "Cup",
      currency: "KRW",
      variants: stocks.map((stock, i) => ({ name: `Glaze ${i}`, price: won(12_000), stock })),
    },
  });
const variant = async (stock: number): Promise<string> => (await product(stock)).variants[0]?.id ?? "";
const add = (client: Client, variantId: string, quantity = 1, key?: string) =>
  client.call(routes.addToCart, {
    params: { shopId: sale.shopId },
    body: { variantId, quantity },
    ...(key ? { idempotencyKey: key } : {}),
  });
const set = (client: Client, variantId: string, quantity: number) =>
  client.call(routes.setCartLine, { params: { shopId: sale.shopId, variantId }, body: { quantity } });
const read = (client: Client): Promise<Cart> =>
  client.must(routes.readCart, { params: { shopId: sale.shopId } });
const linesOf = ({ lines }: Cart) => lines.map(({ variantId, quantity }) => [variantId, quantity]);
const again = async (client: Client): Promise<Client> => {
  const device = sale.server.visitor();
  await device.must(routes.signIn, { body: { email: client.me.email, password: "a fine long password" } });
  return device;
};
const refused = (code: string) => ({ ok: false, error: { code } });

test("a cart is the same on every device, and each hears of the other's changes", async () => {
  const phone = await sale.server.person("ann");
  const desk = await again(phone);
  const page = await desk.connect();
  const heard: unknown[] = [];
  page.socket.on("person", (event: string, data: unknown) => heard.push([event, data]));
  const [cup, bowl] = [await variant(10), await variant(10)];
  must(await add(phone, cup, 2));
  await eventually(() =>
    expect(heard).toContainEqual(["cart:changed", { shopId: sale.shopId, revision: 1 }]),
  );
  must(await add(desk, bowl));
  must(await add(desk, cup));
  expect(linesOf(await read(phone))).toEqual([
    [cup, 3],
    [bowl, 1],
  ]);
  // Said on two devices at the same moment: one is last, and both agree.
  await Promise.all([set(phone, cup, 7), set(desk, cup, 4)]);
  const [here, there] = [await read(phone), await read(desk)];
  expect(here).toEqual(there);
  expect([4, 7]).toContain(here.lines[0]?.quantity);
  await desk.must(routes.removeCartLine, { params: { shopId: sale.shopId, variantId: cup } });
  expect(linesOf(await read(phone))).toEqual([[bowl, 1]]);
  page.close();
});

test("units put in on ten devices at once are all there; a repeat under one key counts once", async () => {
  const ann = await sale.server.person("ann");
  const cup = await variant(50);
  for (const result of await Promise.all(Array.from({ length: 10 }, () => add(ann, cup)))) must(result);
  for (let i = 0; i < 3; i++) must(await add(ann, cup, 5, "a-key-of-one-press"));
  expect(linesOf(await read(ann))).toEqual([[cup, 15]]);
});

test("no more than there are: capped, and told in words; so is another price, and what is gone", async () => {
  const ann = await sale.server.person("ann");
  const cups = await product(3, 5, 2);
  const [few = "", dear = "", last = ""] = cups.variants.map(({ id }) => id);
  expect(must(await add(ann, few, 9)).lines).toMatchObject([{ quantity: 3, most: 3, notices: [] }]);
  must(await add(ann, dear, 1));
  must(await add(ann, last, 2));
  expect(must(await set(ann, few, MAX_CART_QUANTITY)).lines[0]?.quantity).toBe(3);

  const move = (variantId: string, change: number) =>
    sale.host.must(routes.moveStock, { params: { variantId }, body: { change, reason: "broken" } });
  await move(few, -2);
  await move(last, -2);
  await sale.host.must(routes.editProduct, {
    params: { productId: cups.id },
    body: {
      variants: cups.variants.map(({ id, name }) => ({
        id,
        name,
        price: won(id === dear ? 15_000 : 12_000),
      })),
    },
  });
  expect((await read(ann)).lines).toMatchObject([
    { quantity: 1, most: 1, notices: [{ kind: "fewer", wanted: 3 }] },
    { quantity: 1, unitPrice: won(15_000), notices: [{ kind: "price", was: won(12_000) }] },
    { quantity: 0, most: 0, notices: [{ kind: "sold-out" }] },
  ]);
  // Whoever says anew how many, has seen the price.
  expect(must(await set(ann, dear, 2)).lines[1]).toMatchObject({ quantity: 2, notices: [] });
  expect(await set(ann, last, 1)).toMatchObject(refused("SOLD_OUT"));
  await sale.host.must(routes.editProduct, { params: { productId: cups.id }, body: { archived: true } });
  expect((await read(ann)).lines.map(({ quantity, notices }) => [quantity, notices])).toEqual(
    Array.from({ length: 3 }, () => [0, [{ kind: "gone" }]]),
  );
});

test("what cannot be a quantity, or be sold here, is refused and makes nobody a guest", async () => {
  const visitor = sale.server.visitor();
  const cup = await variant(5);
  for (const quantity of [0, -1, 1.5, MAX_CART_QUANTITY + 1, 1e21])
    expect([quantity, await add(visitor, cup, quantity)]).toMatchObject([
      quantity,
      { ok: false, error: { code: "INVALID_INPUT", path: "quantity" } },
    ]);
  const elsewhere = await sale.server.person("other");
  const other = await elsewhere.must(routes.openShop, {
    body: { handle: `o-${elsewhere.me.id}`, name: "Other" },
  });
  const theirs = await elsewhere.must(routes.createProduct, {
    params: { shopId: other.id },
    body: { title: "Hat", currency: "KRW", variants: [{ name: "Red", price: won(9_000), stock: 5 }] },
  });
  const archived = await product(5);
  await sale.host.must(routes.editProduct, { params: { productId: archived.id }, body: { archived: true } });
  for (const id of [theirs.variants[0]?.id ?? "", archived.variants[0]?.id ?? "", sale.show.id])
    expect(await add(visitor, id)).toMatchObject(refused("NOT_FOUND"));
  expect(await add(visitor, await variant(0))).toMatchObject(refused("SOLD_OUT"));
  expect(visitor.cookie()).toBe("");

  const dollars = await sale.host.must(routes.createProduct, {
    params: { shopId: sale.shopId },
    body: {
      title: "Poster",
      currency: "USD",
      variants: [{ name: "A3", price: { amount: 1_500, currency: "USD" }, stock: 5 }],
    },
  });
  must(await add(visitor, cup));
  expect(await add(visitor, dollars.variants[0]?.id ?? "")).toMatchObject(refused("MIXED_CURRENCIES"));
});

test("running holds are in the cart by themselves, with their time, until they end", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop();
  expect((await read(ann)).holds).toEqual([]);
  const hold = must(await sale.hold(ann, drop.id, 2));
  expect((await read(ann)).holds).toMatchObject([
    {
      hold: { id: hold.id, quantity: 2, expiresAt: hold.expiresAt },
      title: "Moon bowl",
      unitPrice: won(30_000),
    },
  ]);
  await ann.must(routes.releaseHold, { params: { holdId: hold.id } });
  expect((await read(ann)).holds).toEqual([]);
  expect((await read(await sale.server.person("eve"))).holds).toEqual([]);
});

test("a guest's cart is put into the account's at sign-in: sums, no more than there are", async () => {
  const ann = await sale.server.person("ann");
  const [cup, bowl] = [await variant(4), await variant(9)];
  must(await add(ann, cup, 3));
  const device = sale.server.visitor();
  must(await add(device, cup, 3));
  must(await add(device, bowl, 2));
  expect((await device.must(routes.readMe)).me).toBeNull();
  const asGuest = device.cookie();
  await device.must(routes.signIn, { body: { email: ann.me.email, password: "a fine long password" } });
  const cart = await read(device);
  expect(linesOf(cart)).toEqual([
    [cup, 4],
    [bowl, 2],
  ]);
  expect(linesOf(await read(ann))).toEqual(linesOf(cart));
  // The guest is nobody any more.
  const old = await sale.server
    .visitor()
    .must(routes.readCart, { params: { shopId: sale.shopId }, headers: { cookie: asGuest } });
  expect(old.lines).toEqual([]);
});

test("a guest who opens an account keeps the cart: their row becomes the account", async () => {
  const device = sale.server.visitor();
  const cup = await variant(4);
  must(await add(device, cup, 2));
  const email = `guest-${sale.show.id}@example.com`;
  const account = { email, password: "a fine long password", displayName: "Guest" };
  await device.must(routes.signUp, { body: account });
  expect(linesOf(await read(device))).toEqual([[cup, 2]]);
  const users = await sale.server.db.model("User").find({ email }).lean<{ expiresAt?: Date }[]>();
  expect(users.map(({ expiresAt }) => expiresAt)).toEqual([undefined]);
});

test("a guest fills a cart, and no more: drops, following and a shop need an account", async () => {
  const guest = sale.server.visitor();
  must(await add(guest, await variant(4)));
  const drop = await sale.drop();
  expect(await sale.hold(guest, drop.id)).toMatchObject(refused("SIGN_IN_REQUIRED"));
  expect(await guest.call(routes.readFollowing)).toMatchObject(refused("SIGN_IN_REQUIRED"));
  expect(await guest.call(routes.openShop, { body: { handle: "guest-shop", name: "Guest" } })).toMatchObject(
    refused("SIGN_IN_REQUIRED"),
  );
});

test("guests are limited by address, and forgotten in time", async () => {
  const { database } = sale.server.config.mongo;
  const strict = await startTestServer({
    env: { ...sale.stripe.env, RATE_LIMIT_SCALE: "1", TRUSTED_PROXIES: "1" },
    database,
  });
  try {
    const cup = await variant(500);
    const fromNet = (network: string) =>
      strict.visitor().call(routes.addToCart, {
        params: { shopId: sale.shopId },
        body: { variantId: cup },
        headers: { "x-forwarded-for": network },
      });
    const net = `2001:db8:${randomBytes(2).toString("hex")}::1`;
    const codes: string[] = [];
    for (let i = 0; i < 31; i++) {
      const result = await fromNet(net);
      codes.push(result.ok ? "ok" : result.error.code);
    }
    expect(codes).toEqual([...Array.from({ length: 30 }, () => "ok"), "TOO_MANY_REQUESTS"]);
    must(await fromNet("198.51.100.7"));
    const guests = await strict.db.model("User").find({ email: null }).lean<{ expiresAt?: Date }[]>();
    expect(guests.length).toBeGreaterThanOrEqual(31);
    for (const { expiresAt } of guests) expect(expiresAt?.getTime()).toBeGreaterThan(Date.now());
    expect(await strict.db.model("User").collection.indexes()).toContainEqual(
      expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }),
    );
  } finally {
    await strict.stop();
  }
});

test("the cart of one is nobody else's (invariant 18)", async () => {
  const [ann, eve] = [await sale.server.person("ann"), await sale.server.person("eve")];
  const cup = await variant(4);
  must(await add(ann, cup));
  expect((await read(eve)).lines).toEqual([]);
  expect(await set(eve, cup, 1)).toMatchObject(refused("NOT_FOUND"));
  await eve.must(routes.removeCartLine, { params: { shopId: sale.shopId, variantId: cup } });
  expect(linesOf(await read(ann))).toEqual([[cup, 1]]);
});
