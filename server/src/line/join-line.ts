import { assertNever, ok, type Result, refuse, type Wait } from "@showdrop/shared";
import { Types } from "mongoose";
import type { DropAnnouncer } from "../drops/announce-drops.ts";
import { dropTimes, hasOpened } from "../drops/drop-clock.ts";
import type { ShowOfSales } from "../drops/drops.edge.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import { type TimesForDeps, timesFor } from "../drops/times-for.ts";
import type { WriteLog } from "../drops/write-log.ts";
import type { LineStore } from "../holds/line.store.ts";
import type { Hub } from "../hub/hub.ts";
import { newEntrantId } from "../kit/draw.ts";
import { toWait } from "./wait-view.ts";

export interface JoinLineDeps extends TimesForDeps {
  drops: DropStore;
  line: LineStore;
  writeLog: WriteLog;
  recount: Recount;
  announcer: DropAnnouncer;
  hub: Hub;
  findShow(id: string): Promise<ShowOfSales | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/**
 * Puts a person in line for a variant's units: for what comes back, or before a fair start. Again gives the same place.
 * Whoever is told of a place keeps it, also when Redis is lost: it is in the record before they are told.
 */
export const joinLine = async (
  deps: JoinLineDeps,
  {
    dropId,
    userId,
    variantId,
    quantity,
  }: { dropId: string; userId: string; variantId: string; quantity: number },
): Promise<Result<Wait>> => {
  const { drops, line, writeLog, recount, announcer, hub, clock, findShow, isBanned } = deps;
  const drop = await drops.find(dropId);
  const show = drop && (await findShow(drop.showId));
  if (!show) return refuse("NOT_FOUND");
  if (await isBanned(drop.shopId, userId)) return refuse("BANNED");
  if (show.status === "cancelled" || drop.settled) return refuse("DROP_CLOSED");
  // A drop's time may pass before its show begins; the lobby of a fair start is open from the beginning.
  if (show.status === "scheduled" && !drop.fairStart) return refuse("DROP_NOT_OPEN");
  const times = await timesFor(deps, drop, show, userId);
  const before = show.status === "scheduled" ? { ...times, opensAt: Number.MAX_SAFE_INTEGER } : times;

  const joined = await recount.counted(dropId, () =>
    line.join(dropId, {
      ...{ user: userId, variant: variantId, quantity, times: before },
      hold: new Types.ObjectId().toHexString(),
      entry: newEntrantId(),
    }),
  );
  switch (joined.is) {
    case "waiting": {
      await writeLog(dropId);
      const wait = toWait(joined.place, drop);
      announcer.stockMoved(dropId);
      hub.toPerson(userId, "wait:changed", { showId: drop.showId, dropId, wait });
      return ok(wait);
    }
    case "no-pool":
      return refuse("NOT_FOUND", { path: "variantId" });
    case "elsewhere":
      return refuse("ALREADY_IN_LINE");
    case "closed":
      return refuse("DROP_CLOSED");
    case "not-open":
      return hasOpened(dropTimes(drop, show), clock.now())
        ? refuse("DROP_EARLY_ACCESS")
        : refuse("DROP_NOT_OPEN");
    case "over-limit":
      return refuse("OVER_LIMIT");
    case "available":
      return refuse("NOTHING_TO_WAIT_FOR");
    default:
      return assertNever(joined);
  }
};
