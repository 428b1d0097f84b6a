import { isOwing } from "@showdrop/shared";
import type { OrderRecord } from "../orders/order-record.ts";
import { type DeskDeps, standing } from "./desk.ts";
import { countUnits } from "./units.ts";

/** One line of a paid order with a product in it. */
export interface BoughtLine {
  orderId: string;
  /** The show that the order came from; null when it came from the shop's page. */
  showId: string | null;
  variantName: string;
  /** Units that were sent or handed over and that money did not go back for. */
  received: number;
  /** Units that are still to be sent. */
  coming: number;
}

export type UnitsBought = (buyerId: string, productId: string) => Promise<BoughtLine[]>;

/** What somebody bought of a product and paid for, newest first, and how much of it reached them. */
export const createUnitsBought =
  (
    deps: Pick<DeskDeps, "shipments" | "refunds">,
    ordersWith: (buyerId: string, productId: string) => Promise<OrderRecord[]>,
  ): UnitsBought =>
  async (buyerId, productId) => {
    const orders = (await ordersWith(buyerId, productId)).filter(({ status }) => isOwing(status));
    const ids = orders.map(({ id }) => id);
    const [shipments, refunds] = await Promise.all([deps.shipments.ofMany(ids), deps.refunds.ofMany(ids)]);
    return orders.flatMap(({ id, showId, lines }) => {
      const moves = {
        shipments: shipments.get(id) ?? [],
        refunds: standing(refunds.get(id) ?? []),
        // What came back says nothing of who may speak; what was refunded does.
        returns: [],
      };
      return lines
        .filter((line) => line.productId === productId)
        .flatMap((line) =>
          countUnits([line], moves).map(({ outUnrefunded, open, packed }) => ({
            orderId: id,
            showId,
            variantName: line.variantName,
            received: outUnrefunded,
            coming: open + packed,
          })),
        );
    });
  };
