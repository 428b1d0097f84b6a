import { z } from "zod";
import { Hex32 } from "./giveaways.ts";
import { Id, Moment } from "./ids.ts";
import { Money } from "./money.ts";

export const dropStatuses = ["scheduled", "open", "sold_out", "closed"] as const;
export const DropStatus = z.enum(dropStatuses);
export type DropStatus = z.infer<typeof DropStatus>;

/** Units of a drop: allocated = available + held + sold, each ≥ 0. `held` counts quarantined units too. */
export const DropStock = z.object({
  allocated: z.int().nonnegative(),
  available: z.int().nonnegative(),
  held: z.int().nonnegative(),
  sold: z.int().nonnegative(),
});
export type DropStock = z.infer<typeof DropStock>;

/** The units of one variant in a drop, with what one of them costs. */
export const DropPool = z.object({
  variant: z.object({ id: Id, name: z.string() }),
  price: Money,
  /** The variant's regular price, struck through when it is higher. */
  regularPrice: Money,
  stock: DropStock,
  /** People in line for these units. While anybody is, a unit that comes back is theirs and never for a newcomer. */
  waiting: z.int().nonnegative(),
});
export type DropPool = z.infer<typeof DropPool>;

/** Who may buy before the others: those who follow the shop, or who bought in it before. */
export const earlyAudiences = ["followers", "buyers"] as const;
export const EarlyAudience = z.enum(earlyAudiences);
export type EarlyAudience = z.infer<typeof EarlyAudience>;

/** For so many seconds after it opens a drop is for some only. */
export const EarlyAccess = z.object({ audience: EarlyAudience, seconds: z.int().positive() });
export type EarlyAccess = z.infer<typeof EarlyAccess>;

/**
 * Those who came before the opening are served in an order drawn by lot, and whoever comes later stands behind them.
 * How to check it: docs/decisions/0019-a-fair-start.md
 */
export const FairStart = z.object({
  /** SHA-256 of the secret seed, published before anybody enters. */
  commit: Hex32,
  /** There once the order is drawn. */
  drawn: z.object({ seed: Hex32, at: Moment, entries: z.int().nonnegative() }).nullable(),
});
export type FairStart = z.infer<typeof FairStart>;

/** Whether buyers are charged when they confirm, or authorise and the shop takes the money when it confirms the order. */
export const DropCapture = z.enum(["automatic", "manual"]);
export type DropCapture = z.infer<typeof DropCapture>;

export const Drop = z.object({
  id: Id,
  showId: Id,
  shopId: Id,
  product: z.object({ id: Id, title: z.string(), imageUrl: z.string().nullable() }),
  /** One for each variant. */
  pools: z.array(DropPool).min(1),
  /** Of one customer, whichever variants they take. */
  perCustomer: z.int().positive(),
  holdSeconds: z.int().positive(),
  capture: DropCapture,
  opensAt: Moment,
  earlyAccess: EarlyAccess.nullable(),
  fairStart: FairStart.nullable(),
  /** When it closes by itself; null: when somebody closes it or with its show, or while its show has not begun. */
  closesAt: Moment.nullable(),
  /** The closing time was another one before: what it was, and when it was moved. Null: it never was. */
  moved: z.object({ from: Moment.nullable(), at: Moment }).nullable(),
  /**
   * Set while the drop or its show is paused: the drop's clock stands still, so its times are seen from this moment, not
   * from now.
   */
  pausedAt: Moment.nullable(),
  /** Paused by hand, and not only with its show: nobody can take units until it goes on. */
  pausedByHand: z.boolean(),
  status: DropStatus,
  /** All its pools together. */
  stock: DropStock,
});
export type Drop = z.infer<typeof Drop>;

/** The units of all pools together. */
export const sumOfStocks = (stocks: readonly DropStock[]): DropStock => ({
  allocated: stocks.reduce((sum, { allocated }) => sum + allocated, 0),
  available: stocks.reduce((sum, { available }) => sum + available, 0),
  held: stocks.reduce((sum, { held }) => sum + held, 0),
  sold: stocks.reduce((sum, { sold }) => sum + sold, 0),
});

/** The pool that a hold's units are of; undefined for another drop's. */
export const poolOf = (drop: Pick<Drop, "pools">, variantId: Id): DropPool | undefined =>
  drop.pools.find(({ variant }) => variant.id === variantId);

/** What moves in a drop while it sells, told many times a second. */
export const DropUnits = z.object({
  dropId: Id,
  status: DropStatus,
  stock: DropStock,
  pools: z.array(z.object({ variantId: Id, stock: DropStock, waiting: z.int().nonnegative() })),
});
export type DropUnits = z.infer<typeof DropUnits>;
