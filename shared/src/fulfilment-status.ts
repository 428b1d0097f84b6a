import { z } from "zod";

export const fulfilmentStatuses = [
  "unfulfilled",
  "packed",
  "partly_fulfilled",
  "fulfilled",
  "picked_up",
] as const;
/**
 * How far an order is on its way to its buyer. `packed`: all of it waits to be handed over. Units that were refunded
 * before they went out are not waited for.
 */
export const FulfilmentStatus = z.enum(fulfilmentStatuses);
export type FulfilmentStatus = z.infer<typeof FulfilmentStatus>;

/** Which status may follow which: what went out does not come back; what is only packed may be unpacked. */
export const fulfilmentMoves = {
  unfulfilled: ["packed", "partly_fulfilled", "fulfilled", "picked_up"],
  packed: ["unfulfilled", "partly_fulfilled", "fulfilled", "picked_up"],
  // Its last open units may be refunded instead of sent.
  partly_fulfilled: ["fulfilled", "picked_up"],
  fulfilled: [],
  picked_up: [],
} as const satisfies Record<FulfilmentStatus, readonly FulfilmentStatus[]>;
