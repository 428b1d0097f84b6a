import { type Member, ok, type Result, refuse } from "@showdrop/shared";
import { type Asked, type ConfirmPasswordDeps, confirmPassword } from "../account/confirm-password.ts";
import type { TellOwner } from "../account/tell-owner.ts";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { toMember } from "./list-members.ts";
import type { MemberStore } from "./members.store.ts";
import type { ShopStore } from "./shops.store.ts";

interface Deps extends ConfirmPasswordDeps {
  shops: Pick<ShopStore, "setOwner">;
  members: Pick<MemberStore, "handOver">;
  audit: AuditStore;
  transact: Transact;
  hub: Pick<Hub, "addToTeam" | "removeFromTeam" | "toPerson">;
  findUsers(ids: readonly string[]): Promise<Map<string, { id: string; displayName: string; email: string }>>;
  /** Parts a shop from its account at the payment provider, which is its owner's. */
  forgetPayouts(shopId: string, session: DbSession): Promise<void>;
  tellOwner: TellOwner;
}

/**
 * Makes a manager the owner of a shop, and its owner a manager. Payouts begin anew with an account of the new owner: what
 * was earned before stays in the former one's, and refunds of those orders still come out of it.
 */
export const handOverShop = async (
  { shops, members, audit, transact, hub, findUsers, forgetPayouts, tellOwner, ...confirming }: Deps,
  asked: Asked,
  { shopId, userId, password }: { shopId: string; userId: string; password: string },
): Promise<Result<Member>> => {
  const confirmed = await confirmPassword(confirming, asked, password);
  if (!confirmed.ok) return confirmed;
  const from = asked.viewer.id;
  const user = (await findUsers([userId])).get(userId);
  if (!user) return refuse("NOT_FOUND");
  const done = await transact<null>(async (session) => {
    const handed = await members.handOver({ shopId, from, to: userId }, session);
    if (handed === "nobody's") return refuse("NOT_ALLOWED");
    if (handed === "no manager") return refuse("NOT_A_MANAGER");
    if (!(await shops.setOwner(shopId, userId, session))) return refuse("OWNS_ANOTHER_SHOP");
    await forgetPayouts(shopId, session);
    await audit.record(
      {
        ...{ actorId: from, action: "shop:handOver", subject: `shop:${shopId}`, shopId, personId: userId },
        ...{ before: { ownerId: from }, after: { ownerId: userId } },
      },
      session,
    );
    return ok(null);
  });
  if (!done.ok) return done;
  for (const [id, role] of [[userId, "owner"] as const, [from, "manager"] as const]) {
    hub.removeFromTeam(id, shopId);
    hub.addToTeam(id, shopId, role);
    hub.toPerson(id, "role:changed", { shopId, role });
  }
  await Promise.all([tellOwner(from, "shopGiven"), tellOwner(userId, "shopTaken")]);
  return ok(toMember(user, "owner"));
};
