import type { Locale } from "@showdrop/shared";
import type { AuditStore } from "./audit/audit.store.ts";
import type { Config } from "./config.ts";
import type { DiscountStore } from "./discounts/discounts.store.ts";
import type { Customer } from "./edge/call.ts";
import type { Limits } from "./edge/limits.ts";
import { createViewerOf } from "./edge/viewer-of.ts";
import { createErrandStore } from "./errands/errands.store.ts";
import { errandJobs } from "./errands/run-errands.ts";
import { beginOrders } from "./fulfilment/begin-orders.ts";
import { createDeskStore } from "./fulfilment/desk.store.ts";
import { fulfilmentEdge } from "./fulfilment/fulfilment.edge.ts";
import { createOrderEventStore } from "./fulfilment/order-events.store.ts";
import { createShipmentStore } from "./fulfilment/shipments.store.ts";
import { createToPack } from "./fulfilment/to-pack.ts";
import { createUnitsBought } from "./fulfilment/units-bought.ts";
import type { Job, Jobs } from "./jobs/jobs.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Db, DbSession, Transact } from "./kit/mongo.ts";
import type { SendMail } from "./mail/mail.ts";
import { orderCsvEdge } from "./order-csv/order-csv.edge.ts";
import { createExportOrder } from "./order-exports/export-order.ts";
import { createExportTargetStore } from "./order-exports/export-targets.store.ts";
import { orderExportsEdge } from "./order-exports/order-exports.edge.ts";
import { createSendOrderMail } from "./order-mails/send-order-mail.ts";
import type { OrderKeys } from "./orders/order-keys.ts";
import type { OrderRecord } from "./orders/order-record.ts";
import type { ViewOrderDeps } from "./orders/order-view.ts";
import type { OrderStore } from "./orders/orders.store.ts";
import { createSearchOrders } from "./orders/search-orders.ts";
import type { Payments } from "./payments/payments.ts";
import { createPickupCodes } from "./pickups/pickup-code.ts";
import { pickupsEdge } from "./pickups/pickups.edge.ts";
import { noteReturned } from "./refunds/note-returned.ts";
import { refundJobs } from "./refunds/refund-jobs.ts";
import { refundsEdge } from "./refunds/refunds.edge.ts";
import { createRefundStore } from "./refunds/refunds.store.ts";
import { createReturnStore } from "./refunds/returns.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { StockStore } from "./stock/stock.store.ts";

/** What only the root knows of what happens after a payment. */
export interface AfterSaleParts extends ViewOrderDeps {
  config: Config;
  db: Db;
  limits: Limits;
  clock: Clock;
  log: Logger;
  jobs: Jobs;
  transact: Transact;
  audit: Pick<AuditStore, "record">;
  requireRole: RequireRole;
  stock: Pick<StockStore, "restock">;
  giveCodeBack: DiscountStore["giveBack"];
  /** Null: there is no way to a mail server. */
  sendMail: SendMail | null;
  findUser(id: string): Promise<{ displayName: string } | null>;
  idsNamed(part: string): Promise<string[]>;
  findCustomer(token: string): Promise<Customer | null>;
}

interface FulfilParts extends AfterSaleParts {
  orders: OrderStore;
  payments: Payments;
  keys: OrderKeys;
  viewOrders: Parameters<typeof fulfilmentEdge>[0]["viewOrders"];
  orderChanged(order: OrderRecord): Promise<void>;
}

/** Wires what happens to orders once they are paid: a part of sales.ts, which alone calls it. */
export const buildFulfil = (parts: FulfilParts) => {
  const { config, db, orders, keys, sendMail, findUser } = parts;
  const desk = createDeskStore(db);
  const targets = createExportTargetStore(db);
  const privateAddresses = config.exportPrivateAddresses;
  const deps = {
    ...parts,
    ...{ desk, targets, privateAddresses, sendsMail: sendMail !== null },
    shipments: createShipmentStore(db),
    refunds: createRefundStore(db),
    returns: createReturnStore(db),
    orderEvents: createOrderEventStore(db),
    errands: createErrandStore(db),
    pickupCodes: createPickupCodes(config.mediaTokenSecret),
    publicUrl: config.publicUrl,
    findOrder: orders.find,
    findByNumber: desk.findByNumber,
    restock: parts.stock.restock,
    ofShop: desk.ofShop,
    toPack: createToPack(desk),
    nameOf: async (id: string) => (await findUser(id))?.displayName ?? "—",
    numbersOf: async (ids: readonly string[], shopId: string) =>
      new Map((await desk.ofShop(ids, shopId)).map(({ id, number }) => [id, number])),
    exportsOrders: async (shopId: string, session: DbSession) =>
      (await targets.find(shopId, session))?.url != null,
    searchOrders: createSearchOrders({ desk, idsNamed: parts.idsNamed }),
    people: (ids: readonly string[]) => parts.people([...ids]),
    async orderUrl({ id, buyerId }: OrderRecord): Promise<URL> {
      const url = new URL(`/orders/${id}`, config.publicUrl);
      if (!(await findUser(buyerId))) url.searchParams.set("key", keys.of(id));
      return url;
    },
    localeOf: async ({ locale }: OrderRecord): Promise<Locale> => locale,
    viewerOf: createViewerOf({ production: config.production, findCustomer: parts.findCustomer }),
  };
  const couriers = {
    export: createExportOrder(deps),
    ...(sendMail ? { mail: createSendOrderMail({ ...deps, sendMail }) } : {}),
  };
  return {
    handlers: {
      ...fulfilmentEdge(deps),
      ...refundsEdge(deps),
      ...pickupsEdge(deps),
      ...orderExportsEdge(deps),
    },
    csv: orderCsvEdge(deps),
    searchOrders: deps.searchOrders,
    unitsBought: createUnitsBought(deps, orders.ofBuyerWith),
    beginOrders: (paid: readonly OrderRecord[], session: DbSession) => beginOrders(deps, paid, session),
    noteReturned: (order: OrderRecord, returned: number) => noteReturned(deps, order, returned),
    jobs: (): Job[] => [...refundJobs(deps), ...errandJobs({ ...deps, couriers })],
  };
};
