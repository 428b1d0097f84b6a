import type { Product } from "@showdrop/shared";
import { describe, expect, it } from "vitest";
import { id } from "../watch/sample-show.ts";
import { findOnShelf, type Order } from "./find-on-shelf.ts";

const product = (
  n: number,
  title: string,
  { price = 10, left = 1, stars = null as number | null, reviews = 0, description = "" } = {},
): Product => ({
  ...{ id: id(n), shopId: id(1), title, description, category: null, currency: "KRW", images: [] },
  variants: [{ id: id(n + 50), name: "One", price: { amount: price, currency: "KRW" }, available: left }],
  ...{ archived: false, createdAt: "2026-01-01T00:00:00.000Z", rating: { count: reviews, average: stars } },
});

const shelf = [
  product(2, "Celadon cup", { price: 30, stars: 4.5, reviews: 2 }),
  product(3, "청자 찻잔", { price: 20, left: 0, description: "A tea cup from Icheon" }),
  product(4, "Moon jar", { price: 90, stars: 4.5, reviews: 8 }),
  product(5, "Plate", { price: 10 }),
];
const titles = (words: string, order: Order = "newest") =>
  findOnShelf(shelf, words, order).map(({ title }) => title);

describe("what is found on a shop's shelf", () => {
  it("holds every word, in its title or its text, however it is typed", () => {
    expect(titles("CUP")).toEqual(["Celadon cup", "청자 찻잔"]);
    expect(titles(" icheon  cup ")).toEqual(["청자 찻잔"]);
    expect(titles("찻잔".normalize("NFD"))).toEqual(["청자 찻잔"]);
    expect(titles("cup jar")).toEqual([]);
  });

  it("comes in the order asked for, what is sold out last", () => {
    expect(titles("")).toEqual(["Celadon cup", "청자 찻잔", "Moon jar", "Plate"]);
    expect(titles("", "cheapest")).toEqual(["Plate", "Celadon cup", "Moon jar", "청자 찻잔"]);
    expect(titles("", "dearest")).toEqual(["Moon jar", "Celadon cup", "Plate", "청자 찻잔"]);
    expect(titles("", "rated")).toEqual(["Moon jar", "Celadon cup", "Plate", "청자 찻잔"]);
  });
});
