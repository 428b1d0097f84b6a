import type { Acted, Person } from "@showdrop/shared";
import type { AuditRecord } from "../audit/audit.store.ts";

type People = (ids: readonly string[]) => Promise<Map<string, Person>>;

export interface ActedDeps {
  people: People;
  /** The last time that this was done in a shop to a person or a message; null: never. */
  latest(
    shopId: string,
    action: string,
    to: { personId: string } | { messageId: string },
  ): Promise<AuditRecord | null>;
}

/** Who came first, in words for whoever came second. */
export const actedBefore = async (
  people: People,
  { by, at }: { by: string | null; at: Date },
): Promise<Acted> => {
  const person = by === null ? null : ((await people([by])).get(by) ?? { id: by, displayName: "?" });
  return { by: person, at: at.toISOString(), already: true };
};

/** Who undid something that is not there any more; null when nobody ever did. */
export const undoneBefore = async (
  { people, latest }: ActedDeps,
  shopId: string,
  action: string,
  to: { personId: string } | { messageId: string },
): Promise<Acted | null> => {
  const row = await latest(shopId, action, to);
  return row && actedBefore(people, { by: row.actorId, at: row.at });
};
