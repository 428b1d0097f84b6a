import type { AuditEntry, AuditQuery, Person } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";

export interface ListAuditDeps {
  searchAudit: AuditStore["search"];
  people(ids: readonly string[]): Promise<Map<string, Person>>;
}

/** Rows of the log of privileged actions, newest first, with the names of who did what. */
export const listAudit = async (
  { searchAudit, people }: ListAuditDeps,
  { from, to, ...query }: AuditQuery,
): Promise<AuditEntry[]> => {
  const rows = await searchAudit({
    ...query,
    ...(from ? { from: new Date(from) } : {}),
    ...(to ? { to: new Date(to) } : {}),
  });
  const actors = await people([...new Set(rows.flatMap(({ actorId }) => actorId ?? []))]);
  return rows.map(({ id, at, actorId, action, subject, reason, before, after }) => ({
    ...{ id, at: at.toISOString(), action, subject, reason, before, after },
    actor: (actorId !== null && actors.get(actorId)) || null,
  }));
};
