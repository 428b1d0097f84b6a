import type { Difference } from "@showdrop/shared";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import { type OrderAccountRow, poolKey } from "./find-differences.ts";

export interface RebuildDeps {
  db: Db;
  /** Sets what a variant has available to the sum of its ledger. */
  recountStock(variantId: string, session: DbSession): Promise<{ before: number; after: number } | null>;
  /** What the orders of a drop have of each variant. */
  ordersOfDrop(dropId: string, session: DbSession): Promise<OrderAccountRow[]>;
  /** Sets what a drop has reserved and sold of each variant, by `poolKey`. */
  recountDrop(
    dropId: string,
    units: ReadonlyMap<string, { reserved: number; committed: number }>,
    session: DbSession,
  ): Promise<void>;
  unsettledDrops(): Promise<readonly { id: string }[]>;
  /** Counts a drop in Redis anew from the record. */
  recountRedis(dropId: string): Promise<void>;
  say(line: string): void;
}

const unitsOf = (orders: readonly OrderAccountRow[]) => {
  const units = new Map<string, { reserved: number; committed: number }>();
  for (const { dropId, variantId, quantity, state } of orders) {
    if (dropId === null || state === "over") continue;
    const key = poolKey(dropId, variantId);
    const { reserved, committed } = units.get(key) ?? { reserved: 0, committed: 0 };
    units.set(
      key,
      state === "open"
        ? { reserved: reserved + quantity, committed }
        : { reserved, committed: committed + quantity },
    );
  }
  return units;
};

/**
 * Sets the numbers that follow from others anew: available units from the ledger, a drop's units from its orders, Redis
 * from the record. The ledger and the orders are what happened, and are never touched. Servers may run meanwhile.
 */
export const rebuild = async (deps: RebuildDeps, differences: readonly Difference[]): Promise<void> => {
  const { db, say } = deps;
  const named = (...kinds: Difference["kind"][]): Set<string> =>
    new Set(differences.filter(({ kind }) => kinds.includes(kind)).map(({ subjectId }) => subjectId));
  for (const variantId of named("stock")) {
    const set = await inTransaction(db, (session) => deps.recountStock(variantId, session));
    if (set) say(`variant ${variantId}: ${set.before} units available are now ${set.after}`);
  }
  for (const dropId of named("reserved", "committed")) {
    await inTransaction(db, async (session) =>
      deps.recountDrop(dropId, unitsOf(await deps.ordersOfDrop(dropId, session)), session),
    );
    say(`drop ${dropId}: units set aside and sold are what its orders say`);
  }
  const running = await deps.unsettledDrops();
  for (const { id } of running) await deps.recountRedis(id);
  say(`Redis: ${running.length} drops counted anew from the record`);
};
