import { type Drop, type EarlyAudience, earlyAudiences } from "@showdrop/shared";
import type { AuditStore } from "./audit/audit.store.ts";
import { cardsEdge } from "./cards/cards.edge.ts";
import { createCardsOf, createForgetCustomer } from "./cards/forget-customer.ts";
import { type BeginGuest, cartsEdge } from "./carts/carts.edge.ts";
import { createCartStore } from "./carts/carts.store.ts";
import { createViewCart, type ViewCartDeps } from "./carts/view-cart.ts";
import type { SayLine } from "./chat/say-line.ts";
import { type AdoptGuestDeps, createAdoptGuest } from "./checkout/adopt-guest.ts";
import { checkoutEdge } from "./checkout/checkout.edge.ts";
import { createRecordNew, type RecordNewDeps } from "./checkout/record-new.ts";
import { createRecordPaid } from "./checkout/record-paid.ts";
import type { SettleDeps } from "./checkout/settle-order.ts";
import { createTell } from "./checkout/tell.ts";
import type { Config } from "./config.ts";
import { createDropAnnouncer } from "./drops/announce-drops.ts";
import { createAttend } from "./drops/attend-drop.ts";
import type { CloseDropDeps } from "./drops/close-drop.ts";
import { closeDropsOfShow } from "./drops/close-drop.ts";
import type { CreateDropDeps } from "./drops/create-drop.ts";
import { createDropTimers } from "./drops/drop-timers.ts";
import { createListDrops, dropsEdge, type ShowOfSales } from "./drops/drops.edge.ts";
import { createDropStore } from "./drops/drops.store.ts";
import { createIsToCome } from "./drops/is-to-come.ts";
import { createReceiptStore } from "./drops/receipts.store.ts";
import { createRecount } from "./drops/recount-drop.ts";
import type { RestockDeps } from "./drops/restock-drop.ts";
import { createWriteLog } from "./drops/write-log.ts";
import type { Customer } from "./edge/call.ts";
import type { Limits } from "./edge/limits.ts";
import { type AfterSaleParts, buildFulfil } from "./fulfil.ts";
import { createHoldStore } from "./holds/hold.store.ts";
import { holdsEdge } from "./holds/holds.edge.ts";
import { createLineStore } from "./holds/line.store.ts";
import { createListHolds } from "./holds/list-holds.ts";
import { createRecall } from "./holds/recall.ts";
import type { Hub } from "./hub/hub.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { createLeaseStore } from "./jobs/lease.store.ts";
import { paymentJobs } from "./jobs/payment-jobs.ts";
import { salesJobs } from "./jobs/sales-jobs.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import type { Db, Transact } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { createTurns } from "./kit/turns.ts";
import type { DrawStartDeps } from "./line/draw-start.ts";
import { lineEdge } from "./line/line.edge.ts";
import { createListWaits } from "./line/list-waits.ts";
import { createPlaceStore } from "./line/places.store.ts";
import { type TellLineDeps, tellLine } from "./line/tell-line.ts";
import { createOpenBundle } from "./orders/open-bundle.ts";
import { createOrderKeys } from "./orders/order-keys.ts";
import type { OrderRecord } from "./orders/order-record.ts";
import { createViewOrders } from "./orders/order-view.ts";
import { ordersEdge } from "./orders/orders.edge.ts";
import { createOrderStore } from "./orders/orders.store.ts";
import { webhookEdge } from "./payments/webhook.edge.ts";
import { payoutsEdge } from "./payouts/payouts.edge.ts";
import { buildPayouts } from "./payouts.ts";
import type { Prices } from "./prices.ts";
import { createReconcileDeps } from "./reconcile/deps.ts";
import { reconcileJob } from "./reconcile/reconcile-job.ts";
import type { ReconciliationStore } from "./reconcile/reconciliations.store.ts";
import type { RequireRole } from "./shops/require-role.ts";
import type { StockStore } from "./stock/stock.store.ts";

interface SalesParts
  extends Omit<AfterSaleParts, "stock" | "findUser">,
    Pick<CreateDropDeps, "findVariant" | "allocate">,
    Pick<CloseDropDeps, "giveBack">,
    Pick<RestockDeps, "allocateMore">,
    Pick<DrawStartDeps, "bannedIds">,
    Pick<TellLineDeps, "tellTurn">,
    Pick<SettleDeps, "giveCodeBack">,
    Pick<RecordNewDeps, "redeemCode">,
    Pick<AdoptGuestDeps, "adoptCodes">,
    Pick<ViewCartDeps, "findVariants"> {
  quoteWith: Prices["quoteWith"];
  config: Config;
  db: Db;
  redis: Redis;
  hub: Hub;
  limits: Limits;
  clock: Clock;
  log: Logger;
  jobs: Jobs;
  requireRole: RequireRole;
  hasShop(shopId: string): Promise<boolean>;
  beginGuest: BeginGuest;
  keepGuest(customerId: string): Promise<void>;
  forgetGuest(guestId: string): Promise<void>;
  findShow(id: string): Promise<ShowOfSales | null>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  isFollowing(shopId: string, userId: string): Promise<boolean>;
  findShopById(id: string): Promise<{ id: string; name: string } | null>;
  transact: Transact;
  audit: AuditStore;
  findUser(id: string): Promise<{ displayName: string; namedWhenBuying: boolean } | null>;
  sayLine: SayLine;
  stock: StockStore;
  reconciliations: ReconciliationStore;
  findCustomer(token: string): Promise<Customer | null>;
  /** Whether this server hears the others. */
  isHearing(): boolean;
  rehearsing: boolean;
}

/** Wires what sells: drops, holds, checkout, orders, payments and their jobs. A part of domain.ts, which alone calls it. */
export const buildSales = (parts: SalesParts) => {
  const { config, db, redis, hub, clock, log, findUser, sayLine } = parts;
  const drops = createDropStore(db);
  const orders = createOrderStore(db);
  const holds = createHoldStore(redis);
  const carts = createCartStore(db, clock);
  const money = buildPayouts({ config, db, redis, drops, rehearsing: parts.rehearsing });

  const viewOrders = createViewOrders(parts);
  const viewOrder = async (record: OrderRecord) => {
    const [view] = await viewOrders([record]);
    if (!view) throw new Error("one order has one view");
    return view;
  };
  const line = createLineStore(redis);
  const receipts = createReceiptStore(db);
  const places = createPlaceStore(db);
  const isEarly = async (audience: EarlyAudience, shopId: string, userId: string): Promise<boolean> =>
    audience === "followers" ? parts.isFollowing(shopId, userId) : orders.hasBought(shopId, userId);
  const writeLog = createWriteLog({
    line,
    receipts,
    places,
    onWritten: (dropId, entries) =>
      tellLine({ ...parts, drops, holds, line, announcer: () => announcer }, dropId, entries),
  });
  const { findShow } = parts;
  const announcer = createDropAnnouncer({ drops, holds, writeLog, hub, clock, log, findShow, sayLine });
  const tell = createTell({ hub, announcer, viewOrder, sayLine, findUser });
  const recount = createRecount({
    drops,
    orders,
    holds,
    receipts,
    places,
    writeLog,
    log,
    onHoldsLost: (drop, lost) => {
      for (const hold of lost) tell.holdChanged(hold, drop, null);
    },
  });
  const keys = createOrderKeys(config.mediaTokenSecret);
  const fulfil = buildFulfil({
    ...parts,
    ...{ orders, payments: money.payments, keys, viewOrders, orderChanged: tell.orderChanged },
  });
  const found = {
    ...parts,
    ...{ drops, orders, holds, line, receipts, places, writeLog, announcer, recount, isEarly },
    listWaits: createListWaits({ drops, line, recount }),
  };
  /** What is done to drops leaves a row in the audit log. */
  const steering = { ...found, audit: parts.audit.record };
  const attend = createAttend(steering);
  const timers = createDropTimers({ attend, clock, log });
  const inTurn = createTurns();
  const deps = {
    ...found,
    ...{ attend, timers },
    ...money,
    findShop: parts.findShopById,
    viewOrder,
    viewOrders,
    tell,
    carts,
    viewCart: createViewCart({ drops, holds, orders, recount, findVariants: parts.findVariants }),
    cartChanged: tell.cartChanged,
    inTurn,
    quote: parts.quoteWith(createOpenBundle(orders)),
    keys,
    recordNew: createRecordNew({ ...parts, ...{ orders, drops, inTurn } }),
    recordPaid: createRecordPaid({ ...parts, ...{ orders, drops, carts, inTurn }, ...fulfil }),
    noteReturned: fulfil.noteReturned,
    searchOrders: fulfil.searchOrders,
    listHolds: createListHolds(found),
    refunded: tell.orderChanged,
    tooManyDeclined: async (buyerId: string) => (await parts.limits.take("declined", buyerId)) !== null,
  };
  const reconciling = {
    ...createReconcileDeps({ clock, stock: parts.stock, drops, orders, holds }),
    ...{ leases: createLeaseStore(db), reconciliations: parts.reconciliations, log },
  };
  const recall = createRecall({
    // Holds are for accounts: to them a guest is nobody.
    async findViewer(token) {
      const customer = await parts.findCustomer(token);
      return customer?.guest ? null : customer;
    },
    isBanned: parts.isBanned,
    findDrop: (id) => drops.find(id),
    findShow: parts.findShow,
    isHearing: parts.isHearing,
    onNews: hub.onNews,
  });
  const placing = {
    ...deps,
    drops: { find: recall.findDrop },
    findShow: recall.findShow,
    isBanned: recall.isBanned,
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
    ordersOf: orders.ofShow,
    payingIn: orders.payingIn,
    forgetPayouts: money.accounts.forget,
    payoutsOf: async (shopId: string) => (await money.accounts.ofShop(shopId))?.state ?? null,
    handlers: {
      ...{
        ...dropsEdge({ ...deps, ...steering }),
        ...lineEdge(deps),
        ...holdsEdge({ ...deps, placing }),
        ...cartsEdge(deps),
      },
      ...{ ...checkoutEdge(deps), ...ordersEdge(deps), ...payoutsEdge(deps), ...cardsEdge(deps) },
      ...fulfil.handlers,
    },
    adoptGuest: createAdoptGuest(deps),
    webhook: webhookEdge(deps),
    csv: fulfil.csv,
    recallViewer: recall.viewer,
    closeDropsOfShow: (showId: string) => closeDropsOfShow(steering, showId),
    listDrops: createListDrops(deps),
    listHolds: deps.listHolds,
    hasVariantInDrop: drops.hasVariant,
    hasBought: orders.hasBought,
    unitsBought: fulfil.unitsBought,
    cardsOf: createCardsOf(deps),
    forgetCustomer: createForgetCustomer(deps),
    /** Whether units are held for somebody in any drop that has not paid out its last hold. */
    async hasHolds(userId: string): Promise<boolean> {
      const running = await drops.unsettled();
      const held = await Promise.all(
        running.map(({ id }) => recount.counted(id, () => holds.ofUser(id, userId))),
      );
      return held.flat().length > 0;
    },
    findDrop: (id: string) => drops.find(id),
    listWaits: deps.listWaits,
    isHeld: async (dropId: string, holdId: string) => (await holds.find(dropId, holdId))?.status === "active",
    /** Which of those a person is whom a shop's drops may let in first; asked of shows whose drops do. */
    earlyIn: async (
      { shopId, drops: shown }: { shopId: string; drops: readonly Drop[] },
      userId: string,
    ): Promise<EarlyAudience[]> => {
      const asked = earlyAudiences.filter((audience) =>
        shown.some(({ earlyAccess, status }) => earlyAccess?.audience === audience && status !== "closed"),
      );
      const is = await Promise.all(asked.map((audience) => isEarly(audience, shopId, userId)));
      return asked.filter((_, index) => is[index]);
    },
    isDropToCome: createIsToCome(deps),
    /** Drops that still sell, or have not paid out their last hold. */
    unsettledDrops: drops.unsettled,
    start(): void {
      stopJobs = parts.jobs.start([
        ...salesJobs({ ...deps, ...steering }),
        ...paymentJobs(deps),
        ...fulfil.jobs(),
        reconcileJob(reconciling),
      ]);
    },
    async stop(): Promise<void> {
      redis.off("ready", onReady);
      await stopJobs();
      timers.close();
      announcer.close();
    },
  };
};
