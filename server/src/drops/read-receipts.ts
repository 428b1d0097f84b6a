import { ok, type Receipts, type Result, refuse, sumOfStocks } from "@showdrop/shared";
import type { DropStore } from "./drops.store.ts";
import type { ReceiptStore } from "./receipts.store.ts";
import type { WriteLog } from "./write-log.ts";

interface ReadReceiptsDeps {
  drops: DropStore;
  receipts: ReceiptStore;
  writeLog: WriteLog;
}

/** A part of a drop's public log, up to this very moment. Refuses with NOT_FOUND. */
export const readReceipts = async (
  { drops, receipts, writeLog }: ReadReceiptsDeps,
  dropId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Result<Receipts>> => {
  const drop = await drops.find(dropId);
  if (!drop) return refuse("NOT_FOUND");
  await writeLog(dropId);
  const items = await receipts.page(dropId, after, limit);
  const latest = await receipts.latestOf(
    dropId,
    drop.pools.map(({ variantId }) => variantId),
  );
  return ok({
    dropId,
    stock: sumOfStocks(latest.map((receipt) => receipt.after)),
    items,
    next: items.length === limit ? (items.at(-1)?.seq ?? null) : null,
  });
};
