import { type Discount, type EditDiscount, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import { type DiscountStore, toWireDiscount } from "./discounts.store.ts";

export interface EditDiscountDeps {
  discounts: DiscountStore;
  audit: AuditStore;
  transact: Transact;
}

/** Changes a code's terms, or switches it off. Orders that have it keep it. */
export const editDiscount = (
  { discounts, audit, transact }: EditDiscountDeps,
  by: { shopId: string; actorId: string; discountId: string; form: EditDiscount },
): Promise<Result<Discount>> =>
  transact(async (session) => {
    const { shopId, actorId, discountId, form } = by;
    const before = await discounts.find(discountId, session);
    // Another shop's answers like a missing one.
    if (before?.shopId !== shopId) return refuse("NOT_FOUND");
    const after = await discounts.edit(before, form, session);
    if (!after) return refuse("NOT_FOUND");
    const subject = `discount:${discountId}`;
    await audit.record({ actorId, action: "discount:edit", subject, shopId, before, after }, session);
    return ok(toWireDiscount(after));
  });
