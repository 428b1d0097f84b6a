import { ok, type Result, refuse, type Stage } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { StageChange, StageStore } from "./stage.store.ts";
import { goAway, guestOf } from "./stage-moves.ts";
import { type TellStageDeps, tellStage } from "./tell-stage.ts";

export interface RemoveGuestDeps extends TellStageDeps {
  shows: ShowStore;
  stages: StageStore;
  requireRole: RequireRole;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/**
 * Somebody is a guest, or invited, no more, whoever wanted it so; nothing happens when they were not.
 * @returns the stage then, or why there was nothing to do
 */
export const takeOffStage = async (
  deps: TellStageDeps & { stages: StageStore },
  showId: string,
  userId: string,
): Promise<Result<Stage>> => {
  const changed = await deps.stages.change(showId, goAway(userId));
  return changed.ok ? ok(await tellStage(deps, showId, changed.data)) : changed;
};

/** A host withdraws an invitation or takes a guest off the stage; or the guest themselves decline or leave. */
export const removeGuest = async (
  deps: RemoveGuestDeps,
  viewer: { id: string },
  showId: string,
  userId: string,
): Promise<Result<Stage>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (viewer.id === userId) return takeOffStage(deps, showId, userId);
  const role = await deps.requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;

  const removed = await deps.transact<StageChange>(async (session) => {
    const changed = await deps.stages.change(showId, goAway(userId), session);
    if (!changed.ok) return changed;
    const before = { showId, status: guestOf(changed.data.before, userId)?.status };
    await deps.audit(
      { actorId: viewer.id, action: "guest:remove", subject: `user:${userId}`, before },
      session,
    );
    return changed;
  });
  if (!removed.ok) return removed;
  const stage = await tellStage(deps, showId, removed.data);
  deps.hub.toPerson(userId, "stage:removed", { showId });
  return ok(stage);
};
