import { z } from "zod";
import { Hold } from "./holds.ts";
import { Id } from "./ids.ts";
import { Currency, Money } from "./money.ts";

/** Units of one variant that one cart may want: more is a business customer, who writes to the shop. */
export const MAX_CART_QUANTITY = 99;

const Quantity = z
  .int("A quantity is a whole number.")
  .positive("Please take at least one.")
  .max(MAX_CART_QUANTITY, `At most ${MAX_CART_QUANTITY}, please.`);

/** What a person should know about a line of their cart before they buy it. */
export const CartNotice = z.discriminatedUnion("kind", [
  /** There are fewer than they wanted. */
  z.object({ kind: z.literal("fewer"), wanted: z.int().positive() }),
  /** It costs something else than when they put it in. */
  z.object({ kind: z.literal("price"), was: Money }),
  z.object({ kind: z.literal("sold-out") }),
  /** The shop does not sell it any more. */
  z.object({ kind: z.literal("gone") }),
]);
export type CartNotice = z.infer<typeof CartNotice>;

/** Units from the shelf. */
export const CartLine = z.object({
  productId: Id,
  variantId: Id,
  title: z.string(),
  variantName: z.string(),
  imageUrl: z.string().nullable(),
  /** What can be bought now of what was wanted; 0 when it is sold out or gone. */
  quantity: z.int().nonnegative(),
  /** The most that can be asked for now. */
  most: z.int().nonnegative(),
  unitPrice: Money,
  notices: z.array(CartNotice),
});
export type CartLine = z.infer<typeof CartLine>;

/** A running hold of a drop of the shop: it is in the cart by itself for as long as it runs. */
export const CartHold = z.object({
  hold: Hold,
  productId: Id,
  variantId: Id,
  title: z.string(),
  variantName: z.string(),
  imageUrl: z.string().nullable(),
  unitPrice: Money,
  regularPrice: Money,
});
export type CartHold = z.infer<typeof CartHold>;

/** What a customer is about to buy in one shop, the same on all their devices. */
export const Cart = z.object({
  shopId: Id,
  /** Grows with every change of the lines; of two carts the one with the higher revision is the newer one. */
  revision: z.int().nonnegative(),
  /** All lines are in this currency; null while there are none. */
  currency: Currency.nullable(),
  lines: z.array(CartLine),
  holds: z.array(CartHold),
});
export type Cart = z.infer<typeof Cart>;

export const AddToCart = z.strictObject({
  variantId: Id,
  quantity: Quantity.default(1),
  /** The show in which it was put into the cart. */
  showId: Id.nullable().default(null),
});
export type AddToCart = z.infer<typeof AddToCart>;

/** The last one to say how many wins, on whatever device. */
export const SetCartLine = z.strictObject({ quantity: Quantity });
export type SetCartLine = z.infer<typeof SetCartLine>;
