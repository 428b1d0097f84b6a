import {
  type AnswerOf,
  moderationTopics,
  ok,
  type Person,
  type QueryOf,
  type Result,
  type Routes,
} from "@showdrop/shared";
import type { AuditRecord } from "../audit/audit.store.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { toEntries } from "./log-entries.ts";

type Log = Routes["listModerationLog"];

export interface ListLogDeps {
  requireRole: RequireRole;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  /** A shop's audit rows on these topics, newest first. */
  listLog(shopId: string, topics: readonly string[], only: QueryOf<Log>): Promise<AuditRecord[]>;
}

/** What a shop's team did, newest first, for the team. What was done about money and stock is not in it. */
export const listModerationLog = async (
  { requireRole, people, listLog }: ListLogDeps,
  viewer: { id: string },
  shopId: string,
  only: QueryOf<Log>,
): Promise<Result<AnswerOf<Log>>> => {
  const role = await requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  return ok({ items: await toEntries(await listLog(shopId, moderationTopics, only), people) });
};
