import { ok, type Result, refuse, type ShowReport } from "@showdrop/shared";
import type { OpeningStore } from "../audience/openings.store.ts";
import type { SampleStore } from "../audience/samples.store.ts";
import type { StayStore } from "../audience/stays.store.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { ReceiptStore } from "../drops/receipts.store.ts";
import type { FollowStore } from "../follows/follows.store.ts";
import type { ShowLog } from "../hub/show-log.store.ts";
import type { Clock } from "../kit/clock.ts";
import { createSharedReads } from "../kit/shared-reads.ts";
import type { SoldOrderStore } from "../orders/sold-orders.store.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { CountMessages } from "./count-messages.ts";
import { marksOf } from "./show-log-marks.ts";
import { reportShow } from "./show-report.ts";

/** Milliseconds in which a show's report is worked out at most once, however many look at it. */
const EVERY_MS = 500;

export interface ReadShowReportDeps {
  shows: Pick<ShowStore, "find">;
  stays: Pick<StayStore, "ofShow">;
  samples: Pick<SampleStore, "ofShow">;
  openings: Pick<OpeningStore, "ofShow">;
  orders: Pick<SoldOrderStore, "ofShows">;
  drops: Pick<DropStore, "ofShow">;
  receipts: Pick<ReceiptStore, "holdersOf">;
  follows: Pick<FollowStore, "countNewFollowers">;
  showLog: Pick<ShowLog, "ofKinds">;
  countMessages: CountMessages;
  requireRole: RequireRole;
  clock: Clock;
}

/** How a show went, or how it goes, for those who may see its shop's money. */
export const createReadShowReport = (deps: ReadShowReportDeps) => {
  const { shows, stays, samples, openings, orders, drops, receipts, follows, showLog, clock } = deps;

  const work = createSharedReads(async (showId): Promise<ShowReport | null> => {
    const show = await shows.find(showId);
    if (!show) return null;
    const now = new Date(clock.now());
    const { startedAt, endedAt } = show;
    const itsDrops = await drops.ofShow(showId);
    const [itsStays, itsSamples, itsOpenings, itsOrders, holders, entries, messages, newFollowers] =
      await Promise.all([
        stays.ofShow(showId),
        samples.ofShow(showId),
        openings.ofShow(showId),
        orders.ofShows([showId]),
        receipts.holdersOf(itsDrops.map(({ id }) => id)),
        showLog.ofKinds(showId, ["pins:changed", "drop:changed"]),
        deps.countMessages(showId),
        startedAt
          ? follows.countNewFollowers({ kind: "shop", id: show.shopId }, startedAt, endedAt ?? now)
          : 0,
      ]);
    const figures = { show, stays: itsStays, samples: itsSamples, openings: itsOpenings, orders: itsOrders };
    return reportShow(
      { ...figures, drops: itsDrops, holders, marks: marksOf(entries), messages, newFollowers },
      now,
    );
  }, EVERY_MS);

  return async (viewer: { id: string }, showId: string): Promise<Result<ShowReport>> => {
    const show = await shows.find(showId);
    if (!show) return refuse("NOT_FOUND");
    const role = await deps.requireRole(show.shopId, viewer, "revenue:see");
    if (!role.ok) return role;
    const report = await work(showId);
    return report ? ok(report) : refuse("NOT_FOUND");
  };
};
