import { z } from "zod";
import { FulfilmentStatus } from "./fulfilment-status.ts";
import { Id, Moment } from "./ids.ts";

/** Which of a shop's orders; what is left out does not matter. */
export const ShopOrdersFilter = z.strictObject({
  /** Part of a number, of the buyer's name or email, or of a product's title. */
  text: z.string().trim().min(1).max(80).optional(),
  status: z.enum(["paid", "partly_refunded", "refunded"]).optional(),
  fulfilment: FulfilmentStatus.optional(),
  delivery: z.enum(["ship", "pickup"]).optional(),
  /** Whose buyers asked to cancel them and wait for an answer. */
  asked: z.literal("cancellation").optional(),
  showId: Id.optional(),
  /** Paid at or after this moment. */
  from: Moment.optional(),
  /** Paid before this moment. */
  until: Moment.optional(),
});
export type ShopOrdersFilter = z.infer<typeof ShopOrdersFilter>;
