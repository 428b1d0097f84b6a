import type { Share } from "@showdrop/shared";
import type { Known, StayStore } from "../audience/stays.store.ts";
import { createSharedReads } from "../kit/shared-reads.ts";
import type { SoldOrder, SoldOrderStore } from "../orders/sold-orders.store.ts";
import { peopleIn } from "./people.ts";

/** Milliseconds in which a show's conversion is counted at most once, however many look at it. */
const EVERY_MS = 500;

/** Those who paid for something in some shows, of those who saw them. @param orders every order of the shows, paid or not */
export const conversionOf = (
  orders: readonly Pick<SoldOrder, "paidAt" | "buyerId">[],
  known: readonly Known[],
): Share => {
  const paid = new Set(orders.filter(({ paidAt }) => paidAt).map(({ buyerId }) => `u:${buyerId}`));
  // Whoever bought in a show saw it, however short they were there.
  return { part: paid.size, of: new Set([...peopleIn(known), ...paid]).size };
};

/** Counts it for one show while it runs, as the shop's report does after it. */
export const createCountConversion = ({
  stays,
  orders,
}: {
  stays: Pick<StayStore, "peopleOf">;
  orders: Pick<SoldOrderStore, "ofShows">;
}): ((showId: string) => Promise<Share>) =>
  createSharedReads(async (showId) => {
    const [paid, known] = await Promise.all([orders.ofShows([showId]), stays.peopleOf([showId])]);
    return conversionOf(paid, known);
  }, EVERY_MS);
