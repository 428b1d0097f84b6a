import type { Product } from "@showdrop/shared";
import { cheapest, isSoldOut } from "../catalog/product.ts";

/** How a shop's products can be ordered; the first is the shop's own order. */
export const orders = ["newest", "cheapest", "dearest", "rated"] as const;
export type Order = (typeof orders)[number];

// Hangul typed in pieces and letters with marks compare as what they look like.
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

const price = (product: Product): number => cheapest(product).amount;

const compare: Record<Exclude<Order, "newest">, (a: Product, b: Product) => number> = {
  cheapest: (a, b) => price(a) - price(b),
  dearest: (a, b) => price(b) - price(a),
  // Of equal averages the one that more people gave is worth more.
  rated: (a, b) => (b.rating.average ?? 0) - (a.rating.average ?? 0) || b.rating.count - a.rating.count,
};

/** The products whose title or text holds every word, in an order; what is sold out comes last in all but the shop's own. */
export const findOnShelf = (products: readonly Product[], words: string, order: Order): Product[] => {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const found = products.filter(({ title, description }) => {
    const text = folded(`${title} ${description}`);
    return wanted.every((word) => text.includes(word));
  });
  if (order === "newest") return found;
  return found.toSorted((a, b) => Number(isSoldOut(a)) - Number(isSoldOut(b)) || compare[order](a, b));
};
