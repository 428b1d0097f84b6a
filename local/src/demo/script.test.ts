import {
  CreateDrop,
  CreateProduct,
  type Drop,
  MAX_MESSAGE_LENGTH,
  type Product,
  SetPins,
  SignUp,
} from "@showdrop/shared";
import { expect, test } from "vitest";
import { catalogue, toCreateProduct } from "./catalogue.ts";
import { fill, hostLines, nameIn, reactions, smallTalk } from "./lines.ts";
import { audience, cast, DEMO_PASSWORD } from "./people.ts";
import { planDrop, planPins, toClose } from "./plan.ts";

const MINUTE = 60_000;
const now = Date.parse("2026-03-01T12:00:00.000Z");
const id = (number: number) => number.toString(16).padStart(24, "0");

const shelves: Product[] = catalogue.map(({ title, description, currency, variants }, index) => ({
  id: id(index + 1),
  shopId: id(900),
  title,
  description,
  category: null,
  currency,
  images: [],
  variants: variants.map(({ name, price, stock }, place) => ({
    id: id(1000 + index * 10 + place),
    name,
    price: { amount: price, currency },
    available: stock,
  })),
  archived: false,
  rating: { count: 0, average: null },
  createdAt: new Date(now).toISOString(),
}));

const drop = (productIndex: number, status: Drop["status"], opensAt: number): Drop => {
  const product = shelves[productIndex];
  const variant = product?.variants[0];
  if (!product || !variant) throw new RangeError("no such product");
  return {
    id: id(5000 + productIndex),
    showId: id(901),
    shopId: id(900),
    product: { id: product.id, title: product.title, imageUrl: null },
    pools: [
      {
        variant: { id: variant.id, name: variant.name },
        ...{ price: variant.price, regularPrice: variant.price, waiting: 0 },
        stock: { allocated: 8, available: 8, held: 0, sold: 0 },
      },
    ],
    ...{ earlyAccess: null, fairStart: null, moved: null, pausedByHand: false },
    perCustomer: 2,
    capture: "automatic",
    holdSeconds: 120,
    opensAt: new Date(opensAt).toISOString(),
    closesAt: null,
    pausedAt: null,
    status,
    stock: { allocated: 8, available: 8, held: 0, sold: 0 },
  };
};

test("nobody says the same line twice in a row of decks, and every line fits in a message", () => {
  const said = [smallTalk, ...Object.values(reactions)].flatMap(({ en, ko }) => [...en, ...ko]);
  const written = [...said, ...Object.values(hostLines).flat()];
  expect(new Set(written).size).toBe(written.length);
  for (const line of written)
    for (const { title, variants } of catalogue)
      for (const language of ["en", "ko"] as const) {
        const values = { product: nameIn(language, title), variant: variants[0]?.name ?? "", count: 16 };
        const text = fill(line, values);
        expect(text).not.toMatch(/[{}]/);
        expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
      }
});

test("a product is called by its name in the viewer's language", () => {
  expect(nameIn("en", "Moon Jar Cup · 달항아리 잔")).toBe("Moon Jar Cup");
  expect(nameIn("ko", "Moon Jar Cup · 달항아리 잔")).toBe("달항아리 잔");
  expect(nameIn("ko", "Hinoki & Co. Soy Candle")).toBe("Hinoki & Co. Soy Candle");
});

test("the platform accepts the catalogue and the accounts as they are", () => {
  for (const product of catalogue)
    expect(CreateProduct.safeParse(toCreateProduct(product, [id(1)])).error).toBeUndefined();
  expect(new Set(catalogue.map(({ title }) => title)).size).toBe(catalogue.length);
  for (const { email, displayName } of [...Object.values(cast), ...audience])
    expect(SignUp.parse({ email, displayName, password: DEMO_PASSWORD }).email).toBe(email);
});

test("the first drop opens at once, the second has a countdown, and then nothing more is planned", () => {
  const first = planDrop(shelves, [], now);
  expect(first?.drop).toMatchObject({ opensAt: null, pools: [{ variantId: id(1000) }] });
  const open = drop(0, "open", now);
  const second = planDrop(shelves, [open], now);
  expect(Date.parse(second?.drop.opensAt ?? "") - now).toBe(200_000);
  expect(second?.product.id).not.toBe(open.product.id);
  expect(planDrop(shelves, [open, drop(2, "scheduled", now + MINUTE)], now)).toBeNull();
});

test("every drop that can be planned is one the platform accepts, at less than the regular price", () => {
  const past: Drop[] = [];
  for (let count = 0; count < 60; count++) {
    const planned = planDrop(shelves, past, now);
    if (!planned) throw new Error("nothing is open or waiting: there must be a plan");
    expect(CreateDrop.safeParse(planned.drop).error).toBeUndefined();
    for (const { variantId, price } of planned.drop.pools) {
      const regular = planned.product.variants.find(({ id: each }) => each === variantId)?.price;
      expect(price.amount).toBeLessThan(regular?.amount ?? 0);
    }
    past.push({ ...drop(0, "closed", now - MINUTE), id: id(7000 + count) });
  }
});

test("sold-out drops are closed after a while; open ones close by themselves", () => {
  const soldOut = drop(1, "sold_out", now - 3 * MINUTE);
  const running = [
    drop(0, "open", now - 10 * MINUTE),
    drop(5, "sold_out", now - MINUTE),
    drop(2, "open", now - MINUTE),
    drop(3, "scheduled", now + MINUTE),
    drop(4, "closed", now - 60 * MINUTE),
  ];
  expect(toClose([soldOut, ...running], now)).toEqual([soldOut]);
});

test("pins show what is on sale and what comes next, and take turns being large", () => {
  const drops = [drop(3, "open", now), drop(5, "scheduled", now + MINUTE)];
  const [even, odd] = [planPins(shelves, drops, 10), planPins(shelves, drops, 11)];
  expect(even.productIds).toEqual([id(4), id(6)]);
  expect([even.featuredId, odd.featuredId]).toEqual([id(4), id(6)]);
  expect(SetPins.safeParse(planPins([], [], 3)).success).toBe(true);
  expect(planPins(shelves, [], 3).productIds).toHaveLength(2);
});
