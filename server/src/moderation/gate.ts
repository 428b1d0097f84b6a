import { type AutomodReason, type ChatRules, type Refusal, refuse, type ShopRole } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { ShowRecord } from "../shows/shows.store.ts";
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

export interface ChatGateDeps {
  clock: Clock;
  slowTurns: SlowTurns;
  /** When an account was made; null when there is none. */
  accountSince(userId: string): Promise<Date | null>;
  followedSince(shopId: string, userId: string): Promise<Date | null>;
  hasBought(shopId: string, userId: string): Promise<boolean>;
}

const MINUTE_MS = 60_000;

/**
 * The one place that decides what becomes of a line, in the order in which a person understands it: may anybody write,
 * may they, and may it be said. The team passes. A line that is refused costs its author no turn of slow mode.
 */
export const createChatGate = (deps: ChatGateDeps): ChatGate => {
  const { clock, slowTurns } = deps;

  const isOlder = (since: Date | null, minutes: number): boolean =>
    since !== null && clock.now() - since.getTime() >= minutes * MINUTE_MS;

  /** Why somebody may not write in this chat now; null when they may. */
  const refusePerson = async (
    { show: { shopId }, authorId }: Said,
    rules: ChatRules,
  ): Promise<Refusal | null> => {
    const { frozen, accountMinutes, followersMinutes, buyersOnly } = rules;
    if (frozen) return refuse("CHAT_FROZEN").error;
    if (accountMinutes !== null && !isOlder(await deps.accountSince(authorId), accountMinutes))
      return refuse("ACCOUNT_TOO_NEW").error;
    if (followersMinutes !== null && !isOlder(await deps.followedSince(shopId, authorId), followersMinutes))
      return refuse("FOLLOWERS_ONLY").error;
    if (buyersOnly && !(await deps.hasBought(shopId, authorId))) return refuse("BUYERS_ONLY").error;
    return null;
  };

  return async (said) => {
    if (said.role !== null) return { verdict: "pass" };
    const rules = rulesInForce(said.show.chat);
    const refusal = await refusePerson(said, rules);
    if (refusal) return { verdict: "refuse", refusal };
    if (rules.slowSeconds !== null) {
      const retryAfter = await slowTurns.take(said.show.id, said.authorId, rules.slowSeconds);
      if (retryAfter !== null)
        return { verdict: "refuse", refusal: refuse("CHAT_SLOW", { retryAfter }).error };
    }
    return { verdict: "pass" };
  };
};
