import {
  Address,
  CreateDrop,
  CreateProduct,
  DecideAppeal,
  MAX_PINS,
  MAX_POOLS,
  MoveClosing,
  OpenAppeal,
  PostMessage,
  RestockDrop,
  refusalCodes,
  refuse,
  ScheduleShow,
  SetPins,
  SignUp,
  TimeOutPerson,
  WriteNote,
} from "@showdrop/shared";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { en } from "./en/index.ts";
import { ko } from "./ko/index.ts";
import { inputs } from "./ko/inputs.ts";
import { refusalText } from "./refusal-text.ts";

/** Every text with the path to it. */
const textsOf = (node: object, path = ""): [string, string][] =>
  Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : textsOf(Object(value), `${path}${key}.`),
  );

const english = new Map(textsOf(en));
const korean = new Map(textsOf(ko));
/** English has a singular that Korean has not. */
const shared = [...english.keys()].filter((key) => !key.endsWith("_one"));

const placeholders = (text = ""): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = ""]) => name).sort();

test("both languages have the same texts", () => {
  expect([...korean.keys()].sort()).toEqual(shared.sort());
});

test("no text is empty, and every singular has its plural", () => {
  expect([...english, ...korean].filter(([, text]) => text.trim() === "")).toEqual([]);
  const singular = [...english.keys()].filter((key) => key.endsWith("_one"));
  expect(singular.filter((key) => !english.has(key.replace(/_one$/, "_other")))).toEqual([]);
});

test.each(shared)("%s speaks of the same things in both languages", (key) => {
  expect(placeholders(korean.get(key))).toEqual(placeholders(english.get(key)));
});

describe("refusals", () => {
  test.each(refusalCodes)("%s is said in both languages", (code) => {
    const { error } = refuse(code);
    expect(refusalText(error, "en")).toBe(error.message);
    expect(refusalText(error, "ko")).toMatch(/[가-힣]/);
    expect(refusalText(error, "ko")).toBe(ko.refusals[code]);
  });

  const pool = { variantId: "0".repeat(24), quantity: 1, price: { amount: 1, currency: "KRW" } };
  const wrong: [string, z.ZodType, unknown][] = [
    ["sign up", SignUp, { email: "x", password: "short", displayName: " " }],
    [
      "product",
      CreateProduct,
      {
        title: "",
        currency: "USD",
        variants: [{ name: "", price: { amount: 1, currency: "USD" }, stock: -1 }],
      },
    ],
    [
      "no price",
      CreateProduct,
      {
        title: "x",
        currency: "USD",
        variants: [{ name: "x", price: { amount: null, currency: "USD" }, stock: null }],
      },
    ],
    ["show", ScheduleShow, { title: "", startsAt: "" }],
    [
      "address",
      Address,
      { name: "", phone: "x", country: "", postalCode: "1".repeat(13), city: "", line1: "" },
    ],
    [
      "drop",
      CreateDrop,
      {
        pools: [{ variantId: "x", quantity: 0, price: { amount: 1, currency: "USD" } }],
        perCustomer: 0,
        opensAt: null,
        openSeconds: 1,
        holdSeconds: 1,
        earlyAccess: { audience: "followers", seconds: 0 },
      },
    ],
    [
      "drop without anything",
      CreateDrop,
      { pools: [], perCustomer: 101, opensAt: null, openSeconds: 90_000 },
    ],
    [
      "drop of too much",
      CreateDrop,
      { pools: Array.from({ length: MAX_POOLS + 1 }, () => pool), perCustomer: 1, opensAt: null },
    ],
    [
      "drop that starts fairly",
      CreateDrop,
      {
        pools: [pool],
        perCustomer: 1,
        opensAt: null,
        earlyAccess: { audience: "followers", seconds: 60 },
        fairStart: true,
      },
    ],
    ["closing time", MoveClosing, { closesAt: null, reason: "" }],
    ["restock", RestockDrop, { variantId: "0".repeat(24), quantity: 0 }],
    ["message", PostMessage, { showId: "0".repeat(24), text: "x".repeat(301), key: "x" }],
    ["timeout", TimeOutPerson, { userId: "0".repeat(24), seconds: 9, reason: "x".repeat(201) }],
    ["too long a timeout", TimeOutPerson, { userId: "0".repeat(24), seconds: 86_401 }],
    ["note", WriteNote, { text: "" }],
    ["appeal", OpenAppeal, { text: "" }],
    ["answer to an appeal", DecideAppeal, { verdict: "lift", answer: "x".repeat(501) }],
    ["pins", SetPins, { productIds: Array(MAX_PINS + 1).fill("0".repeat(24)), featuredId: null }],
  ];
  test.each(wrong)("what is wrong in a form is said in Korean at its field: %s", (_, schema, input) => {
    const issues = schema.safeParse(input).error?.issues ?? [];
    expect(issues).not.toEqual([]);
    for (const { message, path } of issues)
      expect(inputs[message], `${path.join(".")}: ${message}`).toMatch(/[가-힣]/);
  });

  test("a missing value is asked for, and nothing technical is shown", () => {
    const { error } = refuse("INVALID_INPUT", {
      message: "Invalid input: expected string, received undefined",
      path: "name",
    });
    expect(refusalText(error, "en")).toBe("Please fill this in.");
    expect(refusalText(error, "ko")).toBe("입력해 주세요.");
  });
});
