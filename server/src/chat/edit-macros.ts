import { MAX_MACROS, type Macro, ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { MacroStore } from "./macros.store.ts";

export interface EditMacrosDeps {
  macros: MacroStore;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/** Saves a text under a name, in place of the one before. */
export const saveMacro = async (
  { macros, transact, audit }: EditMacrosDeps,
  { shopId, actorId, macro }: { shopId: string; actorId: string; macro: Macro },
): Promise<Result<Macro>> => {
  const known = await macros.ofShop(shopId);
  const before = known.find(({ name }) => name === macro.name) ?? null;
  if (!before && known.length >= MAX_MACROS) return refuse("TOO_MANY_MACROS");
  return transact<Macro>(async (session) => {
    await macros.save(shopId, macro, session);
    await audit({ actorId, action: "macro:save", subject: `shop:${shopId}`, before, after: macro }, session);
    return ok(macro);
  });
};

export const removeMacro = async (
  { macros, transact, audit }: EditMacrosDeps,
  { shopId, actorId, name }: { shopId: string; actorId: string; name: string },
): Promise<Result<{ done: true }>> =>
  transact<{ done: true }>(async (session) => {
    const before = await macros.remove(shopId, name, session);
    if (!before) return refuse("NOT_FOUND");
    await audit({ actorId, action: "macro:remove", subject: `shop:${shopId}`, before }, session);
    return ok({ done: true });
  });
