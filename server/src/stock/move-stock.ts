import { type MoveStock, ok, type Result, refuse, type Variant } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import type { StockStore } from "./stock.store.ts";

interface Deps {
  stock: StockStore;
  audit: AuditStore;
  transact: Transact;
}

/** Receives units or corrects their number by hand, with a reason; once per key, which answers the same again. */
export const moveStock = (
  { stock, audit, transact }: Deps,
  {
    variant,
    actorId,
    key,
    form: { change, reason },
  }: { variant: Variant; actorId: string; key: string; form: MoveStock },
): Promise<Result<Variant>> =>
  transact(async (session) => {
    const posted = await stock.move({ variantId: variant.id, change, reason, by: actorId, key }, session);
    if (!posted)
      return change < 0
        ? refuse("STOCK_TOO_LOW", { path: "change" })
        : refuse("INVALID_INPUT", { path: "change", message: "That is more stock than can be kept." });
    const { entry, fresh } = posted;
    if (entry.change !== change || entry.reason !== reason) return refuse("IDEMPOTENCY_KEY_REUSED");
    if (fresh)
      await audit.record(
        {
          actorId,
          action: "stock:move",
          subject: `variant:${variant.id}`,
          reason,
          before: { available: entry.availableAfter - change },
          after: { available: entry.availableAfter },
        },
        session,
      );
    return ok({ ...variant, available: entry.availableAfter });
  });
