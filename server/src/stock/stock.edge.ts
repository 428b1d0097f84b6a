import { ok, type Product, type Result, refuse, type Variant } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import { requireProduct } from "../catalog/require-product.ts";
import type { Handlers } from "../edge/call.ts";
import type { Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { listStockEntries } from "./list-stock-entries.ts";
import { moveStock } from "./move-stock.ts";
import type { StockStore } from "./stock.store.ts";

interface StockEdge {
  stock: StockStore;
  audit: AuditStore;
  transact: Transact;
  requireRole: RequireRole;
  findVariant(variantId: string): Promise<{ product: Product; variant: Variant } | null>;
  findUsers(ids: readonly string[]): Promise<Map<string, { id: string; displayName: string }>>;
}

export const stockEdge = (deps: StockEdge): Pick<Handlers, "moveStock" | "listStockEntries"> => {
  const { findVariant, requireRole } = deps;

  const requireVariant = async (variantId: string, viewer: { id: string }): Promise<Result<Variant>> => {
    const found = await findVariant(variantId);
    if (!found) return refuse("NOT_FOUND");
    const product = await requireProduct(requireRole, found.product, viewer, "stock:move");
    return product.ok ? ok(found.variant) : product;
  };

  return {
    async moveStock({ params, viewer, body, idempotencyKey }) {
      const variant = await requireVariant(params.variantId, viewer);
      if (!variant.ok) return variant;
      return moveStock(deps, {
        variant: variant.data,
        actorId: viewer.id,
        key: idempotencyKey,
        form: body,
      });
    },

    async listStockEntries({ params, viewer, query }) {
      const variant = await requireVariant(params.variantId, viewer);
      return variant.ok ? ok({ items: await listStockEntries(deps, variant.data.id, query) }) : variant;
    },
  };
};
