import { ok, type Result, refuse } from "@showdrop/shared";
import type { DropRecord } from "./drop.schema.ts";
import { onShowClock, type ShowClock } from "./drop-clock.ts";
import { type SteerDeps, steer } from "./steer-drop.ts";

/**
 * Pauses a drop by hand, or lets it go on: in between nobody can take units, nobody in line is offered any, and its clock
 * stands still. Running holds live on. Doing it again changes nothing. Refuses with DROP_CLOSED.
 */
export const setPaused = (
  deps: SteerDeps,
  drop: DropRecord,
  show: ShowClock,
  { paused, actorId }: { paused: boolean; actorId: string },
): Promise<Result<DropRecord>> =>
  steer(deps, async (session) => {
    const { drops, clock, audit } = deps;
    const now = new Date(onShowClock(show, clock.now()));
    const before = await drops.find(drop.id, session);
    if (!before || before.closedAt) return refuse("DROP_CLOSED");
    if ((before.pausedAt !== null) === paused) return ok(before);
    const moved = paused
      ? await drops.pause(drop.id, now, session)
      : await drops.resume(before, now, session);
    if (!moved) return refuse("DROP_CLOSED");
    const action = paused ? "drop:pause" : "drop:resume";
    await audit({ actorId, action, subject: `drop:${drop.id}`, shopId: drop.shopId }, session);
    return ok(moved);
  });
