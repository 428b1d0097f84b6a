import { z } from "zod";
import { Amount, Money } from "./money.ts";
import { Share } from "./reports.ts";

/** Sums of many orders, which are more than one order may be. */
const Sum = z.object({ amount: Amount.max(Number.MAX_SAFE_INTEGER), currency: Money.shape.currency });

/** Minutes over which revenue a minute is averaged: short enough to follow a drop, long enough to be read. */
export const STRIP_MINUTES = 5;

/** How a show goes at this moment, in the few numbers that its host steers by. */
export const ShowStrip = z.object({
  /** Watching now. */
  viewers: z.int().nonnegative(),
  /** Units that somebody holds and has not paid. */
  held: z.int().nonnegative(),
  /** People who have begun to pay. */
  paying: z.int().nonnegative(),
  /** Units of paid orders. */
  paidUnits: z.int().nonnegative(),
  /** People who paid for something in this show, of those who saw it: what the shop's report says of it. */
  conversion: Share,
  openDrops: z.int().nonnegative(),
  /** One entry a currency; null for those who may not see it. */
  takings: z
    .object({
      /** What was paid, less what went back. */
      all: z.array(Sum),
      /** That of the last minutes, divided by them. */
      perMinute: z.array(Sum),
    })
    .nullable(),
  at: z.iso.datetime(),
});
export type ShowStrip = z.infer<typeof ShowStrip>;
