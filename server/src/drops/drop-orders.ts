import type { DropOrders } from "../holds/hold.store.ts";
import type { DropRecord } from "./drop.schema.ts";

/** What the record decides about a drop, as Redis follows it. */
export const ordersFor = ({ version, closedAt, pausedAt, pools }: DropRecord): DropOrders => ({
  version,
  closed: closedAt !== null,
  paused: pausedAt !== null,
  pools: pools.map(({ variantId, allocated }) => ({ variant: variantId, allocated })),
});
