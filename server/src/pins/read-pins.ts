import type { Pins, Product } from "@showdrop/shared";
import type { ShowRecord } from "../shows/show.schema.ts";

/** Products in the order of their ids; those that do not exist are left out. */
export type FindProducts = (ids: readonly string[]) => Promise<Product[]>;

/** A show's pins with the products as they are now; one that was archived meanwhile is not shown. */
export const readPins = async (
  findProducts: FindProducts,
  { pins: { productIds, featuredId } }: ShowRecord,
): Promise<Pins> => {
  const products = productIds.length > 0 ? await findProducts(productIds) : [];
  const shown = products.filter(({ archived }) => !archived);
  return { products: shown, featuredId: shown.some(({ id }) => id === featuredId) ? featuredId : null };
};
