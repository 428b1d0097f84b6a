import { setTimeout as sleep } from "node:timers/promises";
import { ok, type Result, refuse, type ShopRole, type Stage } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { can } from "../shops/can.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { takeOffStage } from "./remove-guest.ts";
import type { StageChange, StageStore } from "./stage.store.ts";
import { invite } from "./stage-moves.ts";
import { type TellStageDeps, tellStage } from "./tell-stage.ts";

/** Milliseconds after which whoever came just now is known to be here: who watches is written down once a second. */
const KNOWN_WITHIN_MS = 1_200;

export interface InviteGuestDeps extends TellStageDeps {
  shows: ShowStore;
  stages: StageStore;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  /** Those of these people who have the show open now. */
  presentIn(showId: string, userIds: readonly string[]): Promise<Set<string>>;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Asks somebody who is watching to come on stage. Owner and managers need no invitation: they may host. */
export const inviteGuest = async (
  deps: InviteGuestDeps,
  viewer: { id: string; displayName: string },
  showId: string,
  userId: string,
): Promise<Result<Stage>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "show:manage");
  if (!role.ok) return role;
  if (show.status === "scheduled") return refuse("SHOW_NOT_LIVE");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  if (can(await deps.roleOf(show.shopId, userId), "show:host"))
    return refuse("ALREADY_ON_STAGE", { message: "The shop's owner and managers need no invitation." });
  if (await deps.isBanned(show.shopId, userId)) return refuse("GUEST_BANNED");
  const isHere = async () => (await deps.presentIn(showId, [userId])).has(userId);
  if (!(await isHere())) {
    await sleep(KNOWN_WITHIN_MS);
    if (!(await isHere())) return refuse("GUEST_NOT_HERE");
  }

  const invited = await deps.transact<StageChange>(async (session) => {
    const changed = await deps.stages.change(showId, invite(userId, viewer.id), session);
    if (!changed.ok) return changed;
    const after = { showId };
    await deps.audit(
      { actorId: viewer.id, action: "guest:invite", subject: `user:${userId}`, after },
      session,
    );
    return changed;
  });
  if (!invited.ok) return invited;
  // A ban that came between the look above and the write found nobody to take off the stage.
  if (await deps.isBanned(show.shopId, userId)) {
    await takeOffStage(deps, showId, userId);
    return refuse("GUEST_BANNED");
  }
  const stage = await tellStage(deps, showId, invited.data);
  deps.hub.toPerson(userId, "stage:invited", {
    showId,
    title: show.title,
    invitedBy: { id: viewer.id, displayName: viewer.displayName },
  });
  return ok(stage);
};
