import type { Cart, CartHold, CartLine, CartNotice, Product, Variant } from "@showdrop/shared";
import { MAX_CART_QUANTITY } from "@showdrop/shared";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { HoldStore } from "../holds/hold.store.ts";
import { toHold } from "../holds/hold-view.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import { type CartItem, type CartRecord, currencyOf } from "./carts.store.ts";

export interface ViewCartDeps {
  drops: DropStore;
  holds: HoldStore;
  orders: OrderStore;
  recount: Recount;
  findVariants(ids: readonly string[]): Promise<Map<string, { product: Product; variant: Variant }>>;
}

/**
 * One line as its owner sees it: what of it can be bought now, and in words what is not as they left it.
 * @param kept units that an order of theirs keeps, which waits for its payment: they do not stand in its own way
 */
export const lineOf = (
  item: CartItem,
  found: { product: Product; variant: Variant } | undefined,
  kept: number,
): CartLine => {
  const { variantId, price } = item;
  if (!found)
    return {
      ...{ productId: variantId, variantId, title: "", variantName: "", imageUrl: null },
      ...{ quantity: 0, most: 0, unitPrice: price, notices: [{ kind: "gone" }] },
    };
  const { product, variant } = found;
  const most = product.archived ? 0 : Math.min(variant.available + kept, MAX_CART_QUANTITY);
  const quantity = Math.min(item.quantity, most);
  const notices: CartNotice[] = [];
  if (product.archived) notices.push({ kind: "gone" });
  else if (most === 0) notices.push({ kind: "sold-out" });
  else if (quantity < item.quantity) notices.push({ kind: "fewer", wanted: item.quantity });
  if (most > 0 && variant.price.amount !== price.amount) notices.push({ kind: "price", was: price });
  return {
    productId: product.id,
    variantId,
    title: product.title,
    variantName: variant.name,
    imageUrl: product.images[0]?.url ?? null,
    quantity,
    most,
    unitPrice: variant.price,
    notices,
  };
};

/** The running holds that somebody has in a shop. */
const holdsIn = async (
  { drops, holds, orders, recount }: ViewCartDeps,
  shopId: string,
  userId: string,
): Promise<CartHold[]> => {
  const found = await Promise.all(
    (await drops.unsettledOfShop(shopId)).map(async (drop) => {
      const mine = await recount.counted(drop.id, () => holds.ofUser(drop.id, userId));
      return Promise.all(
        mine
          .filter(({ status }) => status === "active" || status === "paying")
          .map(async (hold): Promise<CartHold> => {
            const pool = drop.pools.find(({ variantId }) => variantId === hold.variant);
            if (!pool) throw new Error(`drop ${drop.id} has no pool for hold ${hold.id}`);
            const order = hold.status === "paying" ? await orders.findByHold(hold.id) : null;
            return {
              hold: toHold(hold, drop, order?.id ?? null),
              ...{ productId: drop.productId, title: drop.title, imageUrl: drop.imageUrl },
              ...{ variantId: pool.variantId, variantName: pool.variantName },
              ...{ unitPrice: pool.price, regularPrice: pool.regularPrice },
            };
          }),
      );
    }),
  );
  return found.flat();
};

export type ViewCart = ReturnType<typeof createViewCart>;

/** A cart as its owner sees it, with today's prices and stock. @param withHolds guests have none */
export const createViewCart =
  (deps: ViewCartDeps) =>
  async (cart: CartRecord, { withHolds }: { withHolds: boolean }): Promise<Cart> => {
    const [variants, kept, holds] = await Promise.all([
      deps.findVariants(cart.items.map(({ variantId }) => variantId)),
      deps.orders.keptFor(cart.userId, cart.shopId),
      withHolds ? holdsIn(deps, cart.shopId, cart.userId) : [],
    ]);
    return {
      shopId: cart.shopId,
      revision: cart.revision,
      currency: currencyOf(cart.items),
      lines: cart.items.map((item) =>
        lineOf(item, variants.get(item.variantId), kept.get(item.variantId) ?? 0),
      ),
      holds,
    };
  };
