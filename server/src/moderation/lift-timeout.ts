import { type Acted, ok, type Person, type Result, refuse } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { Act } from "./act.ts";
import { type ActedDeps, undoneBefore } from "./acted.ts";
import type { AppealStore } from "./appeals.store.ts";
import type { TimeoutStore } from "./timeouts.store.ts";

export interface LiftTimeoutDeps extends ActedDeps {
  timeouts: TimeoutStore;
  appeals: AppealStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  act: Act;
}

/** Gives somebody the word back before their time is over; an appeal of theirs that waits is thereby decided. */
export const liftTimeout = async (
  deps: LiftTimeoutDeps,
  viewer: Person,
  { shopId, userId }: { shopId: string; userId: string },
): Promise<Result<Acted>> => {
  const { timeouts, appeals, hub, clock, requireRole, act } = deps;
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const at = new Date(clock.now());
  const lifted = await act<Acted>(shopId, async (session) => {
    const timeout = await timeouts.remove(shopId, userId, session);
    if (!timeout) {
      const known = await undoneBefore(deps, shopId, "person:untimeout", { personId: userId });
      return known ? ok({ answer: known, row: null }) : refuse("NOT_FOUND");
    }
    await appeals.settle(timeout.id, { status: "lifted", answer: "", by: viewer.id, at }, session);
    return ok({
      answer: { by: viewer, at: at.toISOString(), already: false },
      row: {
        actorId: viewer.id,
        action: "person:untimeout",
        subject: `user:${userId}`,
        personId: userId,
        before: { until: timeout.until, reason: timeout.reason },
      },
    });
  });
  if (!lifted.ok) return lifted;
  hub.toPerson(userId, "person:timedout", { shopId, until: null, reason: "" });
  if (!lifted.data.already) hub.toPerson(userId, "appeal:decided", { shopId });
  return lifted;
};
