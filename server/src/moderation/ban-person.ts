import {
  type BanMade,
  type BanPerson,
  ok,
  type Person,
  type Result,
  refuse,
  type ShopRole,
} from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession } from "../kit/mongo.ts";
import type { MediaBus } from "../media/media-bus.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { Act } from "./act.ts";
import type { BanRecord, BanStore } from "./bans.store.ts";
import { toBan } from "./list-bans.ts";

export interface BanPersonDeps {
  shows: ShowStore;
  bans: BanStore;
  hub: Hub;
  mediaBus: MediaBus;
  clock: Clock;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string, session?: DbSession): Promise<ShopRole | null>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  act: Act;
  /** Ends somebody's place on a show's stage, or their invitation. */
  takeOffStage(showId: string, userId: string): Promise<unknown>;
}

/**
 * Bans somebody from a shop's shows: recorded first, so that every check from now on says no, then told to every
 * server, page and media node. Banning again tells them again, should the first time have been cut off; who is banned
 * already stays so as they were.
 */
export const banPerson = async (
  deps: BanPersonDeps,
  viewer: { id: string },
  shopId: string,
  { userId, reason }: BanPerson,
): Promise<Result<BanMade>> => {
  const { shows, bans, hub, mediaBus, clock } = deps;
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  if ((await deps.people([userId])).size === 0) return refuse("NOT_FOUND");

  const wanted = { userId, reason, bannedBy: viewer.id, bannedAt: new Date(clock.now()) };
  const added = await deps.act<BanRecord>(shopId, async (session) => {
    if ((await deps.roleOf(shopId, userId, session)) !== null)
      return refuse("NOT_ALLOWED", { message: "Somebody on the team cannot be banned." });
    const ban = await bans.add(shopId, wanted, session);
    if (!ban) return refuse("BANNED");
    const subject = `user:${userId}`;
    const row = { actorId: viewer.id, action: "person:ban", subject, reason, personId: userId };
    return ok({ answer: ban, row: { ...row, after: { shopId } } });
  });
  if (!added.ok && added.error.code !== "BANNED") return added;
  const ban = added.ok ? added.data : await bans.find(shopId, userId);
  // Lifted in the moment in which it was found: nobody is banned now.
  if (!ban) return refuse("NOT_FOUND");

  const showIds = await shows.listOpenIds(shopId);
  hub.removeFromShows(userId, showIds);
  hub.toPerson(userId, "person:banned", { shopId });
  await Promise.all(
    showIds.map(async (showId) => {
      await mediaBus.tell({ type: "person:removed", showId, userId });
      await deps.takeOffStage(showId, userId);
      await hub.publish(showId, "person:banned", { userId });
    }),
  );
  return ok({ ...toBan(ban, await deps.people([ban.userId, ban.bannedBy])), already: !added.ok });
};
