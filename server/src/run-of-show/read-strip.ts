import {
  type Currency,
  currencies,
  type Drop,
  isOwing,
  ok,
  type Result,
  refuse,
  type Share,
  type ShowStrip,
  STRIP_MINUTES,
} from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { PresenceStore } from "../presence/presence.store.ts";
import { can } from "../shops/can.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";

export interface ReadStripDeps {
  shows: Pick<ShowStore, "find">;
  clock: Clock;
  requireRole: RequireRole;
  presence: PresenceStore;
  listDrops(showId: string): Promise<Drop[]>;
  /** The orders of a show that were paid. */
  ordersOf(showId: string): Promise<OrderRecord[]>;
  /** How many people are paying for something of a show now. */
  payingIn(showId: string): Promise<number>;
  /** How many of those who saw a show paid for something in it. */
  countConversion(showId: string): Promise<Share>;
}

const MINUTE_MS = 60_000;

/** What orders brought, one sum a currency, without what went back; `by` divides it. */
const sumOf = (orders: readonly OrderRecord[], by = 1): NonNullable<ShowStrip["takings"]>["all"] => {
  const sums = new Map<Currency, number>();
  for (const { totals, refunded } of orders) {
    const { amount, currency } = totals.total;
    sums.set(currency, (sums.get(currency) ?? 0) + amount - refunded);
  }
  return currencies.flatMap((currency) => {
    const sum = sums.get(currency);
    return sum === undefined ? [] : [{ amount: Math.round(sum / by), currency }];
  });
};

/** Minutes that revenue a minute is taken over: the last few, fewer while the show is younger. */
const minutesOf = ({ startedAt }: ShowRecord, now: number): number =>
  Math.min(STRIP_MINUTES, Math.max(1, (now - (startedAt?.getTime() ?? now)) / MINUTE_MS));

/** How a show goes now; its money for those who may see it. Refuses with NOT_FOUND or NOT_ALLOWED. */
export const readStrip = async (
  { shows, clock, requireRole, presence, listDrops, ordersOf, payingIn, countConversion }: ReadStripDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<ShowStrip>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await requireRole(show.shopId, viewer, "run:see");
  if (!role.ok) return role;
  const [drops, orders, paying, watching, conversion] = await Promise.all([
    listDrops(showId),
    ordersOf(showId),
    payingIn(showId),
    presence.count([showId]),
    countConversion(showId),
  ]);
  const now = clock.now();
  const paid = orders.filter(({ status }) => isOwing(status));
  const minutes = minutesOf(show, now);
  const lately = paid.filter(({ paidAt }) => paidAt && paidAt.getTime() > now - minutes * MINUTE_MS);
  const money = can(role.data, "revenue:see");
  return ok({
    viewers: watching.get(showId) ?? 0,
    held: drops.reduce((sum, { stock }) => sum + stock.held, 0),
    paying,
    paidUnits: paid.reduce((sum, { lines }) => sum + lines.reduce((all, line) => all + line.quantity, 0), 0),
    conversion,
    openDrops: drops.filter(({ status }) => status === "open" || status === "sold_out").length,
    takings: money ? { all: sumOf(paid), perMinute: sumOf(lately, minutes) } : null,
    at: new Date(now).toISOString(),
  });
};
