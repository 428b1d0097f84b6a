import { type Acted, ok, type Person, type Result, refuse } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { Act } from "./act.ts";
import { type ActedDeps, undoneBefore } from "./acted.ts";
import type { AppealStore } from "./appeals.store.ts";
import type { BanStore } from "./bans.store.ts";
import { type ReadmitDeps, readmit } from "./readmit.ts";

export interface UnbanPersonDeps extends ActedDeps, ReadmitDeps {
  bans: BanStore;
  appeals: AppealStore;
  clock: Clock;
  requireRole: RequireRole;
  act: Act;
}

/** Lets somebody back in; an appeal of theirs that waits is thereby decided. */
export const unbanPerson = async (
  deps: UnbanPersonDeps,
  viewer: Person,
  { shopId, userId }: { shopId: string; userId: string },
): Promise<Result<Acted>> => {
  const { bans, appeals, clock, requireRole, act, hub } = deps;
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const at = new Date(clock.now());
  const lifted = await act<Acted>(shopId, async (session) => {
    const ban = await bans.remove(shopId, userId, session);
    if (!ban) {
      const known = await undoneBefore(deps, shopId, "person:unban", { personId: userId });
      return known ? ok({ answer: known, row: null }) : refuse("NOT_FOUND");
    }
    await appeals.settle(ban.id, { status: "lifted", answer: "", by: viewer.id, at }, session);
    return ok({
      answer: { by: viewer, at: at.toISOString(), already: false },
      row: {
        actorId: viewer.id,
        action: "person:unban",
        subject: `user:${userId}`,
        personId: userId,
        before: { shopId, reason: ban.reason, bannedBy: ban.bannedBy, bannedAt: ban.bannedAt },
      },
    });
  });
  if (!lifted.ok || lifted.data.already) return lifted;
  await readmit(deps, shopId, userId);
  hub.toPerson(userId, "appeal:decided", { shopId });
  return lifted;
};
