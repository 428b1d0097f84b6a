import { type AutomodSettings, ok, type Result } from "@showdrop/shared";
import type { RequireRole } from "../../shops/require-role.ts";
import type { Act } from "../act.ts";
import type { AutomodStore } from "./automod.store.ts";

export interface SetAutomodDeps {
  automods: AutomodStore;
  requireRole: RequireRole;
  act: Act;
}

/** Sets how a shop's chat is read: every server reads the next line so. Refuses with NOT_FOUND or NOT_ALLOWED. */
export const setAutomod = async (
  { automods, requireRole, act }: SetAutomodDeps,
  viewer: { id: string },
  shopId: string,
  settings: AutomodSettings,
): Promise<Result<AutomodSettings>> => {
  const role = await requireRole(shopId, viewer, "automod:edit");
  if (!role.ok) return role;
  const before = await automods.settingsOf(shopId);
  if (JSON.stringify(before) === JSON.stringify(settings)) return ok(settings);
  return act(shopId, async (session) => {
    await automods.set(shopId, settings, session);
    const row = { actorId: viewer.id, action: "automod:set", subject: `shop:${shopId}` };
    return ok({ answer: settings, row: { ...row, before, after: settings } });
  });
};
