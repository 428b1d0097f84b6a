import type { ErrandRecord } from "../errands/errands.store.ts";
import type { ErrandOutcome } from "../errands/run-errands.ts";
import type { Clock } from "../kit/clock.ts";
import { isPublicUrl } from "../kit/public-address.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { ExportTargetStore } from "./export-targets.store.ts";
import { payloadOf } from "./order-payload.ts";
import { postSigned } from "./post-signed.ts";

export interface ExportOrderDeps {
  targets: ExportTargetStore;
  findOrder(id: string): Promise<OrderRecord | null>;
  /** Whether orders may be sent to addresses of this network: for development alone. */
  privateAddresses: boolean;
  clock: Clock;
}

/** Whether orders may be sent to an address at all. */
export const isExportUrl = (url: string, privateAddresses: boolean): boolean =>
  privateAddresses ? /^https?:\/\//.test(url) && URL.canParse(url) : isPublicUrl(url);

/** Sends one paid order to its shop's address. A shop that has none any more wants it no more. */
export const createExportOrder =
  ({ targets, findOrder, privateAddresses, clock }: ExportOrderDeps) =>
  async ({ orderId, shopId }: ErrandRecord): Promise<ErrandOutcome> => {
    const [order, target] = await Promise.all([findOrder(orderId), targets.find(shopId)]);
    if (!order || !target?.url) return { kind: "gone" };
    if (!isExportUrl(target.url, privateAddresses))
      return { kind: "refused", why: "orders cannot be sent to this address" };
    return postSigned(
      {
        url: new URL(target.url),
        secret: target.secret,
        body: payloadOf(order),
        idempotencyKey: `order_${order.id}`,
        now: clock.now(),
      },
      privateAddresses,
    );
  };
