import type { Wait } from "@showdrop/shared";
import type { PlaceInLine } from "../holds/line.store.ts";

/** Somebody's place in line as they see it. */
export const toWait = (
  { waiter: { variant, quantity, entry, number, lobby }, ahead, seq }: PlaceInLine,
  drop: { id: string; showId: string },
): Wait => ({
  dropId: drop.id,
  showId: drop.showId,
  variantId: variant,
  quantity,
  entry,
  place: lobby ? null : { number, ahead, seq },
});
