import { z } from "zod";
import { Id, Moment } from "./ids.ts";

/** Where a shop has its paid orders sent. */
export const ExportSettings = z.object({
  /** Null: nowhere. */
  url: z.string().nullable(),
  /** What each order is signed with; shown to the owner and managers. */
  secret: z.string(),
});
export type ExportSettings = z.infer<typeof ExportSettings>;

export const SetExport = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, message: "Please enter an address that begins with https://." })
    .max(500)
    .nullable(),
});
export type SetExport = z.infer<typeof SetExport>;

export const exportStates = ["due", "sent", "dead", "dropped"] as const;
/**
 * `due`: it will be tried again. `dead`: given up after three days; it can be sent again by hand. `dropped`: the shop took
 * its address away before.
 */
export const ExportState = z.enum(exportStates);
export type ExportState = z.infer<typeof ExportState>;

/** How the sending of one order to the shop's address stands. */
export const OrderExport = z.object({
  orderId: Id,
  orderNumber: z.string(),
  state: ExportState,
  tries: z.int().nonnegative(),
  /** What came of the last attempt; null before the first and after a good one. */
  lastError: z.string().nullable(),
  /** When it is tried again; null unless it is due. */
  nextAt: Moment.nullable(),
  at: Moment,
});
export type OrderExport = z.infer<typeof OrderExport>;
