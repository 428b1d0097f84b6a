import { type ModerationEntry, ok, type Person, type Result } from "@showdrop/shared";
import type { AuditRecord, AuditRow } from "../audit/audit.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import { toEntries } from "./log-entries.ts";

export interface ActDeps {
  hub: Pick<Hub, "toModerators">;
  transact: Transact;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  /** Adds a row to the audit log. */
  append(row: AuditRow, session: DbSession): Promise<AuditRecord>;
}

/** What an act led to: its answer, and its row in the log; null when nothing changed, as somebody else came first. */
export interface Deed<T> {
  answer: T;
  row: Omit<AuditRow, "shopId"> | null;
}

/**
 * Does one thing of a shop's moderation: the change and its row in the log stand or fall together, and then everybody
 * who keeps the chat clean is told, so that no two of them work on the same.
 */
export type Act = <T>(
  shopId: string,
  work: (session: DbSession) => Promise<Result<Deed<T>>>,
) => Promise<Result<T>>;

export const createAct =
  ({ hub, transact, people, append }: ActDeps): Act =>
  async (shopId, work) => {
    let written: AuditRecord | null = null;
    const done = await transact(async (session) => {
      const deed = await work(session);
      if (!deed.ok) return deed;
      written = deed.data.row && (await append({ ...deed.data.row, shopId }, session));
      return ok(deed.data.answer);
    });
    if (!done.ok || !written) return done;
    const [entry]: ModerationEntry[] = await toEntries([written], people);
    if (entry) hub.toModerators(shopId, "moderation:done", entry);
    return done;
  };
