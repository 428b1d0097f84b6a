import { type Drop, type DropStatus, type DropStock, type DropUnits, sumOfStocks } from "@showdrop/shared";
import type { Counters, HoldStore, PoolCounters } from "../holds/hold.store.ts";
import type { DropRecord, PoolRecord } from "./drop.schema.ts";
import { type DropTimes, dropTimes, hasClosed, hasOpened, type ShowClock } from "./drop-clock.ts";

/** A drop's counters in Redis; null when Redis does not know it. */
export const countersOf = (holds: HoldStore, { id, pools }: DropRecord): Promise<PoolCounters | null> =>
  holds.counters(
    id,
    pools.map(({ variantId }) => variantId),
  );

/** A pool's units as everybody may see them; from the record alone while Redis does not know the drop. */
const stockOf = (pool: PoolRecord, counters: Counters | undefined): DropStock =>
  counters
    ? {
        allocated: counters.allocated,
        available: counters.available,
        held: counters.held + counters.quarantined,
        sold: counters.committed,
      }
    : { allocated: pool.allocated, available: pool.free, held: pool.reserved, sold: pool.committed };

const statusOf = (drop: DropRecord, stock: DropStock, times: DropTimes, now: number): DropStatus => {
  if (drop.closedAt || hasClosed(times, now)) return "closed";
  if (!hasOpened(times, now)) return "scheduled";
  return stock.available + stock.held === 0 ? "sold_out" : "open";
};

/** What moves in a drop while it sells. @param now milliseconds since 1970. */
export const unitsOf = (
  drop: DropRecord,
  show: ShowClock,
  counters: PoolCounters | null,
  now: number,
): DropUnits => {
  const known = drop.settled ? null : counters;
  const pools = drop.pools.map((pool) => {
    const of = known?.get(pool.variantId);
    // A closed drop serves nobody any more.
    return {
      variantId: pool.variantId,
      stock: stockOf(pool, of),
      waiting: drop.closedAt ? 0 : (of?.waiting ?? 0),
    };
  });
  const stock = sumOfStocks(pools.map((pool) => pool.stock));
  return { dropId: drop.id, status: statusOf(drop, stock, dropTimes(drop, show), now), stock, pools };
};

const moment = (at: number): string => new Date(at).toISOString();

/** A drop as everybody may see it. @param now milliseconds since 1970. */
export const toDrop = (
  drop: DropRecord,
  show: ShowClock,
  counters: PoolCounters | null,
  now: number,
): Drop => {
  const times = dropTimes(drop, show);
  const units = unitsOf(drop, show, counters, now);
  const { fairStart, moved } = drop;
  return {
    id: drop.id,
    showId: drop.showId,
    shopId: drop.shopId,
    product: { id: drop.productId, title: drop.title, imageUrl: drop.imageUrl },
    pools: drop.pools.flatMap(({ variantId, variantName, price, regularPrice }) => {
      const of = units.pools.find((pool) => pool.variantId === variantId);
      if (!of) return [];
      const { stock, waiting } = of;
      return [{ variant: { id: variantId, name: variantName }, price, regularPrice, stock, waiting }];
    }),
    perCustomer: drop.perCustomer,
    capture: drop.capture,
    holdSeconds: drop.holdSeconds,
    opensAt: moment(times.opensAt),
    earlyAccess: drop.earlyAccess,
    fairStart: fairStart && {
      commit: fairStart.commit,
      drawn: fairStart.drawnAt && {
        seed: fairStart.seed,
        at: fairStart.drawnAt.toISOString(),
        entries: fairStart.entries,
      },
    },
    closesAt: times.closesAt === null ? null : moment(times.closesAt),
    moved: moved && { from: moved.from?.toISOString() ?? null, at: moved.at.toISOString() },
    pausedAt: times.pausedAt === null || drop.closedAt ? null : moment(times.pausedAt),
    pausedByHand: drop.pausedAt !== null && drop.closedAt === null,
    status: units.status,
    stock: units.stock,
  };
};
