import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { BanStore } from "./bans.store.ts";

export interface UnbanPersonDeps {
  bans: BanStore;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Lets somebody back in; their messages are in the history again from the next snapshot on. */
export const unbanPerson = async (
  { bans, requireRole, transact, audit }: UnbanPersonDeps,
  viewer: { id: string },
  { shopId, userId }: { shopId: string; userId: string },
): Promise<Result<{ done: true }>> => {
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  return transact<{ done: true }>(async (session) => {
    const ban = await bans.remove(shopId, userId, session);
    if (!ban) return refuse("NOT_FOUND");
    await audit(
      {
        actorId: viewer.id,
        action: "person:unban",
        subject: `user:${userId}`,
        before: { shopId, reason: ban.reason, bannedBy: ban.bannedBy },
      },
      session,
    );
    return ok({ done: true });
  });
};
