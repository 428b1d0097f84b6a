import { assertNever, type Hold, ok, type Result, refuse } from "@showdrop/shared";
import { Types } from "mongoose";
import type { DropAnnouncer } from "../drops/announce-drops.ts";
import { dropTimes } from "../drops/drop-clock.ts";
import type { ShowOfSales } from "../drops/drops.edge.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { Hub } from "../hub/hub.ts";
import type { HoldStore } from "./hold.store.ts";
import { toHold } from "./hold-view.ts";

export interface PlaceHoldDeps {
  drops: DropStore;
  holds: HoldStore;
  recount: Recount;
  announcer: DropAnnouncer;
  hub: Hub;
  findShow(id: string): Promise<ShowOfSales | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** Reserves units for a person, if Redis admits them. The same key gives the same hold. */
export const placeHold = async (
  { drops, holds, recount, announcer, hub, findShow, isBanned }: PlaceHoldDeps,
  attempt: { dropId: string; userId: string; quantity: number; key: string },
): Promise<Result<Hold>> => {
  const { dropId, userId, quantity, key } = attempt;
  const drop = await drops.find(dropId);
  const show = drop && (await findShow(drop.showId));
  if (!show) return refuse("NOT_FOUND");
  if (await isBanned(drop.shopId, userId)) return refuse("BANNED");
  // A drop's time may pass before its show begins; an ended show's drops are closed, which Redis knows.
  if (show.status === "scheduled" || show.status === "cancelled") return refuse("DROP_NOT_OPEN");

  // Of a drop whose last unit is accounted for Redis need not know any more.
  if (drop.settled) return refuse("DROP_CLOSED");

  const placed = await recount.counted(dropId, () =>
    holds.place(dropId, {
      id: new Types.ObjectId().toHexString(),
      user: userId,
      quantity,
      key,
      fingerprint: String(quantity),
      times: dropTimes(drop, show),
    }),
  );
  switch (placed.is) {
    case "held": {
      const hold = toHold(placed.hold, drop, null);
      announcer.stockMoved(dropId);
      hub.toPerson(userId, "hold:changed", hold);
      return ok(hold);
    }
    case "key-reused":
      return refuse("IDEMPOTENCY_KEY_REUSED");
    case "closed":
      return refuse("DROP_CLOSED");
    case "not-open":
      return refuse("DROP_NOT_OPEN");
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
