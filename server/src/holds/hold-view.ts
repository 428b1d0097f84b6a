import { assertNever, type Hold, type HoldStatus } from "@showdrop/shared";
import type { StoredHold } from "./hold.store.ts";

const statusFor = (status: StoredHold["status"]): HoldStatus => {
  switch (status) {
    // To its owner it is over; should the payment turn out to have succeeded, they get the order.
    case "quarantined":
      return "expired";
    case "active":
    case "paying":
    case "committed":
    case "released":
    case "expired":
      return status;
    default:
      return assertNever(status);
  }
};

/** A hold as its owner sees it. */
export const toHold = (
  hold: StoredHold,
  drop: { id: string; showId: string },
  orderId: string | null,
): Hold => ({
  id: hold.id,
  dropId: drop.id,
  variantId: hold.variant,
  showId: drop.showId,
  quantity: hold.quantity,
  status: statusFor(hold.status),
  offered: hold.offered,
  entry: hold.entry,
  expiresAt: new Date(hold.expiresAt).toISOString(),
  orderId,
});
