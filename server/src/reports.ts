import { forgetPerson } from "./audience/forget-person.ts";
import { keepStays } from "./audience/keep-stays.ts";
import { createNoteOpened } from "./audience/note-opened.ts";
import { createOpeningStore } from "./audience/openings.store.ts";
import { sampleViewers } from "./audience/sample-viewers.ts";
import { createSampleStore } from "./audience/samples.store.ts";
import { createStayStore } from "./audience/stays.store.ts";
import type { Config } from "./config.ts";
import { createDropStore } from "./drops/drops.store.ts";
import { createReceiptStore } from "./drops/receipts.store.ts";
import type { Viewer } from "./edge/call.ts";
import type { CommandHandlers } from "./edge/command.ts";
import type { Limits } from "./edge/limits.ts";
import { createFollowStore } from "./follows/follows.store.ts";
import type { Hub } from "./hub/hub.ts";
import type { ShowLog } from "./hub/show-log.store.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Loop } from "./kit/loop.ts";
import type { Db } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { createSoldOrderStore } from "./orders/sold-orders.store.ts";
import { createPresenceStore } from "./presence/presence.store.ts";
import { createRefundStore } from "./refunds/refunds.store.ts";
import { createReturnStore } from "./refunds/returns.store.ts";
import { createCountConversion } from "./reports/conversion.ts";
import { createCountMessages } from "./reports/count-messages.ts";
import { createReadShopReport } from "./reports/read-shop-report.ts";
import { createReadShowReport } from "./reports/read-show-report.ts";
import { reportCsvEdge } from "./reports/report-csv.edge.ts";
import { reportsEdge } from "./reports/reports.edge.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { ShowStore } from "./shows/shows.store.ts";

interface ReportParts {
  db: Db;
  redis: Redis;
  hub: Hub;
  showLog: ShowLog;
  clock: Clock;
  log: Logger;
  roles: Config["roles"];
  shows: ShowStore;
  limits: Limits;
  viewerOf(cookie: string | undefined): Promise<Viewer | null>;
  requireRole: RequireRole;
  hostsOf(showId: string): Promise<ReadonlySet<string>>;
  shopOfProduct(productId: string): Promise<string | null>;
}

/** Wires what is counted, and the reports made of it: a part of domain.ts, which alone calls it. */
export const buildReports = (parts: ReportParts) => {
  const { db, redis, showLog, shows, roles } = parts;
  const stays = createStayStore(db);
  const openings = createOpeningStore(db);
  const drops = createDropStore(db);
  const receipts = createReceiptStore(db);
  const orders = createSoldOrderStore(db);
  const deps = {
    ...parts,
    ...{ stays, openings, samples: createSampleStore(db), drops, receipts },
    ...{ orders, hasOrdered: orders.hasOrdered, follows: createFollowStore(db) },
    ...{ refunds: createRefundStore(db), returns: createReturnStore(db) },
    showsOnAir: () => shows.listOnAir(),
    watching: createPresenceStore(redis).watching,
    countMessages: createCountMessages(showLog),
    findShow: shows.find,
    showOfDrop: async (dropId: string) => (await drops.find(dropId))?.showId ?? null,
  };
  const noteOpened = createNoteOpened(deps);
  const readShowReport = createReadShowReport(deps);
  const readShopReport = createReadShopReport(deps);
  const commands: Pick<CommandHandlers, "show:opened"> = {
    "show:opened": ({ input: { showId, opened }, arrivalIn }) =>
      noteOpened(arrivalIn(showId), showId, opened),
  };
  let loops: Loop[] = [];
  return {
    handlers: reportsEdge({ readShowReport, readShopReport }),
    csv: reportCsvEdge({ readShowReport, readShopReport, limits: parts.limits, viewerOf: parts.viewerOf }),
    commands,
    countConversion: createCountConversion(deps),
    stays,
    /** Takes an erased person's name off everything that is counted; what they did is counted as before. */
    forget: (userId: string): Promise<void> => forgetPerson(deps, userId),
    start(): void {
      loops = [
        ...(roles.has("hub") ? [keepStays(deps)] : []),
        ...(roles.has("jobs") ? [sampleViewers(deps)] : []),
      ];
    },
    async stop(): Promise<void> {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
