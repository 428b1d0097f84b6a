import {
  type AddToCart,
  MAX_CART_QUANTITY,
  MAX_ORDER_LINES,
  ok,
  type Product,
  type Result,
  refuse,
  type Variant,
} from "@showdrop/shared";
import type { OrderStore } from "../orders/orders.store.ts";
import { type CartItem, type CartRecord, type CartStore, currencyOf } from "./carts.store.ts";

export interface AddToCartDeps {
  carts: CartStore;
  orders: Pick<OrderStore, "keptFor">;
  findVariant(variantId: string): Promise<{ product: Product; variant: Variant } | null>;
}

/**
 * A variant that the shop sells now, with what is available to this customer: what their own open order keeps is.
 * One of another shop, or taken off sale, answers like a missing one.
 */
export const requireForSale = async (
  { orders, findVariant }: AddToCartDeps,
  shopId: string,
  customerId: string | null,
  variantId: string,
): Promise<Result<Variant>> => {
  const found = await findVariant(variantId);
  if (found?.product.shopId !== shopId || found.product.archived)
    return refuse("NOT_FOUND", { path: "variantId" });
  const kept = customerId === null ? null : (await orders.keptFor(customerId, shopId)).get(variantId);
  const available = found.variant.available + (kept ?? 0);
  return available > 0 ? ok({ ...found.variant, available }) : refuse("SOLD_OUT");
};

/** No more than there are, and no more than one cart takes. */
export const capped = (quantity: number, { available }: Variant): number =>
  Math.min(quantity, available, MAX_CART_QUANTITY);

const withMore = (
  items: readonly CartItem[],
  variant: Variant,
  { quantity, showId }: AddToCart,
): CartItem[] => {
  const { id: variantId, price } = variant;
  const had = items.find((item) => item.variantId === variantId);
  const item = {
    variantId,
    quantity: capped((had?.quantity ?? 0) + quantity, variant),
    price,
    showId: showId ?? had?.showId ?? null,
  };
  return had ? items.map((each) => (each === had ? item : each)) : [...items, item];
};

/** Puts units of a variant into a customer's cart, as many as there are; once per key. */
export const addToCart = async (
  deps: AddToCartDeps,
  {
    shopId,
    customerId: known,
    beginGuest,
    key,
    wanted,
  }: {
    shopId: string;
    /** Null: whoever it is becomes a guest, once it is known that it can be sold. */
    customerId: string | null;
    beginGuest: () => Promise<string>;
    key: string;
    wanted: AddToCart;
  },
): Promise<Result<CartRecord>> => {
  const { carts } = deps;
  const variant = await requireForSale(deps, shopId, known, wanted.variantId);
  if (!variant.ok) return variant;
  const customerId = known ?? (await beginGuest());
  const { items } = await carts.read(customerId, shopId);
  const currency = currencyOf(items);
  if (currency !== null && currency !== variant.data.price.currency) return refuse("MIXED_CURRENCIES");
  if (items.length >= MAX_ORDER_LINES && !items.some(({ variantId }) => variantId === wanted.variantId))
    return refuse("CART_FULL");
  return ok(await carts.change(customerId, shopId, (before) => withMore(before, variant.data, wanted), key));
};
