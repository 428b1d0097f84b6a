import { ok, type Product, type Result, type ReviewRight, refuse } from "@showdrop/shared";
import type { BoughtLine, UnitsBought } from "../fulfilment/units-bought.ts";

export interface MayReviewDeps {
  unitsBought: UnitsBought;
  /** Whether somebody belongs to a shop's team. */
  isOfTeam(shopId: string, userId: string): Promise<boolean>;
}

/** The purchase that lets a person review a product: the newest of which something reached them and was not refunded. */
const purchaseOf = (bought: readonly BoughtLine[]): BoughtLine | null =>
  bought.find(({ received }) => received > 0) ?? null;

/**
 * The purchase on which somebody's review of a product stands.
 * Refuses with REVIEW_OF_OWN_SHOP, REVIEW_NOT_YET before anything was sent or handed over, else REVIEW_NOT_BOUGHT.
 */
export const requirePurchase = async (
  { unitsBought, isOfTeam }: MayReviewDeps,
  userId: string,
  { id, shopId }: Pick<Product, "id" | "shopId">,
): Promise<Result<BoughtLine>> => {
  if (await isOfTeam(shopId, userId)) return refuse("REVIEW_OF_OWN_SHOP");
  const bought = await unitsBought(userId, id);
  const purchase = purchaseOf(bought);
  if (purchase) return ok(purchase);
  return refuse(bought.some(({ coming }) => coming > 0) ? "REVIEW_NOT_YET" : "REVIEW_NOT_BOUGHT");
};

/** The same as a page asks it. */
export const reviewRightOf = async (
  deps: MayReviewDeps,
  viewer: { id: string } | null,
  product: Pick<Product, "id" | "shopId">,
): Promise<ReviewRight> => {
  if (!viewer) return "sign_in";
  const purchase = await requirePurchase(deps, viewer.id, product);
  if (purchase.ok) return "may";
  if (purchase.error.code === "REVIEW_OF_OWN_SHOP") return "team";
  return purchase.error.code === "REVIEW_NOT_YET" ? "not_yet" : "not_bought";
};
