import { type DeadErrand, ok, type Result, refuse, type ShopCard } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { ErrandRecord, ErrandStore } from "../errands/errands.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";

export interface DeadErrandsDeps {
  errands: ErrandStore;
  clock: Clock;
  transact: Transact;
  audit(row: AuditRow, session?: DbSession): Promise<void>;
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
}

const whatOf = ({ errand }: ErrandRecord): string =>
  errand.kind === "mail" ? `mail:${errand.mail}` : errand.kind;

/** Errands that were given up, newest first. */
export const listDeadErrands = async (
  { errands, cards }: DeadErrandsDeps,
  page: { before?: string | undefined; limit: number },
): Promise<DeadErrand[]> => {
  const found = await errands.dead(page);
  const shops = await cards([...new Set(found.map(({ shopId }) => shopId))]);
  return found.map((record) => ({
    ...{ id: record.id, orderId: record.orderId, what: whatOf(record) },
    ...{ tries: record.tries, lastError: record.lastError, at: record.at.toISOString() },
    shop: shops.get(record.shopId) ?? null,
  }));
};

/** Has an errand that was given up tried from the beginning. */
export const retryErrand = async (
  { errands, clock, transact, audit }: DeadErrandsDeps,
  operatorId: string,
  errandId: string,
): Promise<Result<{ done: true }>> =>
  transact(async (session) => {
    if (!(await errands.reviveOne(errandId, new Date(clock.now()), session))) return refuse("NOT_FOUND");
    await audit({ actorId: operatorId, action: "errand:retry", subject: `errand:${errandId}` }, session);
    return ok({ done: true });
  });
