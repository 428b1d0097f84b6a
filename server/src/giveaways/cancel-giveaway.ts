import { type CancelGiveaway, type Giveaway, ok, type Result, refuse } from "@showdrop/shared";
import type { DrawGiveawayDeps } from "./draw-giveaway.ts";
import type { GiveawayRecord } from "./giveaway.schema.ts";
import { tellGiveaway } from "./tell-giveaway.ts";

/** Calls an open giveaway off; again it answers the same. Refuses with NOT_FOUND, NOT_ALLOWED or GIVEAWAY_CLOSED. */
export const cancelGiveaway = async (
  deps: DrawGiveawayDeps,
  viewer: { id: string },
  giveawayId: string,
  { reason }: CancelGiveaway,
): Promise<Result<Giveaway>> => {
  const giveaway = await deps.giveaways.find(giveawayId);
  if (!giveaway) return refuse("NOT_FOUND");
  const role = await deps.requireRole(giveaway.shopId, viewer, "giveaway:run");
  if (!role.ok) return role;
  const cancelled = await deps.transact<GiveawayRecord>(async (session) => {
    const stopped = await deps.giveaways.stopEntries(giveawayId, "cancelled", session);
    if (!stopped) return giveaway.status === "cancelled" ? ok(giveaway) : refuse("GIVEAWAY_CLOSED");
    const subject = `giveaway:${giveawayId}`;
    await deps.audit({ actorId: viewer.id, action: "giveaway:cancel", subject, reason }, session);
    return ok(stopped);
  });
  if (!cancelled.ok) return cancelled;
  const told = await tellGiveaway(deps, giveawayId);
  return told ? ok(told) : refuse("NOT_FOUND");
};
