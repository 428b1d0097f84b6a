import type { ReceiptStore } from "../drops/receipts.store.ts";
import type { OpeningStore } from "./openings.store.ts";
import type { StayStore } from "./stays.store.ts";

export interface ForgetPersonDeps {
  stays: Pick<StayStore, "forget" | "newId">;
  openings: Pick<OpeningStore, "forget">;
  receipts: Pick<ReceiptStore, "forgetHolder">;
  /** Whether the books name them: an order is kept when its buyer is erased. */
  hasOrdered(userId: string): Promise<boolean>;
}

/**
 * Takes an erased person out of everything that is counted: the numbers of their browsers, and their own. Every figure stays
 * as it was. Whoever ordered is in the books under their account's number, and stays so here: under another they would be
 * counted twice. Of that account nothing else is left.
 */
export const forgetPerson = async (
  { stays, openings, receipts, hasOrdered }: ForgetPersonDeps,
  userId: string,
): Promise<void> => {
  const as = (await hasOrdered(userId)) ? userId : stays.newId();
  await stays.forget(`u:${userId}`, `u:${as}`);
  await openings.forget(`u:${userId}`, `u:${as}`);
  if (as !== userId) await receipts.forgetHolder(userId, as);
};
