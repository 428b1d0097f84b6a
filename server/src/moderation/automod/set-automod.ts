import { type AutomodSettings, ok, type Result } from "@showdrop/shared";
import type { AuditRow } from "../../audit/audit.store.ts";
import type { DbSession, Transact } from "../../kit/mongo.ts";
import type { RequireRole } from "../../shops/require-role.ts";
import type { AutomodStore } from "./automod.store.ts";

export interface SetAutomodDeps {
  automods: AutomodStore;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Sets how a shop's chat is read: every server reads the next line so. Refuses with NOT_FOUND or NOT_ALLOWED. */
export const setAutomod = async (
  { automods, requireRole, transact, audit }: SetAutomodDeps,
  viewer: { id: string },
  shopId: string,
  settings: AutomodSettings,
): Promise<Result<AutomodSettings>> => {
  const role = await requireRole(shopId, viewer, "automod:edit");
  if (!role.ok) return role;
  const before = await automods.settingsOf(shopId);
  if (JSON.stringify(before) === JSON.stringify(settings)) return ok(settings);
  return transact(async (session) => {
    await automods.set(shopId, settings, session);
    const subject = `shop:${shopId}`;
    await audit({ actorId: viewer.id, action: "automod:set", subject, before, after: settings }, session);
    return ok(settings);
  });
};
