import type { Share, ShopReport } from "@showdrop/shared";
import type { Known } from "../audience/stays.store.ts";
import type { SoldOrder } from "../orders/sold-orders.store.ts";
import type { RefundRecord } from "../refunds/refunds.store.ts";
import type { ReturnRecord } from "../refunds/returns.store.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import { conversionOf } from "./conversion.ts";
import { dayIn } from "./days.ts";
import { earnedFrom } from "./money.ts";
import { peopleIn } from "./people.ts";

/** Everything that a shop's report is worked out from. */
export interface ShopFigures {
  shopId: string;
  timeZone: string;
  /** The days it is about, oldest first. */
  days: readonly string[];
  /** Paid on these days. */
  orders: readonly SoldOrder[];
  /** Began on these days, newest first. */
  shows: readonly ShowRecord[];
  /** Every order of these shows, whenever it was paid, if it was. */
  showOrders: readonly SoldOrder[];
  /** Everybody who saw these shows. */
  known: readonly Known[];
  peaks: ReadonlyMap<string, number>;
  /** Of the paid orders, those that failed left out. */
  refunds: ReadonlyMap<string, RefundRecord[]>;
  returns: ReadonlyMap<string, ReturnRecord[]>;
}

const sum = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((total, item) => total + amount(item), 0);

const unitsOf = (orders: readonly SoldOrder[]): number =>
  sum(orders, ({ lines }) => sum(lines, ({ quantity }) => quantity));

/**
 * Units of an order that came back or whose money went back. A unit of which both is true counts once: units that were sent
 * are returned and refunded one by one, those that never went out can only be refunded.
 */
export const unitsBack = (
  { lines }: Pick<SoldOrder, "lines">,
  refunds: readonly Pick<RefundRecord, "status" | "lines">[],
  returns: readonly Pick<ReturnRecord, "lines">[],
): number =>
  sum(lines, ({ id, quantity }) => {
    const refunded = refunds
      .filter(({ status }) => status !== "failed")
      .flatMap((refund) => refund.lines.filter(({ lineId }) => lineId === id));
    const unsent = sum(refunded, (line) => line.unsent);
    const moneyBack = sum(refunded, (line) => line.quantity - line.unsent);
    const cameBack = sum(returns, (each) =>
      sum(each.lines, (line) => (line.lineId === id ? line.quantity : 0)),
    );
    return Math.min(quantity, unsent + Math.max(moneyBack, cameBack));
  });

const repurchaseOf = (orders: readonly SoldOrder[]): Share => {
  const customers = [...Map.groupBy(orders, ({ buyerId }) => buyerId).values()];
  return { part: customers.filter((theirs) => theirs.length >= 2).length, of: customers.length };
};

/** Works a shop's report out from the record; the same record gives the same report. */
export const reportShop = (figures: ShopFigures, now: Date): ShopReport => {
  const { shopId, timeZone, days, orders, shows, showOrders, known, peaks, refunds, returns } = figures;
  const byDay = Map.groupBy(orders, ({ paidAt }) => (paidAt ? dayIn(timeZone, paidAt) : ""));
  const units = unitsOf(orders);
  return {
    ...{ shopId, timeZone, at: now.toISOString() },
    days: days.map((day) => {
      const its = byDay.get(day) ?? [];
      return { day, orders: its.length, units: unitsOf(its), earned: earnedFrom(its) };
    }),
    ...{ orders: orders.length, units, earned: earnedFrom(orders) },
    shows: shows.flatMap(({ id, title, startedAt, endedAt }) => {
      if (!startedAt) return [];
      const its = showOrders.filter(({ showId }) => showId === id);
      const paid = its.filter(({ paidAt }) => paidAt);
      const viewers = known.filter(({ showId }) => showId === id);
      return [
        {
          ...{ id, title, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
          ...{ peak: peaks.get(id) ?? 0, unique: peopleIn(viewers).size },
          ...{ orders: paid.length, earned: earnedFrom(paid), conversion: conversionOf(its, viewers) },
        },
      ];
    }),
    conversion: conversionOf(showOrders, known),
    repurchase: repurchaseOf(orders),
    returns: {
      part: sum(orders, (order) =>
        unitsBack(order, refunds.get(order.id) ?? [], returns.get(order.id) ?? []),
      ),
      of: units,
    },
  };
};
