import { type AutomodReason, type ChatRules, type Refusal, refuse, type ShopRole } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { AutomodStore } from "./automod/automod.store.ts";
import { hasLink } from "./automod/links.ts";
import { type WatchForRaidDeps, watchForRaid } from "./automod/watch-for-raid.ts";
import { rulesInForce } from "./rules/rules-in-force.ts";
import type { SlowTurns } from "./rules/slow-turns.store.ts";

/** A line that somebody wants to say in a show, cleaned. */
export interface Said {
  show: ShowRecord;
  authorId: string;
  /** The author's role in the show's shop. */
  role: ShopRole | null;
  text: string;
}

export type Verdict =
  | { verdict: "pass" }
  /** It waits for the team. */
  | { verdict: "hold"; reason: AutomodReason }
  /** Its author and the team see it, nobody else. */
  | { verdict: "shadow" }
  | { verdict: "refuse"; refusal: Refusal };

export type ChatGate = (said: Said) => Promise<Verdict>;

export interface ChatGateDeps extends WatchForRaidDeps {
  clock: Clock;
  slowTurns: SlowTurns;
  automods: Pick<AutomodStore, "of">;
  /** When an account was made; null when there is none. */
  accountSince(userId: string): Promise<Date | null>;
  followedSince(shopId: string, userId: string): Promise<Date | null>;
  hasBought(shopId: string, userId: string): Promise<boolean>;
  isShadowMuted(shopId: string, userId: string): Promise<boolean>;
  /** What somebody said in a show since a moment. */
  textsSince(showId: string, authorId: string, from: Date, limit: number): Promise<string[]>;
}

const MINUTE_MS = 60_000;
/** How long saying the same again is a repetition, in milliseconds, and how many lines back are looked at. */
const AGAIN_WITHIN_MS = 30_000;
const AGAIN_LINES = 10;

const refused = (...given: Parameters<typeof refuse>): Verdict => ({
  verdict: "refuse",
  refusal: refuse(...given).error,
});

/**
 * The one place that decides what becomes of a line, in the order in which a person understands it: may anybody write, may
 * they, may this be said, and may it be said now. The team passes. A line that is refused costs no turn of slow mode.
 */
export const createChatGate = (deps: ChatGateDeps): ChatGate => {
  const { clock, slowTurns, automods } = deps;

  const isOlder = (since: Date | null, minutes: number): boolean =>
    since !== null && clock.now() - since.getTime() >= minutes * MINUTE_MS;

  /** Why somebody may not write in this chat now; null when they may. */
  const refusePerson = async (
    { show: { shopId }, authorId }: Said,
    { frozen, accountMinutes, followersMinutes, buyersOnly }: ChatRules,
  ): Promise<Verdict | null> => {
    if (frozen) return refused("CHAT_FROZEN");
    if (accountMinutes !== null && !isOlder(await deps.accountSince(authorId), accountMinutes))
      return refused("ACCOUNT_TOO_NEW");
    if (followersMinutes !== null && !isOlder(await deps.followedSince(shopId, authorId), followersMinutes))
      return refused("FOLLOWERS_ONLY");
    if (buyersOnly && !(await deps.hasBought(shopId, authorId))) return refused("BUYERS_ONLY");
    return null;
  };

  const takeTurn = async ({ show, authorId }: Said, seconds: number | null): Promise<Verdict | null> => {
    const retryAfter = seconds === null ? null : await slowTurns.take(show.id, authorId, seconds);
    return retryAfter === null ? null : refused("CHAT_SLOW", { retryAfter });
  };

  return async (said) => {
    const { show, authorId, role, text } = said;
    if (role !== null) return { verdict: "pass" };
    const rules = rulesInForce(show.chat);
    const refusal = await refusePerson(said, rules);
    if (refusal) return refusal;
    if (!rules.linksAllowed && hasLink(text)) return refused("LINKS_OFF");

    const [{ settings, judge }, shadowed] = await Promise.all([
      automods.of(show.shopId),
      deps.isShadowMuted(show.shopId, authorId),
    ]);
    const from = new Date(clock.now() - AGAIN_WITHIN_MS);
    const before =
      settings.repetition === "allow" ? [] : await deps.textsSince(show.id, authorId, from, AGAIN_LINES);
    const { action, reason } = judge({ text, before });
    if (action === "refuse") return refused("MESSAGE_NOT_FIT");

    const tooSoon = await takeTurn(said, rules.slowSeconds);
    if (tooSoon) return tooSoon;
    if (shadowed) return { verdict: "shadow" };
    if (action === "hold" && reason) return { verdict: "hold", reason };
    const raid = settings.raid === "allow" ? null : await watchForRaid(deps, said);
    if (raid)
      return settings.raid === "hold" ? { verdict: "hold", reason: raid } : refused("MESSAGE_NOT_FIT");
    return { verdict: "pass" };
  };
};
