import {
  moderationTopics,
  ok,
  type Person,
  type PersonCard,
  type Result,
  refuse,
  type SaidLine,
  type ShopRole,
} from "@showdrop/shared";
import type { AuditRecord } from "../audit/audit.store.ts";
import type { MessageRecord } from "../chat/message-record.ts";
import type { MessageStore } from "../chat/messages.store.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { BanStore } from "./bans.store.ts";
import { toBan } from "./list-bans.ts";
import { toEntries } from "./log-entries.ts";
import type { NoteStore } from "./notes.store.ts";
import { toNote } from "./notes.ts";
import { toTimeout } from "./time-out-person.ts";
import type { TimeoutStore } from "./timeouts.store.ts";

/** Lines and actions of a card: what a moderator reads before deciding. */
const RECENT = 30;

export interface ReadPersonCardDeps {
  messages: MessageStore;
  bans: BanStore;
  timeouts: TimeoutStore;
  notes: NoteStore;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string): Promise<ShopRole | null>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  findAccount(userId: string): Promise<{ createdAt: Date } | null>;
  isShadowMuted(shopId: string, userId: string): Promise<boolean>;
  /** How many orders somebody paid for in a shop. */
  countOrders(shopId: string, userId: string): Promise<number>;
  followedSince(shopId: string, userId: string): Promise<Date | null>;
  listLog(
    shopId: string,
    topics: readonly string[],
    only: { personId: string; limit: number },
  ): Promise<AuditRecord[]>;
}

export const toSaidLine = ({ id, showId, text, at, deletedAt }: MessageRecord): SaidLine => ({
  ...{ id, showId, text },
  at: at.toISOString(),
  deletedAt: deletedAt?.toISOString() ?? null,
});

/** What a shop's team may know of a person before it decides anything: no money, no address, no email. */
export const readPersonCard = async (
  deps: ReadPersonCardDeps,
  viewer: { id: string },
  { shopId, userId }: { shopId: string; userId: string },
): Promise<Result<PersonCard>> => {
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const account = await deps.findAccount(userId);
  if (!account) return refuse("NOT_FOUND");
  const [theirRole, orders, followsSince, shadowMuted, ban, timeout, lines, rows, notes] = await Promise.all([
    deps.roleOf(shopId, userId),
    deps.countOrders(shopId, userId),
    deps.followedSince(shopId, userId),
    deps.isShadowMuted(shopId, userId),
    deps.bans.find(shopId, userId),
    deps.timeouts.find(shopId, userId),
    deps.messages.ofAuthor({ shopId, authorId: userId }, { limit: RECENT }),
    deps.listLog(shopId, moderationTopics, { personId: userId, limit: RECENT }),
    deps.notes.about(shopId, userId),
  ]);
  const named = [ban?.bannedBy, timeout?.by, ...notes.map(({ authorId }) => authorId)];
  const people = await deps.people([userId, ...named.filter((id) => id !== undefined)]);
  const person = people.get(userId);
  if (!person) return refuse("NOT_FOUND");
  return ok({
    person,
    role: theirRole,
    accountSince: account.createdAt.toISOString(),
    followsSince: followsSince?.toISOString() ?? null,
    orders,
    ban: ban && toBan(ban, people),
    timeout: timeout && toTimeout(timeout, people),
    shadowMuted,
    lines: lines.map(toSaidLine),
    actions: await toEntries(rows, deps.people),
    notes: notes.map((note) => toNote(note, people)),
  });
};
