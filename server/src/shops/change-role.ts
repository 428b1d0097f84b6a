import { type GivenRole, type Member, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { toMember } from "./list-members.ts";
import type { MemberStore } from "./members.store.ts";

interface Account {
  id: string;
  displayName: string;
  email: string;
}

interface Deps {
  members: MemberStore;
  audit: AuditStore;
  transact: Transact;
  hub: Pick<Hub, "addToTeam" | "removeFromTeam" | "toPerson">;
  findUsers(ids: readonly string[]): Promise<Map<string, Account>>;
  /** Takes the shop's stream key away, which a manager has seen. @returns its id, or null when there was none. */
  dropStreamKey(who: { shopId: string; actorId: string }, session: DbSession): Promise<string | null>;
  /** Ends what somebody sends in the shop's shows. */
  stopHosting(shopId: string, userId: string): Promise<void>;
}

/**
 * Gives somebody on the team another role, everywhere at once. Who is no manager any more hears nothing of orders from
 * this moment, sends nothing, and knows no stream key that works.
 */
export const changeRole = async (
  { members, audit, transact, hub, findUsers, dropStreamKey, stopHosting }: Deps,
  { shopId, actorId, userId, role }: { shopId: string; actorId: string; userId: string; role: GivenRole },
): Promise<Result<Member>> => {
  if ((await members.roleOf(shopId, userId)) === "owner") return refuse("OWNER_CANNOT_LEAVE");
  const user = (await findUsers([userId])).get(userId);
  if (!user) return refuse("NOT_FOUND");
  const changed = await transact(async (session) => {
    const before = await members.setRole({ shopId, userId, role }, session);
    if (!before) return refuse("NOT_FOUND");
    if (before === role) return ok({ before, streamKey: null });
    await audit.record(
      {
        ...{ actorId, action: "member:change", subject: `shop:${shopId}`, shopId, personId: userId },
        ...{ before: { userId, role: before }, after: { userId, role } },
      },
      session,
    );
    const streamKey = before === "manager" ? await dropStreamKey({ shopId, actorId }, session) : null;
    return ok({ before, streamKey });
  });
  if (!changed.ok) return changed;
  if (changed.data.before === role) return ok(toMember(user, role));
  hub.removeFromTeam(userId, shopId);
  hub.addToTeam(userId, shopId, role);
  hub.toPerson(userId, "role:changed", { shopId, role });
  if (changed.data.before === "manager") await stopHosting(shopId, userId);
  if (changed.data.streamKey) await stopHosting(shopId, changed.data.streamKey);
  return ok(toMember(user, role));
};
