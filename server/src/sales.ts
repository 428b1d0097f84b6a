import type { SayLine } from "./chat/say-line.ts";
import { checkoutEdge } from "./checkout/checkout.edge.ts";
import type { SettleDeps } from "./checkout/settle-order.ts";
import { createTell } from "./checkout/tell.ts";
import type { Config } from "./config.ts";
import { createDropAnnouncer } from "./drops/announce-drops.ts";
import type { CloseDropDeps } from "./drops/close-drop.ts";
import { closeDropsOfShow } from "./drops/close-drop.ts";
import type { CreateDropDeps } from "./drops/create-drop.ts";
import { createListDrops, dropsEdge, type ShowOfSales } from "./drops/drops.edge.ts";
import { createDropStore } from "./drops/drops.store.ts";
import { createIsToCome } from "./drops/is-to-come.ts";
import { createRecount } from "./drops/recount-drop.ts";
import type { Limits } from "./edge/limits.ts";
import { createHoldStore } from "./holds/hold.store.ts";
import { holdsEdge } from "./holds/holds.edge.ts";
import { createListHolds } from "./holds/list-holds.ts";
import type { Hub } from "./hub/hub.ts";
import { startJobs } from "./jobs/jobs.ts";
import { salesJobs } from "./jobs/sales-jobs.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Db } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import type { ViewOrderDeps } from "./orders/order-view.ts";
import { createViewOrders } from "./orders/order-view.ts";
import { ordersEdge } from "./orders/orders.edge.ts";
import { createOrderStore, type OrderRecord } from "./orders/orders.store.ts";
import { createPaymentEventStore } from "./payments/payment-events.store.ts";
import { createStripePayments } from "./payments/stripe.ts";
import { webhookEdge } from "./payments/webhook.edge.ts";
import type { RequireRole } from "./shops/require-role.ts";

interface SalesParts
  extends ViewOrderDeps,
    Pick<CreateDropDeps, "findVariant" | "allocate">,
    Pick<CloseDropDeps, "giveBack">,
    Pick<SettleDeps, "commitStock"> {
  config: Config;
  db: Db;
  redis: Redis;
  hub: Hub;
  limits: Limits;
  clock: Clock;
  log: Logger;
  requireRole: RequireRole;
  findShow(id: string): Promise<ShowOfSales | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  findUser(id: string): Promise<{ email: string; displayName: string; namedWhenBuying: boolean } | null>;
  sayLine: SayLine;
}

/** Wires what sells: drops, holds, checkout, orders, payments and their jobs. A part of app.ts, which alone calls it. */
export const buildSales = (parts: SalesParts) => {
  const { config, db, redis, hub, clock, log, findUser, sayLine } = parts;
  const drops = createDropStore(db);
  const orders = createOrderStore(db);
  const holds = createHoldStore(redis);
  const payments = createStripePayments(config.stripe);
  const events = createPaymentEventStore(db);

  const viewOrders = createViewOrders(parts);
  const viewOrder = async (record: OrderRecord) => {
    const [view] = await viewOrders([record]);
    if (!view) throw new Error("one order has one view");
    return view;
  };
  const announcer = createDropAnnouncer({ drops, holds, hub, clock, log, findShow: parts.findShow, sayLine });
  const tell = createTell({ hub, announcer, viewOrder, sayLine, findUser });
  const recount = createRecount({
    drops,
    orders,
    holds,
    log,
    onHoldsLost: (drop, lost) => {
      for (const hold of lost) tell.holdChanged(hold, drop, null);
    },
  });
  const deps = {
    ...parts,
    drops,
    orders,
    holds,
    payments,
    events,
    viewOrder,
    viewOrders,
    announcer,
    tell,
    recount,
    listHolds: createListHolds({ drops, holds, orders, recount }),
    emailOf: async (userId: string) => (await findUser(userId))?.email ?? "",
    refunded: tell.orderChanged,
  };

  // A Redis that went away may have come back without its last writes, or without any: count every drop anew.
  let connectedBefore = redis.isReady;
  const onReady = (): void => {
    if (connectedBefore)
      drops
        .unsettled()
        .then((running) => Promise.all(running.map(({ id }) => recount.recount(id))))
        .catch((error: unknown) => log.warn({ err: error }, "drops could not be counted after a reconnect"));
    connectedBefore = true;
  };
  redis.on("ready", onReady);
  let stopJobs = async (): Promise<void> => undefined;

  return {
    countOrders: orders.countOf,
    handlers: { ...dropsEdge(deps), ...holdsEdge(deps), ...checkoutEdge(deps), ...ordersEdge(deps) },
    webhook: webhookEdge(deps),
    closeDropsOfShow: (showId: string) => closeDropsOfShow(deps, showId),
    listDrops: createListDrops(deps),
    listHolds: deps.listHolds,
    hasVariantInDrop: drops.hasVariant,
    hasBought: orders.hasBought,
    findDrop: drops.find,
    isDropToCome: createIsToCome(deps),
    /** Drops that still sell, or have not paid out their last hold. */
    unsettledDrops: drops.unsettled,
    start(): void {
      stopJobs = startJobs(salesJobs(deps), log);
    },
    async stop(): Promise<void> {
      redis.off("ready", onReady);
      await stopJobs();
      announcer.close();
    },
  };
};
