import { assertNever, type Drop, type Hold } from "@showdrop/shared";
import { secondsUntil } from "../../lib/clock.ts";

/** What a viewer sees of a drop, and what they may do. */
export type DropView =
  /** `secondsLeft` is 0 while the server is about to open it. */
  | { kind: "not-open"; secondsLeft: number }
  /** `most`: how many I may take now. */
  | { kind: "open"; most: number }
  | { kind: "held"; hold: Hold; secondsLeft: number }
  /** Checkout has begun. At 0 seconds the payment provider is being asked; only its answer ends the hold. */
  | { kind: "paying"; hold: Hold; secondsLeft: number }
  | { kind: "all-held" }
  | { kind: "sold-out" }
  | { kind: "closed" }
  /** I have as many as one customer may. */
  | { kind: "limit-reached" };

/** The moment that a drop's times are seen from: its clock stands still while its show is paused. */
const seenFrom = ({ pausedAt }: Drop, now: number): number =>
  pausedAt === null ? now : Date.parse(pausedAt);

/** Whole seconds until a drop opens, 0 from then on. @param now as for `dropView` */
export const opensIn = (drop: Drop, now: number): number => secondsUntil(drop.opensAt, seenFrom(drop, now));

/** Whole seconds until an open drop closes by itself; null where it does not. @param now as for `dropView` */
export const closesIn = (drop: Drop, now: number): number | null =>
  drop.closesAt === null || drop.status !== "open" ? null : secondsUntil(drop.closesAt, seenFrom(drop, now));

/** Whether a countdown of the drop stands still. */
export const standsStill = ({ pausedAt, status, closesAt }: Drop): boolean =>
  pausedAt !== null && (status === "scheduled" || (status === "open" && closesAt !== null));

/**
 * What I see of a drop. My running hold comes first, even of a closed drop: the units are mine to pay for.
 * @param now the server's time, in milliseconds since the epoch
 */
export function dropView(drop: Drop, holds: readonly Hold[], now: number): DropView {
  const mine = holds.filter(({ dropId }) => dropId === drop.id);
  for (const hold of mine) {
    const secondsLeft = secondsUntil(hold.expiresAt, now);
    if (hold.status === "paying") return { kind: "paying", hold, secondsLeft };
    if (hold.status === "active" && secondsLeft > 0) return { kind: "held", hold, secondsLeft };
  }
  switch (drop.status) {
    case "scheduled":
      return { kind: "not-open", secondsLeft: opensIn(drop, now) };
    case "sold_out":
      return { kind: "sold-out" };
    case "closed":
      return { kind: "closed" };
    case "open": {
      // Whether or not the server has said so yet: it refuses whoever comes now.
      if (closesIn(drop, now) === 0) return { kind: "closed" };
      const bought = mine.reduce((sum, hold) => sum + (hold.status === "committed" ? hold.quantity : 0), 0);
      if (bought >= drop.perCustomer) return { kind: "limit-reached" };
      const { available, held } = drop.stock;
      if (available > 0) return { kind: "open", most: Math.min(available, drop.perCustomer - bought) };
      return held > 0 ? { kind: "all-held" } : { kind: "sold-out" };
    }
    default:
      return assertNever(drop.status);
  }
}

/** What can be acted on comes first. */
const order: Record<DropView["kind"], number> = {
  paying: 0,
  held: 0,
  open: 1,
  "all-held": 2,
  "limit-reached": 3,
  "not-open": 4,
  "sold-out": 5,
  closed: 6,
};

/** Mine first, then what can be bought, what comes next (the soonest first), what is over (the latest first). */
export const inOrder = (drops: readonly Drop[], holds: readonly Hold[], now: number): Drop[] =>
  drops
    .map((drop) => ({ drop, rank: order[dropView(drop, holds, now).kind], at: Date.parse(drop.opensAt) }))
    .toSorted((a, b) => a.rank - b.rank || (a.rank === order["not-open"] ? a.at - b.at : b.at - a.at))
    .map(({ drop }) => drop);

/** Which drop lies on top of a phone's video; a closed one does not. */
export const leadingDrop = (drops: readonly Drop[], holds: readonly Hold[], now: number): Drop | null =>
  inOrder(drops, holds, now).find(({ status }) => status !== "closed") ?? null;
