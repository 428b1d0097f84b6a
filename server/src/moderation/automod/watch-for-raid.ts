import type { AutomodReason } from "@showdrop/shared";
import type { Hub } from "../../hub/hub.ts";
import type { Clock } from "../../kit/clock.ts";
import { likenessOf } from "./likeness.ts";
import type { RaidStore } from "./raids.store.ts";

/** Accounts that say the same within seconds before it is a raid: friends who came together are fewer. */
const LEAST_ACCOUNTS = 6;
/** An account counts as new for so many milliseconds: a day. Whoever is older was not made for this. */
const NEW_FOR_MS = 24 * 3_600_000;

export interface WatchForRaidDeps {
  raids: RaidStore;
  hub: Hub;
  clock: Clock;
  accountSince(userId: string): Promise<Date | null>;
}

/**
 * Looks whether a line is one of a raid: near-same text from many new accounts within seconds. The team is told once.
 * @returns why it should wait, or null.
 */
export const watchForRaid = async (
  { raids, hub, clock, accountSince }: WatchForRaidDeps,
  { show, authorId, text }: { show: { id: string; shopId: string }; authorId: string; text: string },
): Promise<AutomodReason | null> => {
  const marks = likenessOf(text);
  if (marks.length === 0) return null;
  const since = await accountSince(authorId);
  if (since && clock.now() - since.getTime() > NEW_FOR_MS) return null;
  const accounts = await raids.note(show.id, authorId, marks);
  if (accounts < LEAST_ACCOUNTS) return null;
  if (await raids.mayTell(show.id)) {
    const at = new Date(clock.now()).toISOString();
    hub.toModerators(show.shopId, "raid:suspected", { showId: show.id, accounts, sample: text, at });
  }
  return { rule: "raid", found: "" };
};
