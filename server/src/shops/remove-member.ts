import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { MemberStore } from "./members.store.ts";

interface Deps {
  members: MemberStore;
  audit: AuditStore;
  transact: Transact;
  hub: Pick<Hub, "removeFromTeam" | "toPerson">;
  /** Takes the shop's stream key away, which the person has seen. @returns its id, or null when there was none. */
  dropStreamKey(who: { shopId: string; actorId: string }, session: DbSession): Promise<string | null>;
  /** Ends what somebody sends in the shop's shows. */
  stopHosting(shopId: string, userId: string): Promise<void>;
}

/**
 * Takes somebody's role away: from this moment their pages hear nothing of the shop's orders and moderation, and a camera that they are
 * sending with goes off the air. A manager knows the shop's stream key: it is taken away too.
 */
export const removeMember = async (
  { members, audit, transact, hub, dropStreamKey, stopHosting }: Deps,
  { shopId, actorId, userId }: { shopId: string; actorId: string; userId: string },
): Promise<Result<{ done: true }>> => {
  if ((await members.roleOf(shopId, userId)) === "owner") return refuse("OWNER_CANNOT_LEAVE");
  const removed = await transact(async (session) => {
    const role = await members.remove(shopId, userId, session);
    if (!role) return refuse("NOT_FOUND");
    await audit.record(
      {
        ...{ actorId, action: "member:remove", subject: `shop:${shopId}`, shopId, personId: userId },
        before: { userId, role },
      },
      session,
    );
    return ok(role === "manager" ? await dropStreamKey({ shopId, actorId }, session) : null);
  });
  if (!removed.ok) return removed;
  hub.removeFromTeam(userId, shopId);
  hub.toPerson(userId, "role:changed", { shopId, role: null });
  await stopHosting(shopId, userId);
  if (removed.data) await stopHosting(shopId, removed.data);
  return ok({ done: true });
};
