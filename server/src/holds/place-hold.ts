import { assertNever, type Hold, ok, type Result, refuse } from "@showdrop/shared";
import { Types } from "mongoose";
import type { DropAnnouncer } from "../drops/announce-drops.ts";
import { dropTimes, hasOpened } from "../drops/drop-clock.ts";
import type { ShowOfSales } from "../drops/drops.edge.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import { type TimesForDeps, timesFor } from "../drops/times-for.ts";
import type { Allowance } from "../edge/limits.ts";
import type { Hub } from "../hub/hub.ts";
import { newEntrantId } from "../kit/draw.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { HoldStore } from "./hold.store.ts";
import { toHold } from "./hold-view.ts";

export interface PlaceHoldDeps extends TimesForDeps {
  drops: Pick<DropStore, "find">;
  holds: HoldStore;
  orders: OrderStore;
  recount: Recount;
  announcer: DropAnnouncer;
  hub: Hub;
  findShow(id: string): Promise<ShowOfSales | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/**
 * Reserves units for a person, if Redis admits them. The same key gives the same hold; one that they have not paid for
 * stands for what they would be refused as too many.
 */
export const placeHold = async (
  deps: PlaceHoldDeps,
  attempt: {
    dropId: string;
    userId: string;
    variantId: string;
    quantity: number;
    key: string;
    /** What attempts are counted by. */
    limits: readonly [Allowance, Allowance];
  },
): Promise<Result<Hold>> => {
  const { drops, holds, orders, recount, announcer, hub, clock, findShow, isBanned } = deps;
  const { dropId, userId, variantId, quantity, key, limits } = attempt;
  const drop = await drops.find(dropId);
  const show = drop && (await findShow(drop.showId));
  if (!show) return refuse("NOT_FOUND");
  if (await isBanned(drop.shopId, userId)) return refuse("BANNED");
  // A drop's time may pass before its show begins; an ended show's drops are closed, which Redis knows.
  if (show.status === "scheduled" || show.status === "cancelled") return refuse("DROP_NOT_OPEN");

  // Of a drop whose last unit is accounted for Redis need not know any more.
  if (drop.settled) return refuse("DROP_CLOSED");

  const times = await timesFor(deps, drop, show, userId);
  const placed = await recount.counted(dropId, () =>
    holds.place(dropId, {
      id: new Types.ObjectId().toHexString(),
      user: userId,
      variant: variantId,
      quantity,
      key,
      fingerprint: `${variantId} ${quantity}`,
      entry: newEntrantId(),
      times,
      limits,
    }),
  );
  switch (placed.is) {
    case "held": {
      // Granted now, or before: the same attempt, or what they held already.
      const order = placed.hold.status === "paying" ? await orders.findByHold(placed.hold.id) : null;
      const hold = toHold(placed.hold, drop, order?.id ?? null);
      announcer.stockMoved(dropId);
      hub.toPerson(userId, "hold:changed", hold);
      return ok(hold);
    }
    case "too-many":
      return refuse("TOO_MANY_REQUESTS", { retryAfter: Math.ceil(placed.waitMs / 1000) });
    case "key-reused":
      return refuse("IDEMPOTENCY_KEY_REUSED");
    case "no-pool":
      return refuse("NOT_FOUND", { path: "variantId" });
    case "closed":
      return refuse("DROP_CLOSED");
    case "not-open":
      return hasOpened(dropTimes(drop, show), clock.now())
        ? refuse("DROP_EARLY_ACCESS")
        : refuse("DROP_NOT_OPEN");
    case "paused":
      return refuse("DROP_PAUSED");
    case "drawing":
      return refuse("DROP_DRAWING");
    case "over-limit":
      return refuse("OVER_LIMIT");
    case "too-few":
      return refuse("STOCK_TOO_LOW");
    case "all-held":
      return refuse("DROP_ALL_HELD");
    case "sold-out":
      return refuse("DROP_SOLD_OUT");
    default:
      return assertNever(placed);
  }
};
