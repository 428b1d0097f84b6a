import { ok, type Result, refuse } from "@showdrop/shared";
import { type AddToCartDeps, capped, requireForSale } from "./add-to-cart.ts";
import type { CartRecord } from "./carts.store.ts";

interface LineOfCart {
  shopId: string;
  customerId: string;
  variantId: string;
}

/** Says how many units of a line are wanted, as many as there are. The last one to say so wins, on whatever device. */
export const setCartLine = async (
  deps: AddToCartDeps,
  { shopId, customerId, variantId, quantity }: LineOfCart & { quantity: number },
): Promise<Result<CartRecord>> => {
  const { items } = await deps.carts.read(customerId, shopId);
  if (!items.some((item) => item.variantId === variantId)) return refuse("NOT_FOUND");
  const variant = await requireForSale(deps, shopId, customerId, variantId);
  if (!variant.ok) return variant;
  const { price } = variant.data;
  return ok(
    await deps.carts.change(customerId, shopId, (before) =>
      before.map((item) =>
        item.variantId === variantId ? { ...item, quantity: capped(quantity, variant.data), price } : item,
      ),
    ),
  );
};

/** Takes a line out of the cart; one that is not there is left out as well. */
export const removeCartLine = (
  { carts }: AddToCartDeps,
  { shopId, customerId, variantId }: LineOfCart,
): Promise<CartRecord> =>
  carts.change(customerId, shopId, (before) => before.filter((item) => item.variantId !== variantId));
