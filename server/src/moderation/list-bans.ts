import { type Ban, ok, type Person, type Result } from "@showdrop/shared";
import type { RequireRole } from "../shops/require-role.ts";
import type { BanRecord, BanStore } from "./bans.store.ts";

export interface ListBansDeps {
  bans: BanStore;
  requireRole: RequireRole;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

export const personOf = (people: ReadonlyMap<string, Person>, id: string): Person =>
  people.get(id) ?? { id, displayName: "?" };

export const toBan = (ban: BanRecord, people: ReadonlyMap<string, Person>): Ban => ({
  id: ban.id,
  person: personOf(people, ban.userId),
  reason: ban.reason,
  bannedBy: personOf(people, ban.bannedBy),
  bannedAt: ban.bannedAt.toISOString(),
});

/** Who is banned from a shop's shows, newest first, for its team. */
export const listBans = async (
  { bans, requireRole, people }: ListBansDeps,
  viewer: { id: string },
  shopId: string,
): Promise<Result<{ items: Ban[] }>> => {
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  const found = await bans.list(shopId);
  const known = await people(found.flatMap(({ userId, bannedBy }) => [userId, bannedBy]));
  return ok({ items: found.map((ban) => toBan(ban, known)) });
};
