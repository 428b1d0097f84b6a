import fc from "fast-check";
import { expect, test } from "vitest";
import type { z } from "zod";
import { CreateProduct, MAX_STOCK, MoveStock } from "./catalog.ts";
import { MAX_MESSAGE_LENGTH, PostMessage } from "./chat.ts";
import { Password } from "./credentials.ts";
import {
  CreateDrop,
  DEFAULT_HOLD_SECONDS,
  MAX_HOLD_SECONDS,
  MAX_OPEN_SECONDS,
  MIN_HOLD_SECONDS,
  MIN_OPEN_SECONDS,
} from "./drop-plans.ts";
import { PlaceHold } from "./holds.ts";
import { Id, IdempotencyKey, Moment } from "./ids.ts";
import { orderMoves, orderStatusesBefore } from "./orders.ts";
import { SignUp } from "./people.ts";
import { Handle } from "./shops.ts";
import { MAX_PINS, SetPins, showMoves } from "./shows.ts";

const id = "0123456789abcdef01234567";
const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
/** Where the first complaint lies; "" for the whole, null when there is none. */
const fault = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues[0]?.path.join(".") ?? null;

test("an id is 24 lower-case hex digits and never an operator", () => {
  expect(accepts(Id, id)).toBe(true);
  for (const wrong of ["", id.toUpperCase(), `${id}0`, id.slice(1), `${id}\n`, { $ne: null }, [id], 5, null])
    expect(accepts(Id, wrong)).toBe(false);
  fc.assert(fc.property(fc.string(), (text) => accepts(Id, text) === /^[0-9a-f]{24}$/.test(text)));
});

test("a key has 8 to 100 plain characters", () => {
  for (const key of ["a".repeat(8), "A-z_09".repeat(16)]) expect(accepts(IdempotencyKey, key)).toBe(true);
  for (const key of ["a".repeat(7), "a".repeat(101), "with space", "pipe|colon:", "snow☃☃☃☃"])
    expect(accepts(IdempotencyKey, key)).toBe(false);
});

test("a moment is written as ISO 8601 in UTC", () => {
  expect(accepts(Moment, new Date().toISOString())).toBe(true);
  for (const wrong of ["tomorrow", "2026-13-01T00:00:00.000Z", "2026-01-01", 1_700_000_000_000])
    expect(accepts(Moment, wrong)).toBe(false);
});

test("an email is lower-cased, a password bounded, a name trimmed", () => {
  const form = { email: "Ann@Example.COM", password: "long enough", displayName: "  Ann " };
  expect(SignUp.parse(form)).toEqual({
    email: "ann@example.com",
    password: "long enough",
    displayName: "Ann",
  });
  expect(fault(SignUp, { ...form, email: "ann" })).toBe("email");
  expect(fault(SignUp, { ...form, email: `${"a".repeat(250)}@example.com` })).toBe("email");
  expect(fault(SignUp, { ...form, displayName: "   " })).toBe("displayName");
  expect(fault(SignUp, { ...form, displayName: "a".repeat(41) })).toBe("displayName");
  expect(fault(SignUp, { ...form, role: "owner" })).toBe("");
  for (const [length, good] of [
    [7, false],
    [8, true],
    [128, true],
    [129, false],
  ] as const)
    expect(accepts(Password, "p".repeat(length))).toBe(good);
});

test("a handle is short and plain", () => {
  expect(Handle.parse(" Moon-Bowls ")).toBe("moon-bowls");
  for (const wrong of ["ab", "-ab", "ab-", "a b", "a/b", "ä-bowls", "a".repeat(31)])
    expect(accepts(Handle, wrong)).toBe(false);
});

test("a hold takes 1 to 100 whole units", () => {
  for (const quantity of [1, 100]) expect(accepts(PlaceHold, { variantId: id, quantity })).toBe(true);
  for (const quantity of [0, -1, 1.5, 101, "1", null, undefined, { $gt: 0 }, [1]])
    expect(fault(PlaceHold, { variantId: id, quantity })).toBe("quantity");
  expect(fault(PlaceHold, { quantity: 1 })).toBe("variantId");
});

test("a drop has units, a limit, a price that can be charged and time to pay", () => {
  const form = {
    pools: [{ variantId: id, quantity: 10, price: { amount: 30_000, currency: "KRW" } }],
    perCustomer: 2,
    opensAt: null,
  };
  const pool = (change: object) => ({ pools: form.pools.map((each) => ({ ...each, ...change })) });
  expect(CreateDrop.parse(form)).toMatchObject({ holdSeconds: DEFAULT_HOLD_SECONDS, openSeconds: null });
  const wrong: [object, string][] = [
    [pool({ quantity: 0 }), "pools.0.quantity"],
    [pool({ quantity: 100_001 }), "pools.0.quantity"],
    [{ pools: [] }, "pools"],
    [{ pools: [...form.pools, ...form.pools] }, "pools"],
    [{ perCustomer: 101 }, "perCustomer"],
    [{ holdSeconds: MIN_HOLD_SECONDS - 1 }, "holdSeconds"],
    [{ holdSeconds: MAX_HOLD_SECONDS + 1 }, "holdSeconds"],
    [pool({ price: { amount: 10, currency: "KRW" } }), "pools.0.price.amount"],
    [{ opensAt: "soon" }, "opensAt"],
    [{ openSeconds: MIN_OPEN_SECONDS - 1 }, "openSeconds"],
    [{ openSeconds: MAX_OPEN_SECONDS + 1 }, "openSeconds"],
    [{ openSeconds: 60.5 }, "openSeconds"],
  ];
  for (const [change, path] of wrong) expect(fault(CreateDrop, { ...form, ...change })).toBe(path);
});

test("stock stays far inside safe integers and moves with a reason", () => {
  expect(accepts(MoveStock, { change: -3, reason: "broken" })).toBe(true);
  for (const change of [0, 0.5, MAX_STOCK + 1, -MAX_STOCK - 1])
    expect(fault(MoveStock, { change, reason: "x" })).toBe("change");
  expect(fault(MoveStock, { change: 1, reason: "  " })).toBe("reason");
  const variant = { name: "White", price: { amount: 42_000, currency: "KRW" }, stock: 1 };
  const product = { title: "Moon bowl", currency: "KRW", variants: [variant] };
  expect(accepts(CreateProduct, product)).toBe(true);
  expect(fault(CreateProduct, { ...product, variants: [] })).toBe("variants");
  expect(fault(CreateProduct, { ...product, variants: [{ ...variant, stock: -1 }] })).toBe(
    "variants.0.stock",
  );
});

test("a chat message is bounded and carries its key", () => {
  const message = { showId: id, text: "a".repeat(MAX_MESSAGE_LENGTH), key: "key-of-it" };
  expect(accepts(PostMessage, message)).toBe(true);
  expect(fault(PostMessage, { ...message, text: `${message.text}a` })).toBe("text");
});

test("what is featured is pinned, and few are", () => {
  expect(accepts(SetPins, { productIds: [id], featuredId: id })).toBe(true);
  expect(fault(SetPins, { productIds: [], featuredId: id })).toBe("featuredId");
  expect(
    fault(SetPins, { productIds: Array.from({ length: MAX_PINS + 1 }, () => id), featuredId: null }),
  ).toBe("productIds");
});

test("states move forward only: nothing leaves a terminal state (invariant 9)", () => {
  expect([showMoves.ended, showMoves.cancelled, orderMoves.refunded]).toEqual([[], [], []]);
  expect(showMoves.scheduled).not.toContain("ended");
  expect(orderStatusesBefore("paid")).toEqual(["pending_payment", "authorised", "expiring"]);
  expect(orderStatusesBefore("refunded")).toEqual(["paid", "partly_refunded", "cancelled"]);
  for (const after of Object.values(orderMoves)) expect(after).not.toContain("pending_payment");
});
