import { ok, type Product, type Result, refuse } from "@showdrop/shared";

export type FindProduct = (id: string) => Promise<Product | null>;

/** A product that its buyers may speak of: archived ones too, as they were bought. */
export const requireReviewable = async (
  findProduct: FindProduct,
  productId: string,
): Promise<Result<Product>> => {
  const product = await findProduct(productId);
  return product ? ok(product) : refuse("NOT_FOUND");
};
