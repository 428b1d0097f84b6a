import { ok, type Product, type Result, refuse } from "@showdrop/shared";
import type { CatalogStore } from "./catalog.store.ts";

/** What fits beside a sold-out product without hiding the show. */
const MOST_SIMILAR = 3;

const lowestPrice = ({ variants }: Product): number => Math.min(...variants.map(({ price }) => price.amount));

/**
 * Other products of the same shop that can be had now, in the same currency: the nearest in price first, of equally near
 * ones the newest. An archived product still has others like it.
 */
export const listSimilar = async (
  { catalog }: { catalog: CatalogStore },
  productId: string,
): Promise<Result<{ items: Product[] }>> => {
  const product = await catalog.find(productId);
  if (!product) return refuse("NOT_FOUND");
  const price = lowestPrice(product);
  const away = (other: Product): number => Math.abs(lowestPrice(other) - price);
  const others = (await catalog.ofShop(product.shopId, { archived: "without" })).filter(
    ({ id, currency, variants }) =>
      id !== productId && currency === product.currency && variants.some(({ available }) => available > 0),
  );
  return ok({ items: others.toSorted((a, b) => away(a) - away(b)).slice(0, MOST_SIMILAR) });
};
