import type { LogDetails, ModerationEntry, Person } from "@showdrop/shared";
import type { AuditRecord } from "../audit/audit.store.ts";

/** Words of one detail: a log is read, not searched for whole texts. */
const MOST_CHARACTERS = 300;

/** What no moderator may read, wherever it stands: it is in the row for the shop's owner and the law. */
const isPrivate = (name: string): boolean => /email|address|phone|price|amount|total|revenue/i.test(name);
/** Ids mean nothing to a reader, who is told names. */
const isId = (name: string): boolean => /ids?$/i.test(name);

/** What a row says of before or after, as a few words under their names; lists and parts of parts in one line. */
const describe = (said: unknown, above = ""): LogDetails => {
  if (typeof said !== "object" || said === null) return {};
  const words: LogDetails = {};
  for (const [name, value] of Object.entries(said)) {
    if (isPrivate(name) || isId(name) || value === null || value === undefined) continue;
    const key = above ? `${above}.${name}` : name;
    if (value instanceof Date) words[key] = value.toISOString();
    else if (Array.isArray(value)) words[key] = value.map(String).join(", ").slice(0, MOST_CHARACTERS);
    else if (typeof value === "object") Object.assign(words, above ? {} : describe(value, name));
    else words[key] = String(value).slice(0, MOST_CHARACTERS);
  }
  return words;
};

const idsIn = (rows: readonly AuditRecord[]): string[] =>
  rows.flatMap(({ actorId, personId }) => [actorId, personId].filter((id) => id !== null));

/** Rows of the audit log as a shop's team reads them. */
export const toEntries = async (
  rows: readonly AuditRecord[],
  people: (ids: readonly string[]) => Promise<Map<string, Person>>,
): Promise<ModerationEntry[]> => {
  const known = await people([...new Set(idsIn(rows))]);
  const named = (id: string | null): Person | null =>
    id ? (known.get(id) ?? { id, displayName: "?" }) : null;
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: named(row.actorId),
    action: row.action,
    person: named(row.personId),
    messageId: row.messageId,
    reason: row.reason,
    before: describe(row.before),
    after: describe(row.after),
  }));
};
