import { ok, type Result, refuse, type ShopRole } from "@showdrop/shared";
import { type Action, can } from "./can.ts";
import type { MemberStore } from "./members.store.ts";
import type { ShopStore } from "./shops.store.ts";

/**
 * The viewer's role in a shop, when it lets them do `action`.
 * Refuses with NOT_FOUND when there is no such shop, NOT_ALLOWED when their role does not suffice.
 */
export type RequireRole = (
  shopId: string,
  viewer: { id: string },
  action: Action,
) => Promise<Result<ShopRole>>;

export const createRequireRole =
  ({ shops, members }: { shops: ShopStore; members: MemberStore }): RequireRole =>
  async (shopId, viewer, action) => {
    const role = await members.roleOf(shopId, viewer.id);
    if (role && can(role, action)) return ok(role);
    return refuse((await shops.find(shopId)) ? "NOT_ALLOWED" : "NOT_FOUND");
  };
