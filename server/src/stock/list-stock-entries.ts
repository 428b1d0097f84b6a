import type { StockEntry } from "@showdrop/shared";
import type { StockStore } from "./stock.store.ts";

interface Deps {
  stock: StockStore;
  findUsers(ids: readonly string[]): Promise<Map<string, { id: string; displayName: string }>>;
}

/** A page of a variant's ledger, newest first, with who moved what. */
export const listStockEntries = async (
  { stock, findUsers }: Deps,
  variantId: string,
  page: { before?: string | undefined; limit: number },
): Promise<StockEntry[]> => {
  const entries = await stock.entriesOf(variantId, page);
  const users = await findUsers([...new Set(entries.flatMap(({ by }) => by ?? []))]);
  return entries.map(({ availableAfter: _, by, at, ...entry }) => {
    const user = by === null ? undefined : users.get(by);
    return {
      ...entry,
      by: user ? { id: user.id, displayName: user.displayName } : null,
      at: at.toISOString(),
    };
  });
};
