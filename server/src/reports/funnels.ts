import type { Funnel } from "@showdrop/shared";
import type { Opening } from "../audience/openings.store.ts";
import type { SoldOrder } from "../orders/sold-orders.store.ts";
import { type Audience, presentDuring, type Span } from "./people.ts";

export interface FunnelParts {
  audience: Audience;
  openings: readonly Opening[];
  /** Who was ever given units of a drop. */
  holders: readonly { dropId: string; userId: string }[];
  /** Every order of the show, paid or not. */
  orders: readonly SoldOrder[];
}

/** What a funnel is about: the show, when `of` says yes to everything, or something in it. */
export interface FunnelSubject {
  /** When it could be seen; null: whenever somebody was there. */
  shown: readonly Span[] | null;
  isDrop(dropId: string): boolean;
  isProduct(productId: string): boolean;
  /** Whether opening the bag counts. */
  bag: boolean;
}

/**
 * Counts each person once at each step. Held and paid come from receipts and orders alone. Whoever took a later step took
 * those before it: units can be held without a card being opened, and a person be there for less than is noticed.
 */
export const countFunnel = (parts: FunnelParts, { shown, isDrop, isProduct, bag }: FunnelSubject): Funnel => {
  const { audience, openings, holders, orders } = parts;
  const its = orders.filter(({ lines }) =>
    lines.some(
      ({ productId, source }) => isProduct(productId) || (source.kind === "drop" && isDrop(source.dropId)),
    ),
  );
  const paid = new Set(its.filter(({ paidAt }) => paidAt).map(({ buyerId }) => `u:${buyerId}`));
  const held = new Set([
    ...paid,
    ...its.map(({ buyerId }) => `u:${buyerId}`),
    ...holders.filter(({ dropId }) => isDrop(dropId)).map(({ userId }) => `u:${userId}`),
  ]);
  const opened = new Set([
    ...held,
    ...openings
      .filter(({ what, subjectId }) => {
        if (subjectId === null) return bag;
        return what === "drop" ? isDrop(subjectId) : isProduct(subjectId);
      })
      .map(audience.who),
  ]);
  const present = shown === null ? audience.people.keys() : presentDuring(audience, shown);
  const saw = new Set([...opened, ...present]);
  return { saw: saw.size, opened: opened.size, held: held.size, paid: paid.size };
};
