import { type Cart, ok, type Result, refuse } from "@showdrop/shared";
import { orSalesPaused } from "../drops/sales-paused.ts";
import type { Customer, Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { type AddToCartDeps, addToCart } from "./add-to-cart.ts";
import type { CartRecord } from "./carts.store.ts";
import { removeCartLine, setCartLine } from "./set-cart-line.ts";
import type { ViewCart } from "./view-cart.ts";

interface CartsEdge extends AddToCartDeps {
  limits: Limits;
  viewCart: ViewCart;
  /** Tells the customer's other pages. */
  cartChanged(cart: CartRecord): void;
  hasShop(shopId: string): Promise<boolean>;
  /** A guest stays remembered for as long as they come by. */
  keepGuest(customerId: string): Promise<void>;
  beginGuest: BeginGuest;
}

/** Makes a guest with a session of their own. */
export type BeginGuest = (setSession: (token: string, maxAgeSeconds: number) => void) => Promise<string>;

export const cartsEdge = (
  deps: CartsEdge,
): Pick<Handlers, "readCart" | "addToCart" | "setCartLine" | "removeCartLine"> => {
  const { carts, limits, viewCart, cartChanged, hasShop, keepGuest, beginGuest } = deps;

  const view = async (cart: CartRecord, customer: Customer | null): Promise<Cart> =>
    viewCart(cart, { withHolds: customer !== null && !customer.guest });

  const tell = async (result: Result<CartRecord>, customer: Customer | null): Promise<Result<Cart>> => {
    if (!result.ok) return result;
    cartChanged(result.data);
    if (customer?.guest) await keepGuest(customer.id);
    return ok(await view(result.data, customer));
  };

  return {
    readCart: ({ params: { shopId }, customer }) =>
      orSalesPaused(async () => {
        if (!(await hasShop(shopId))) return refuse("NOT_FOUND");
        if (!customer) return ok({ shopId, revision: 0, currency: null, lines: [], holds: [] });
        return ok(await view(await carts.read(customer.id, shopId), customer));
      }),

    addToCart: ({ params: { shopId }, body, customer, idempotencyKey, network, cookies }) =>
      orSalesPaused(async () => {
        const tooMany = customer
          ? await limits.take("cart", customer.id)
          : await limits.take("guest", network);
        if (tooMany) return { ok: false, error: tooMany };
        const added = await addToCart(deps, {
          shopId,
          customerId: customer?.id ?? null,
          beginGuest: () => beginGuest(cookies.setSession),
          key: idempotencyKey,
          wanted: body,
        });
        return tell(added, customer);
      }),

    setCartLine: ({ params, body, customer }) =>
      orSalesPaused(async () => {
        const tooMany = await limits.take("cart", customer.id);
        if (tooMany) return { ok: false, error: tooMany };
        return tell(await setCartLine(deps, { ...params, ...body, customerId: customer.id }), customer);
      }),

    removeCartLine: ({ params, customer }) =>
      orSalesPaused(async () => {
        if (!(await hasShop(params.shopId))) return refuse("NOT_FOUND");
        const removed = await removeCartLine(deps, { ...params, customerId: customer.id });
        return tell(ok(removed), customer);
      }),
  };
};
