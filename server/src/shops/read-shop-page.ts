import { ok, type Product, type Result, refuse, type ShopPage, type Show } from "@showdrop/shared";
import { type ShopStore, toWireShop } from "./shops.store.ts";

interface Deps {
  shops: ShopStore;
  /** What the shop has on sale, newest first. */
  productsOf(shopId: string): Promise<Product[]>;
  /** Its live, upcoming and past shows. */
  showsOf(shopId: string): Promise<Show[]>;
}

/** A shop as everybody may see it. */
export const readShopPage = async (
  { shops, productsOf, showsOf }: Deps,
  handle: string,
): Promise<Result<ShopPage>> => {
  const shop = await shops.findByHandle(handle);
  if (!shop) return refuse("NOT_FOUND");
  const [products, shows] = await Promise.all([productsOf(shop.id), showsOf(shop.id)]);
  return ok({ shop: toWireShop(shop), products, shows });
};
