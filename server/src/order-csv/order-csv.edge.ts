import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Id, refuse, refuseInput, ShopOrdersFilter } from "@showdrop/shared";
import { Router } from "express";
import type { Viewer } from "../edge/call.ts";
import { sendRefusal } from "../edge/http.ts";
import type { Limits } from "../edge/limits.ts";
import type { RequireOrderDeps } from "../fulfilment/require-order.ts";
import type { ShipmentStore } from "../fulfilment/shipments.store.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { SearchOrders } from "../orders/search-orders.ts";
import { BYTE_ORDER_MARK, csvRow } from "./csv.ts";
import { columns, orderRows } from "./order-rows.ts";

interface OrderCsvEdge extends Pick<RequireOrderDeps, "requireRole"> {
  searchOrders: SearchOrders;
  shipments: ShipmentStore;
  people(ids: readonly string[]): Promise<ReadonlyMap<string, { displayName: string }>>;
  limits: Limits;
  /** Who a request's cookie belongs to. */
  viewerOf(cookie: string | undefined): Promise<Viewer | null>;
}

/** Orders that are read and written at once: a shop with a hundred thousand takes no more memory than one with ten. */
const AT_ONCE = 200;

/**
 * A shop's paid orders as a file for a spreadsheet, with the filters of its list. Beside the calls of the API, as it answers
 * no JSON; whoever may see the list may have the file.
 */
export const orderCsvEdge = (deps: OrderCsvEdge): Router => {
  const { searchOrders, shipments, people, limits, requireRole, viewerOf } = deps;

  async function* rowsOf(shopId: string, filter: ShopOrdersFilter): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvRow(columns);
    let before: string | undefined;
    for (;;) {
      const orders: OrderRecord[] = await searchOrders(shopId, { ...filter, before, limit: AT_ONCE });
      const [parcels, buyers] = await Promise.all([
        shipments.ofMany(orders.map(({ id }) => id)),
        people(orders.map(({ buyerId }) => buyerId)),
      ]);
      for (const order of orders) {
        const buyer = order.address?.name ?? buyers.get(order.buyerId)?.displayName ?? "";
        yield orderRows(order, buyer, parcels.get(order.id) ?? [])
          .map(csvRow)
          .join("");
      }
      before = orders.at(-1)?.id;
      if (orders.length < AT_ONCE) return;
    }
  }

  const csv = Router();
  csv.get("/api/shops/:shopId/orders.csv", async (req, res) => {
    const viewer = await viewerOf(req.headers.cookie);
    if (!viewer) return sendRefusal(res, refuse("SIGN_IN_REQUIRED").error);
    const shopId = Id.safeParse(req.params.shopId);
    if (!shopId.success) return sendRefusal(res, refuse("NOT_FOUND").error);
    const filter = ShopOrdersFilter.safeParse(req.query);
    if (!filter.success) return sendRefusal(res, refuseInput(filter.error).error);
    const role = await requireRole(shopId.data, viewer, "orders:see");
    if (!role.ok) return sendRefusal(res, role.error);
    const tooMany = await limits.take("csv", viewer.id);
    if (tooMany) return sendRefusal(res, tooMany);
    res.set({
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="orders-${new Date().toISOString().slice(0, 10)}.csv"`,
      "Cache-Control": "no-store",
    });
    await pipeline(Readable.from(rowsOf(shopId.data, filter.data)), res);
  });
  return csv;
};
