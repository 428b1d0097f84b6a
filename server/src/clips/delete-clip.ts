import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ClipStore } from "./clips.store.ts";

export interface DeleteClipDeps {
  clips: ClipStore;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Deletes a clip for those who may; the replay stays. */
export const deleteClip = async (
  { clips, requireRole, transact, audit }: DeleteClipDeps,
  viewer: { id: string },
  clipId: string,
): Promise<Result<{ done: true }>> => {
  const clip = await clips.find(clipId);
  if (!clip) return refuse("NOT_FOUND");
  const { shopId, showId, title } = clip;
  const role = await requireRole(shopId, viewer, "show:manage");
  if (!role.ok) return role;
  return transact<{ done: true }>(async (session) => {
    if (!(await clips.remove(clipId, session))) return refuse("NOT_FOUND");
    const what = { action: "clip:delete", subject: `clip:${clipId}`, shopId };
    await audit({ ...what, actorId: viewer.id, before: { showId, title } }, session);
    return ok({ done: true });
  });
};
