import {
  APPEAL_TIMEOUTS_OVER,
  type MyAppeal,
  type MyStanding,
  ok,
  type Result,
  refuse,
  type Sanction,
} from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { AppealRecord, AppealStore } from "./appeals.store.ts";
import type { BanStore } from "./bans.store.ts";
import type { TimeoutStore } from "./timeouts.store.ts";

export interface StandingDeps {
  bans: BanStore;
  timeouts: TimeoutStore;
  appeals: AppealStore;
  hub: Hub;
  clock: Clock;
  hasShop(shopId: string): Promise<boolean>;
}

/** A ban or a timeout, alike. */
interface SanctionRecord {
  id: string;
  kind: Sanction["kind"];
  reason: string;
  by: string;
  at: Date;
  until: Date | null;
}

/** What stands against somebody now; a ban comes before a timeout. */
const sanctionOf = async (
  { bans, timeouts }: StandingDeps,
  shopId: string,
  userId: string,
): Promise<SanctionRecord | null> => {
  const ban = await bans.find(shopId, userId);
  if (ban)
    return { id: ban.id, kind: "ban", reason: ban.reason, by: ban.bannedBy, at: ban.bannedAt, until: null };
  const timeout = await timeouts.find(shopId, userId);
  return timeout && { ...timeout, kind: "timeout" };
};

const isAppealable = ({ at, until }: SanctionRecord): boolean =>
  until === null || until.getTime() - at.getTime() > APPEAL_TIMEOUTS_OVER * 1000;

export const toSanction = ({ kind, reason, at, until }: Omit<SanctionRecord, "id" | "by">): Sanction => ({
  ...{ kind, reason },
  at: at.toISOString(),
  until: until?.toISOString() ?? null,
});

const toMyAppeal = ({ text, at, status, answer, decidedAt }: AppealRecord): MyAppeal => ({
  ...{ text, status, answer },
  at: at.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});

/** Whether somebody is banned or timed out in a shop's shows, as they are told themselves. */
export const readMyStanding = async (
  deps: StandingDeps,
  viewer: { id: string },
  shopId: string,
): Promise<Result<MyStanding>> => {
  if (!(await deps.hasShop(shopId))) return refuse("NOT_FOUND");
  const sanction = await sanctionOf(deps, shopId, viewer.id);
  const appeal = await (sanction
    ? deps.appeals.against(sanction.id)
    : deps.appeals.lastOf(shopId, viewer.id));
  return ok({
    sanction: sanction && toSanction(sanction),
    appeal: appeal && toMyAppeal(appeal),
    mayAppeal: sanction !== null && appeal === null && isAppealable(sanction),
  });
};

/** Asks the team to think again: once for each ban, and each timeout that is long enough to be worth it. */
export const openAppeal = async (
  deps: StandingDeps,
  viewer: { id: string },
  { shopId, text }: { shopId: string; text: string },
): Promise<Result<MyAppeal>> => {
  if (!(await deps.hasShop(shopId))) return refuse("NOT_FOUND");
  const sanction = await sanctionOf(deps, shopId, viewer.id);
  if (!sanction || !isAppealable(sanction)) return refuse("NOTHING_TO_APPEAL");
  const { id: sanctionId, kind, reason, by, at, until } = sanction;
  const appeal = await deps.appeals.add({
    ...{ shopId, userId: viewer.id, sanctionId, kind, reason, until, text },
    sanctionedBy: by,
    sanctionedAt: at,
    at: new Date(deps.clock.now()),
  });
  if (!appeal) return refuse("APPEALED_ALREADY");
  // Its author is not named to anybody: that is the point of it.
  deps.hub.toModerators(shopId, "appeal:opened", { appealId: appeal.id });
  return ok(toMyAppeal(appeal));
};
