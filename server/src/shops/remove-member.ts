import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Transact } from "../kit/mongo.ts";
import type { MemberStore } from "./members.store.ts";

interface Deps {
  members: MemberStore;
  audit: AuditStore;
  transact: Transact;
  hub: Pick<Hub, "removeFromTeam">;
  /** Ends what somebody sends in the shop's shows. */
  stopHosting(shopId: string, userId: string): Promise<void>;
}

/**
 * Takes somebody's role away: from this moment their pages hear nothing of the shop's orders, and a camera that they are
 * sending with goes off the air.
 */
export const removeMember = async (
  { members, audit, transact, hub, stopHosting }: Deps,
  { shopId, actorId, userId }: { shopId: string; actorId: string; userId: string },
): Promise<Result<{ done: true }>> => {
  if ((await members.roleOf(shopId, userId)) === "owner") return refuse("OWNER_CANNOT_LEAVE");
  const removed = await transact<{ done: true }>(async (session) => {
    const role = await members.remove(shopId, userId, session);
    if (!role) return refuse("NOT_FOUND");
    await audit.record(
      { actorId, action: "member:remove", subject: `shop:${shopId}`, before: { userId, role } },
      session,
    );
    return ok({ done: true });
  });
  if (!removed.ok) return removed;
  hub.removeFromTeam(userId, shopId);
  await stopHosting(shopId, userId);
  return removed;
};
