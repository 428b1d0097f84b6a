import {
  ok,
  type Product,
  type ProductPage,
  type Result,
  refuse,
  type ShippingSettings,
  type ShopCard,
  type Show,
  type Showing,
} from "@showdrop/shared";
import { summarizeDelivery } from "../shipping/summarize-delivery.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { CatalogStore } from "./catalog.store.ts";
import { requireProduct } from "./require-product.ts";

export interface ReadProductDeps {
  catalog: Pick<CatalogStore, "find" | "ofShop">;
  requireRole: RequireRole;
  shopCards(ids: string[]): Promise<Map<string, ShopCard>>;
  showsOf(shopId: string): Promise<Show[]>;
  showingsOf(productId: string): Promise<Showing[]>;
  shippingOf(shopId: string): Promise<ShippingSettings>;
}

/** Other products at the end of a product's page: two rows on a desktop. */
const MORE = 8;

const isBuyable = ({ variants }: Product): boolean => variants.some(({ available }) => available > 0);

/** A product as its page shows it. An archived one exists for the shop's team alone. */
export const readProduct = async (
  deps: ReadProductDeps,
  viewer: { id: string } | null,
  productId: string,
): Promise<Result<ProductPage>> => {
  const { catalog, requireRole } = deps;
  const found = await catalog.find(productId);
  const product =
    found && !found.archived ? ok(found) : await requireProduct(requireRole, found, viewer, "catalog:edit");
  if (!product.ok) return product;
  const { shopId, currency } = product.data;
  const [shops, shows, shownIn, shipping, others] = await Promise.all([
    deps.shopCards([shopId]),
    deps.showsOf(shopId),
    deps.showingsOf(productId),
    deps.shippingOf(shopId),
    catalog.ofShop(shopId, { archived: "without" }),
  ]);
  const shop = shops.get(shopId);
  if (!shop) return refuse("NOT_FOUND");
  const more = others
    .filter(({ id }) => id !== productId)
    .toSorted((a, b) => Number(isBuyable(b)) - Number(isBuyable(a)))
    .slice(0, MORE);
  return ok({
    product: product.data,
    ...{ shop, shows, shownIn, more },
    delivery: summarizeDelivery(shipping, currency),
  });
};
