import type { Drop, DropStatus, DropStock } from "@showdrop/shared";
import type { Counters } from "../holds/hold.store.ts";
import { type DropTimes, dropTimes, hasClosed, hasOpened, type ShowClock } from "./drop-clock.ts";
import type { DropRecord } from "./drops.store.ts";

/** A drop's units as everybody may see them; from the record alone while Redis does not know the drop. */
export const stockOf = (drop: DropRecord, counters: Counters | null): DropStock =>
  counters && !drop.settled
    ? {
        allocated: counters.allocated,
        available: counters.available,
        held: counters.held + counters.quarantined,
        sold: counters.committed,
      }
    : {
        allocated: drop.allocated,
        available: drop.allocated - drop.reserved - drop.committed,
        held: drop.reserved,
        sold: drop.committed,
      };

/** @param now milliseconds since 1970. */
export const statusOf = (drop: DropRecord, stock: DropStock, times: DropTimes, now: number): DropStatus => {
  if (drop.closedAt || hasClosed(times, now)) return "closed";
  if (!hasOpened(times, now)) return "scheduled";
  return stock.available + stock.held === 0 ? "sold_out" : "open";
};

const moment = (at: number): string => new Date(at).toISOString();

/** A drop as everybody may see it. @param now milliseconds since 1970. */
export const toDrop = (drop: DropRecord, show: ShowClock, counters: Counters | null, now: number): Drop => {
  const times = dropTimes(drop, show);
  const stock = stockOf(drop, counters);
  return {
    id: drop.id,
    showId: drop.showId,
    shopId: drop.shopId,
    product: { id: drop.productId, title: drop.title, imageUrl: drop.imageUrl },
    variant: { id: drop.variantId, name: drop.variantName },
    price: drop.price,
    regularPrice: drop.regularPrice,
    perCustomer: drop.perCustomer,
    holdSeconds: drop.holdSeconds,
    opensAt: moment(times.opensAt),
    closesAt: times.closesAt === null ? null : moment(times.closesAt),
    pausedAt: times.pausedAt === null || drop.closedAt ? null : moment(times.pausedAt),
    status: statusOf(drop, stock, times, now),
    stock,
  };
};
