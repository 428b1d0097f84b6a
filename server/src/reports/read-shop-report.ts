import { ok, type ReportDays, type Result, type ShopReport } from "@showdrop/shared";
import type { SampleStore } from "../audience/samples.store.ts";
import type { StayStore } from "../audience/stays.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { SoldOrderStore } from "../orders/sold-orders.store.ts";
import type { RefundStore } from "../refunds/refunds.store.ts";
import type { ReturnStore } from "../refunds/returns.store.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { before, dayIn, lastDays } from "./days.ts";
import { reportShop } from "./shop-report.ts";

export interface ReadShopReportDeps {
  shows: Pick<ShowStore, "startedSince">;
  stays: Pick<StayStore, "peopleOf">;
  samples: Pick<SampleStore, "peaks">;
  orders: Pick<SoldOrderStore, "ofShows" | "paidSince">;
  refunds: Pick<RefundStore, "ofMany">;
  returns: Pick<ReturnStore, "ofMany">;
  requireRole: RequireRole;
  clock: Clock;
}

/** A shop's last days, for those who may see its money. */
export const createReadShopReport =
  (deps: ReadShopReportDeps) =>
  async (
    viewer: { id: string },
    shopId: string,
    { days: count, timeZone }: ReportDays,
  ): Promise<Result<ShopReport>> => {
    const role = await deps.requireRole(shopId, viewer, "revenue:see");
    if (!role.ok) return role;
    const now = new Date(deps.clock.now());
    const days = lastDays(timeZone, now, count);
    const [first = ""] = days;
    const isIn = (moment: Date | null): boolean => moment !== null && dayIn(timeZone, moment) >= first;
    const [paid, started] = await Promise.all([
      deps.orders.paidSince(shopId, before(first)),
      deps.shows.startedSince(shopId, before(first)),
    ]);
    const orders = paid.filter(({ paidAt }) => isIn(paidAt));
    const shows = started.filter(({ startedAt }) => isIn(startedAt));
    const showIds = shows.map(({ id }) => id);
    const orderIds = orders.map(({ id }) => id);
    const [showOrders, known, peaks, refunds, returns] = await Promise.all([
      deps.orders.ofShows(showIds),
      deps.stays.peopleOf(showIds),
      deps.samples.peaks(showIds),
      deps.refunds.ofMany(orderIds),
      deps.returns.ofMany(orderIds),
    ]);
    return ok(
      reportShop({ shopId, timeZone, days, orders, shows, showOrders, known, peaks, refunds, returns }, now),
    );
  };
