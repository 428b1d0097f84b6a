import { ok } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type CreateDiscountDeps, createDiscount } from "./create-discount.ts";
import { toWireDiscount } from "./discounts.store.ts";
import { type EditDiscountDeps, editDiscount } from "./edit-discount.ts";
import { type ShowCouponDeps, showCoupon } from "./show-coupon.ts";

type DiscountCalls = "listDiscounts" | "createDiscount" | "editDiscount" | "showCoupon";

export const discountsEdge = (
  deps: CreateDiscountDeps & EditDiscountDeps & ShowCouponDeps & { requireRole: RequireRole },
): Pick<Handlers, DiscountCalls> => ({
  async listDiscounts({ params: { shopId }, query, viewer }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    if (!role.ok) return role;
    const page = await deps.discounts.ofShop(shopId, query.before, query.limit);
    return ok({ items: page.map(toWireDiscount) });
  },

  async createDiscount({ params: { shopId }, viewer, body }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? createDiscount(deps, { shopId, actorId: viewer.id, form: body }) : role;
  },

  async editDiscount({ params: { shopId, discountId }, viewer, body }) {
    const role = await deps.requireRole(shopId, viewer, "prices:set");
    return role.ok ? editDiscount(deps, { shopId, actorId: viewer.id, discountId, form: body }) : role;
  },

  showCoupon: ({ params: { showId }, viewer, body }) =>
    showCoupon(deps, viewer, { showId, discountId: body.discountId }),
});
