import {
  assertNever,
  type EnterGiveaway,
  type MyStep,
  ok,
  type Result,
  refuse,
  type ShopRole,
} from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import { newEntrantId } from "../kit/draw.ts";
import type { Untold } from "../kit/untold.ts";
import type { GiveawayRecord } from "./giveaway.schema.ts";
import type { GiveawayStore } from "./giveaways.store.ts";

export interface EnterGiveawayDeps {
  giveaways: GiveawayStore;
  untold: Untold;
  hub: Hub;
  clock: Clock;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  followedSince(shopId: string, userId: string): Promise<Date | null>;
  hasBought(shopId: string, userId: string): Promise<boolean>;
}

/**
 * Whether a person may enter. The team and the banned never may. Who is muted may, as they may buy: a mute is about what
 * somebody says, and a prize is not said.
 */
const mayEnter = async (
  deps: EnterGiveawayDeps,
  { shopId, audience }: GiveawayRecord,
  userId: string,
): Promise<Result<null>> => {
  const [banned, role] = await Promise.all([deps.isBanned(shopId, userId), deps.roleOf(shopId, userId)]);
  if (banned) return refuse("BANNED");
  if (role !== null) return refuse("GIVEAWAY_NOT_FOR_TEAM");
  switch (audience) {
    case "everyone":
      return ok(null);
    case "followers":
      return (await deps.followedSince(shopId, userId)) ? ok(null) : refuse("GIVEAWAY_FOR_FOLLOWERS");
    case "buyers":
      return (await deps.hasBought(shopId, userId)) ? ok(null) : refuse("GIVEAWAY_FOR_BUYERS");
    default:
      return assertNever(audience);
  }
};

/** Open, and its time is not over: what draws it may be a moment late. @param now milliseconds since 1970 */
export const takesEntries = ({ status, closesAt }: GiveawayRecord, now: number): boolean =>
  status === "open" && (closesAt === null || now < closesAt.getTime());

/**
 * Enters a person, once; again it answers with the same entry. Whoever is answered with an entry is in the list that is
 * drawn from, also when the draw begins in this moment. Refuses with NOT_FOUND, BANNED, GIVEAWAY_CLOSED,
 * GIVEAWAY_NOT_FOR_TEAM, GIVEAWAY_FOR_FOLLOWERS or GIVEAWAY_FOR_BUYERS.
 */
export const enterGiveaway = async (
  deps: EnterGiveawayDeps,
  viewer: { id: string },
  { showId, giveawayId }: EnterGiveaway,
): Promise<Result<MyStep>> => {
  const { giveaways, untold, hub, clock } = deps;
  const giveaway = await giveaways.find(giveawayId);
  if (giveaway?.showId !== showId) return refuse("NOT_FOUND");
  const entered = (entrantId: string): Result<MyStep> => ok({ did: "enter", showId, giveawayId, entrantId });

  const before = await giveaways.entryOf(giveawayId, viewer.id);
  if (before !== null && giveaway.status === "open") return entered(before);
  if (!takesEntries(giveaway, clock.now())) return refuse("GIVEAWAY_CLOSED");
  const may = await mayEnter(deps, giveaway, viewer.id);
  if (!may.ok) return may;

  const entrantId = await giveaways.enter(giveawayId, viewer.id, newEntrantId());
  // The list is read after the entries were stopped: what was written before that is in it.
  if ((await giveaways.find(giveawayId))?.status !== "open") {
    const list = await giveaways.listOf(giveawayId);
    if (!list?.includes(entrantId)) {
      if (list) await giveaways.leave(giveawayId, entrantId);
      return refuse("GIVEAWAY_CLOSED");
    }
  }
  await untold.mark(showId, "giveaway", giveawayId);
  const step = { did: "enter", showId, giveawayId, entrantId } as const;
  hub.toPerson(viewer.id, "mine:step", step);
  return ok(step);
};
