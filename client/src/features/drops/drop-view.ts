import {
  assertNever,
  type Drop,
  type DropStock,
  type EarlyAudience,
  type Hold,
  poolOf,
  sumOfStocks,
  type Wait,
} from "@showdrop/shared";
import { secondsUntil } from "../../lib/clock.ts";

/** What a viewer sees of a drop, and what they may do. */
export type DropView =
  /** `secondsLeft` is 0 while the server is about to open it. `lobby`: I may come early, for a fair start. */
  | { kind: "not-open"; secondsLeft: number; lobby: boolean }
  /** Open, but for others first. */
  | { kind: "early"; audience: EarlyAudience; secondsLeft: number }
  /** `most`: how many I may take now. */
  | { kind: "open"; most: number }
  | { kind: "queued"; wait: Wait }
  | { kind: "held"; hold: Hold; secondsLeft: number }
  /** Checkout has begun. At 0 seconds the payment provider is being asked; only its answer ends the hold. */
  | { kind: "paying"; hold: Hold; secondsLeft: number }
  | { kind: "paused" }
  | { kind: "all-held" }
  | { kind: "sold-out" }
  | { kind: "closed" }
  /** I have as many as one customer may. */
  | { kind: "limit-reached" };

/** From here on the end of a hold asks for attention, in seconds: time enough to enter a card that is at hand. */
export const HURRY_SECONDS = 30;

/** Units from which on it is said how few are left. */
const FEW = 3;

/** How few units are left to buy, where they are few because others went; null otherwise. It is the stock as it is. */
export const fewLeft = ({ available, allocated }: DropStock): number | null =>
  available > 0 && available <= FEW && available < allocated ? available : null;

/** What is mine in a show's drops. */
export interface Mine {
  holds: readonly Hold[];
  waits: readonly Wait[];
  /** To which of those I belong whom a drop may let in first. */
  early: readonly EarlyAudience[];
}

export const nothingMine: Mine = { holds: [], waits: [], early: [] };

/** The moment that a drop's times are seen from: its clock stands still while it or its show is paused. */
const seenFrom = ({ pausedAt }: Drop, now: number): number =>
  pausedAt === null ? now : Date.parse(pausedAt);

/** Whole seconds until a drop opens, 0 from then on. @param now as for `dropView` */
export const opensIn = (drop: Drop, now: number): number => secondsUntil(drop.opensAt, seenFrom(drop, now));

/** Whole seconds until an open drop closes by itself; null where it does not. @param now as for `dropView` */
export const closesIn = (drop: Drop, now: number): number | null =>
  drop.closesAt === null || drop.status !== "open" ? null : secondsUntil(drop.closesAt, seenFrom(drop, now));

/** Whole seconds for which an open drop is still for some only. @param now as for `dropView` */
const earlyFor = (drop: Drop, now: number): number => {
  if (!drop.earlyAccess) return 0;
  const forAll = new Date(Date.parse(drop.opensAt) + drop.earlyAccess.seconds * 1000);
  return secondsUntil(forAll.toISOString(), seenFrom(drop, now));
};

/** Whether a countdown of the drop stands still. */
export const standsStill = ({ pausedAt, status, closesAt }: Drop): boolean =>
  pausedAt !== null && (status === "scheduled" || (status === "open" && closesAt !== null));

/** What I see of an open drop's units. @param variantId those of one variant; left out: of all */
const openView = (drop: Drop, bought: number, now: number, variantId?: string): DropView => {
  // Whether or not the server has said so yet: it refuses whoever comes now.
  if (closesIn(drop, now) === 0) return { kind: "closed" };
  if (bought >= drop.perCustomer) return { kind: "limit-reached" };
  if (drop.pausedByHand) return { kind: "paused" };
  const pool = variantId === undefined ? undefined : poolOf(drop, variantId);
  const { available, held } = pool?.stock ?? sumOfStocks(drop.pools.map(({ stock }) => stock));
  // A fair start that is being drawn serves nobody yet: whoever comes now stands behind those who came before.
  if (drop.fairStart && !drop.fairStart.drawn) return { kind: "all-held" };
  if (available > 0) return { kind: "open", most: Math.min(available, drop.perCustomer - bought) };
  return held > 0 ? { kind: "all-held" } : { kind: "sold-out" };
};

/**
 * What I see of a drop. My running hold comes first, even of a closed drop: the units are mine to pay for.
 * @param now the server's time, in milliseconds since the epoch
 * @param variantId which of its variants I look at; left out: the drop as a whole
 */
export function dropView(
  drop: Drop,
  { holds, waits, early }: Mine,
  now: number,
  variantId?: string,
): DropView {
  const mine = holds.filter(({ dropId }) => dropId === drop.id);
  for (const hold of mine) {
    const secondsLeft = secondsUntil(hold.expiresAt, now);
    if (hold.status === "paying") return { kind: "paying", hold, secondsLeft };
    if (hold.status === "active" && secondsLeft > 0) return { kind: "held", hold, secondsLeft };
  }
  if (drop.status === "closed") return { kind: "closed" };
  const wait = waits.find(({ dropId }) => dropId === drop.id);
  if (wait) return { kind: "queued", wait };
  const bought = mine.reduce((sum, hold) => sum + (hold.status === "committed" ? hold.quantity : 0), 0);
  switch (drop.status) {
    case "scheduled":
      return { kind: "not-open", secondsLeft: opensIn(drop, now), lobby: drop.fairStart !== null };
    case "sold_out":
      return { kind: "sold-out" };
    case "open": {
      const secondsLeft = earlyFor(drop, now);
      const { earlyAccess } = drop;
      if (earlyAccess && secondsLeft > 0 && !early.includes(earlyAccess.audience))
        return { kind: "early", audience: earlyAccess.audience, secondsLeft };
      return openView(drop, bought, now, variantId);
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
  queued: 2,
  early: 3,
  "all-held": 3,
  paused: 3,
  "limit-reached": 4,
  "not-open": 5,
  "sold-out": 6,
  closed: 7,
};

/** Mine first, then what can be bought, what comes next (the soonest first), what is over (the latest first). */
export const inOrder = (drops: readonly Drop[], mine: Mine, now: number): Drop[] =>
  drops
    .map((drop) => ({ drop, rank: order[dropView(drop, mine, now).kind], at: Date.parse(drop.opensAt) }))
    .toSorted((a, b) => a.rank - b.rank || (a.rank === order["not-open"] ? a.at - b.at : b.at - a.at))
    .map(({ drop }) => drop);

/** Which drop lies on top of a phone's video; a closed one does not. */
export const leadingDrop = (drops: readonly Drop[], mine: Mine, now: number): Drop | null =>
  inOrder(drops, mine, now).find(({ status }) => status !== "closed") ?? null;
