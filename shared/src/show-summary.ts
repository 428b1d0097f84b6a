import { z } from "zod";
import { Id } from "./ids.ts";
import { Amount, Money } from "./money.ts";

/** What a show sold: counted from paid orders. */
export const ShowSummary = z.object({
  showId: Id,
  items: z.array(
    z.object({
      productId: Id,
      variantId: Id,
      title: z.string(),
      variantName: z.string(),
      imageUrl: z.string().nullable(),
      sold: z.int().nonnegative(),
      allocated: z.int().nonnegative(),
    }),
  ),
  /** Money taken, one entry a currency; null for those who may not see revenue. */
  revenue: z
    .array(z.object({ amount: Amount.max(Number.MAX_SAFE_INTEGER), currency: Money.shape.currency }))
    .nullable(),
  orders: z.int().nonnegative(),
});
export type ShowSummary = z.infer<typeof ShowSummary>;
