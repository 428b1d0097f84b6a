import { ok, type Product, type Result, refuse } from "@showdrop/shared";
import type { Action } from "../shops/can.ts";
import type { RequireRole } from "../shops/require-role.ts";

/** A product, when the viewer may do `action` in its shop. An archived one does not exist for strangers. */
export const requireProduct = async (
  requireRole: RequireRole,
  product: Product | null,
  viewer: { id: string } | null,
  action: Action,
): Promise<Result<Product>> => {
  if (!product || !viewer) return refuse("NOT_FOUND");
  const role = await requireRole(product.shopId, viewer, action);
  if (role.ok) return ok(product);
  return product.archived ? refuse("NOT_FOUND") : role;
};
