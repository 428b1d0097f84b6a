import { setTimeout as sleep } from "node:timers/promises";
import type { Difference, Reconciliation } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import {
  type CountedRow,
  type DropAccountRow,
  findDifferences,
  type LedgerSums,
  lasting,
  type OrderAccountRow,
} from "./find-differences.ts";

export interface ReconcileDeps {
  clock: Clock;
  ledgerSums(): Promise<LedgerSums>;
  dropAccounts(): Promise<DropAccountRow[]>;
  orderAccounts(): Promise<OrderAccountRow[]>;
  /** Of the drops that Redis knows. */
  counted(drops: readonly DropAccountRow[]): Promise<CountedRow[]>;
}

/** Looks before something counts as a difference, and milliseconds between them: Redis follows the record within two seconds. */
const LOOKS = 3;
const APART_MS = 2_000;
/** Differences that are told one by one; if there are more, they have one cause. */
const MOST_TOLD = 100;

/** Compares the ledger, the drops, the orders and Redis. Changes nothing. */
export const reconcile = async (deps: ReconcileDeps): Promise<Reconciliation> => {
  const began = performance.now();
  const looks: Difference[][] = [];
  let compared = { variants: 0, entries: 0, drops: 0, orders: 0 };
  while (looks.length < LOOKS) {
    if (looks.length > 0) await sleep(APART_MS);
    const [ledger, drops, orders] = await Promise.all([
      deps.ledgerSums(),
      deps.dropAccounts(),
      deps.orderAccounts(),
    ]);
    looks.push(findDifferences({ ledger, drops, orders, counted: await deps.counted(drops) }));
    compared = {
      ...{ variants: ledger.variants.size, entries: ledger.entries },
      drops: new Set(drops.map(({ dropId }) => dropId)).size,
      orders: new Set(orders.map(({ orderId }) => orderId)).size,
    };
    if (looks.at(-1)?.length === 0) break;
  }
  const differences = lasting(looks);
  return {
    ...{ at: new Date(deps.clock.now()).toISOString(), tookMs: Math.round(performance.now() - began) },
    ...{ compared, differences: differences.slice(0, MOST_TOLD), total: differences.length },
  };
};
