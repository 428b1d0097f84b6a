import type { Result } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { HoldStore } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import type { DropRecord } from "./drop.schema.ts";
import { ordersFor } from "./drop-orders.ts";
import type { DropStore } from "./drops.store.ts";
import type { Recount } from "./recount-drop.ts";

export interface SteerDeps {
  drops: DropStore;
  holds: HoldStore;
  recount: Recount;
  announcer: DropAnnouncer;
  clock: Clock;
  transact: Transact;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/**
 * What everything done to a drop by hand has in common: it is decided in the record, with its audit row; then Redis
 * follows, and everybody is told. A server that dies in between leaves Redis behind, and the next sweep brings it up.
 */
export const steer = async (
  { holds, recount, announcer, transact }: SteerDeps,
  decide: (session: DbSession) => Promise<Result<DropRecord>>,
): Promise<Result<DropRecord>> => {
  const decided = await transact(decide);
  if (!decided.ok) return decided;
  const drop = decided.data;
  await recount.counted(drop.id, () => holds.follow(drop.id, ordersFor(drop)));
  await announcer.changed(drop.id);
  return decided;
};
