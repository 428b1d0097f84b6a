import { type Coupon, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { DiscountRecord, DiscountStore } from "./discounts.store.ts";
import type { ShowCouponStore } from "./show-coupons.store.ts";

export interface ShowCouponDeps {
  discounts: Pick<DiscountStore, "find">;
  coupons: ShowCouponStore;
  hub: Hub;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  requireRole: RequireRole;
  findShow(id: string): Promise<{ shopId: string; status: string } | null>;
}

const toCoupon = ({ id, code, benefit, minimum, endsAt, quota }: DiscountRecord): Coupon => ({
  ...{ discountId: id, code, benefit, minimum, quota },
  endsAt: endsAt?.toISOString() ?? null,
});

/** Whether somebody who takes it now could use it, were they to buy in this show. */
const counts = ({ active, endsAt, showId }: DiscountRecord, inShow: string, now: number): boolean =>
  active && (endsAt === null || endsAt.getTime() > now) && (showId === null || showId === inShow);

/** The coupon that a show holds out now; one that ended or was switched off is gone by itself. */
export const createReadCoupon =
  ({ discounts, coupons, clock }: Pick<ShowCouponDeps, "discounts" | "coupons" | "clock">) =>
  async (showId: string): Promise<Coupon | null> => {
    const id = await coupons.of(showId);
    const discount = id && (await discounts.find(id));
    return discount && counts(discount, showId, clock.now()) ? toCoupon(discount) : null;
  };

/** Holds a coupon out to everybody in a show, or takes it down. Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED or CODE_OVER. */
export const showCoupon = async (
  deps: ShowCouponDeps,
  viewer: { id: string },
  { showId, discountId }: { showId: string; discountId: string | null },
): Promise<Result<{ coupon: Coupon | null }>> => {
  const { discounts, coupons, hub, audit, transact, clock } = deps;
  const show = await deps.findShow(showId);
  if (!show) return refuse("NOT_FOUND");
  const { shopId } = show;
  const role = await deps.requireRole(shopId, viewer, "prices:set");
  if (!role.ok) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const discount = discountId === null ? null : await discounts.find(discountId);
  if (discountId !== null && discount?.shopId !== shopId) return refuse("NOT_FOUND", { path: "discountId" });
  if (discount && !counts(discount, showId, clock.now())) return refuse("CODE_OVER", { path: "discountId" });
  const shown = await transact(async (session) => {
    await coupons.set(showId, discountId, session);
    const row = { actorId: viewer.id, action: "coupon:show", subject: `show:${showId}`, shopId };
    await audit.record({ ...row, after: { discountId } }, session);
    return ok({ coupon: discount && toCoupon(discount) });
  });
  if (shown.ok) await hub.publish(showId, "coupon:changed", shown.data);
  return shown;
};
