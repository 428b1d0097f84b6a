import { MIN_OPEN_SECONDS, type MoveClosing, ok, type Result, refuse } from "@showdrop/shared";
import type { DropRecord } from "./drop.schema.ts";
import { dropTimes, type ShowClock, seenFrom } from "./drop-clock.ts";
import { type SteerDeps, steer } from "./steer-drop.ts";

/**
 * Moves the time at which a drop closes. There is no way to do it unseen: the drop says from then on that it was moved and
 * from when, and the audit log keeps by whom and why. Refuses with SHOW_NOT_LIVE (a drop has no closing time before its show
 * begins), CLOSING_TOO_SOON or DROP_CLOSED.
 */
export const moveClosing = (
  deps: SteerDeps,
  drop: DropRecord,
  show: ShowClock,
  { closesAt, reason }: MoveClosing,
  actorId: string,
): Promise<Result<DropRecord>> =>
  steer(deps, async (session) => {
    const { drops, clock, audit } = deps;
    if (show.startedAt === null) return refuse("SHOW_NOT_LIVE");
    const now = clock.now();
    const before = await drops.find(drop.id, session);
    if (!before || before.closedAt) return refuse("DROP_CLOSED");
    const times = dropTimes(before, show);
    // A moment as the clock on the wall shows it; while the drop stands still, that is so much later than it is seen now.
    const wanted = closesAt === null ? null : Date.parse(closesAt) - (now - seenFrom(times, now));
    const openSeconds = wanted === null ? null : Math.round((wanted - times.opensAt) / 1000);
    const soonest = Math.max(seenFrom(times, now), times.opensAt + MIN_OPEN_SECONDS * 1000);
    if (wanted !== null && wanted < soonest) return refuse("CLOSING_TOO_SOON", { path: "closesAt" });
    const from = times.closesAt === null ? null : new Date(times.closesAt);
    const moved = await drops.moveClosing(before, openSeconds, { from, at: new Date(now) }, session);
    if (!moved) return refuse("DROP_CLOSED");
    await audit(
      {
        ...{ actorId, action: "drop:move-closing", subject: `drop:${drop.id}`, shopId: drop.shopId, reason },
        ...{ before: { closesAt: from?.toISOString() ?? null }, after: { closesAt } },
      },
      session,
    );
    return ok(moved);
  });
