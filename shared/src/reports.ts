import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Currency } from "./money.ts";
import { ShowStatus } from "./shows.ts";
import { CameFrom } from "./visits.ts";

/** Seconds from one count of a show's viewers to the next. */
export const SAMPLE_SECONDS = 10;

const Count = z.int().nonnegative();

/**
 * What was earned in one currency, in minor units: `paid` by buyers with shipping and taxes, less discounts; `refunded` what
 * went back of it, whenever that was. What is left is `paid - refunded`. Amounts of several currencies are never added.
 */
export const Earned = z.object({ currency: Currency, paid: Count, refunded: Count });
export type Earned = z.infer<typeof Earned>;

/** Money added up, in minor units: it may be more than one payment can be. */
const Sum = z.object({ currency: Currency, amount: Count });

/** Everybody once: saw it, opened its card, held units, paid. Who held it counts as having opened it too. */
export const Funnel = z.object({ saw: Count, opened: Count, held: Count, paid: Count });
export type Funnel = z.infer<typeof Funnel>;

/** So many of so many. `of` may be 0: then there is no ratio. */
export const Share = z.object({ part: Count, of: Count });
export type Share = z.infer<typeof Share>;

export const ShowReport = z.object({
  show: z.object({
    id: Id,
    shopId: Id,
    title: z.string(),
    status: ShowStatus,
    startedAt: Moment.nullable(),
    endedAt: Moment.nullable(),
  }),
  /** When it was worked out. */
  at: Moment,
  viewers: z.object({
    /** Seconds from one entry of the series to the next: more in a long show, so that its series stays readable. */
    step: z.int().positive(),
    series: z.array(z.object({ at: Moment, count: Count })),
    /** The highest of all counts, also of those that a longer step leaves out. */
    peak: Count,
    /** People: accounts, and browsers without one. */
    unique: Count,
  }),
  /** How long people watched while the show was on, in seconds; over all and in the middle. */
  watched: z.object({ total: Count, median: Count }),
  newFollowers: Count,
  funnel: Funnel,
  orders: Count,
  earned: z.array(Earned),
  /** What lay over the video, from each change on. */
  pins: z.array(z.object({ at: Moment, titles: z.array(z.string()) })),
  drops: z.array(
    z.object({
      id: Id,
      title: z.string(),
      /** Null: it never opened. */
      openedAt: Moment.nullable(),
      closedAt: Moment.nullable(),
      funnel: Funnel,
      units: Count,
      /** Of its lines alone, without shipping; what was refunded is of whole orders and told of the show. */
      paid: z.array(Sum),
    }),
  ),
  /** What was pinned, dropped or bought in the show. */
  products: z.array(
    z.object({
      id: Id,
      title: z.string(),
      imageUrl: z.string().nullable(),
      funnel: Funnel,
      units: Count,
      /** As of a drop. */
      paid: z.array(Sum),
    }),
  ),
  /** One entry for each minute from the show's start. */
  minutes: z.array(
    z.object({
      at: Moment,
      messages: Count,
      paid: z.array(Sum),
    }),
  ),
  /** Most people first; null: all others together. */
  sources: z.array(z.object({ from: CameFrom.nullable(), people: Count })),
});
export type ShowReport = z.infer<typeof ShowReport>;

/** The ranges of a shop's report, in days that end today. */
export const reportRanges = [7, 28, 90] as const;
export type ReportRange = (typeof reportRanges)[number];

const Day = z.iso.date();

export const ShopReport = z.object({
  shopId: Id,
  timeZone: z.string(),
  at: Moment,
  /** One entry a day of that zone, oldest first. */
  days: z.array(z.object({ day: Day, orders: Count, units: Count, earned: z.array(Earned) })),
  orders: Count,
  units: Count,
  earned: z.array(Earned),
  /** Shows that began on these days, newest first. */
  shows: z.array(
    z.object({
      id: Id,
      title: z.string(),
      startedAt: Moment,
      endedAt: Moment.nullable(),
      peak: Count,
      unique: Count,
      orders: Count,
      earned: z.array(Earned),
      conversion: Share,
    }),
  ),
  /** People who paid for something in one of the shows ÷ people who saw one of them. */
  conversion: Share,
  /** Customers with at least two paid orders ÷ customers with at least one. */
  repurchase: Share,
  /** Units that came back or whose money went back ÷ units paid for. */
  returns: Share,
});
export type ShopReport = z.infer<typeof ShopReport>;

/** The tables of the reports, each to be had as a file. */
export const showTables = [
  "figures",
  "viewers",
  "minutes",
  "funnel",
  "drops",
  "products",
  "sources",
] as const;
export const ShowTable = z.enum(showTables);
export type ShowTable = z.infer<typeof ShowTable>;

export const shopTables = ["figures", "days", "shows"] as const;
export const ShopTable = z.enum(shopTables);
export type ShopTable = z.infer<typeof ShopTable>;
