import type { Server as HttpServer } from "node:http";
import { resolve } from "node:path";
import { currencies } from "@showdrop/shared";
import { buildAccounts } from "./accounts.ts";
import type { Parts } from "./app.ts";
import { catalogEdge } from "./catalog/catalog.edge.ts";
import { createSayLine } from "./chat/say-line.ts";
import { buildDiscover } from "./discover.ts";
import type { Customer, Handlers } from "./edge/call.ts";
import { answering, type Needs } from "./edge/health.ts";
import type { Limits } from "./edge/limits.ts";
import { createEmbedHeaders } from "./edge/security.ts";
import { sessionCookie } from "./edge/session-cookie.ts";
import { createViewerOf } from "./edge/viewer-of.ts";
import { createErrandStore } from "./errands/errands.store.ts";
import { buildFollow } from "./follow.ts";
import type { Hub } from "./hub/hub.ts";
import type { ShowLog } from "./hub/show-log.store.ts";
import { invitationsEdge } from "./invitations/invitations.edge.ts";
import { createInvitationStore } from "./invitations/invitations.store.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { createLeaseStore } from "./jobs/lease.store.ts";
import { createTransact } from "./kit/mongo.ts";
import { buildLive } from "./live.ts";
import { createMail } from "./mail/mail.ts";
import { createAct } from "./moderation/act.ts";
import { operationsEdge } from "./operations/operations.edge.ts";
import { buildPersonalData } from "./personal.ts";
import { buildPrices } from "./prices.ts";
import { buildRehearsals } from "./rehearsals.ts";
import { buildReports } from "./reports.ts";
import { buildSales } from "./sales.ts";
import { createRequireRole } from "./shops/require-role.ts";
import { shopsEdge } from "./shops/shops.edge.ts";
import { stockEdge } from "./stock/stock.edge.ts";
import { buildStorefront } from "./storefront.ts";
import type { Stores } from "./stores.ts";
import { createKeyText } from "./stream-keys/key-text.ts";
import { dropStreamKey } from "./stream-keys/revoke-stream-key.ts";
import { streamKeysEdge } from "./stream-keys/stream-keys.edge.ts";
import { buildStudio } from "./studio.ts";
import { createBeginGuest, createKeepGuest } from "./users/begin-guest.ts";

export interface DomainParts extends Parts {
  stores: Stores;
  http: HttpServer;
  hub: Hub;
  showLog: ShowLog;
  limits: Limits;
  jobs: Jobs;
  findCustomer(token: string): Promise<Customer | null>;
  livingSessions(ids: readonly string[]): Promise<Set<string>>;
  /** Whether this server hears the others. */
  isHearing(): boolean;
  /** What this server cannot do without, each with how to ask whether it is there. */
  needs: Needs<"mongo" | "redis">;
}

export type Domain = ReturnType<typeof buildDomain>;

/** Wires what the platform does: every use case with what it needs of the others, whichever door it is called through. */
export const buildDomain = (parts: DomainParts) => {
  const { config, db, redis, subscriber, clock, log, openWorld, lent, stores, http } = parts;
  const { hub, showLog, limits, jobs, findCustomer, livingSessions, isHearing, needs } = parts;
  const { users, sessions, audit, shops, members, stock, catalog, images, imageFiles } = stores;
  const { shows, bans, streamKeys, reconciliations, systemLines } = stores;
  const transact = createTransact(db);
  const requireRole = createRequireRole({ shops, members });
  const productsOf = (shopId: string) => catalog.ofShop(shopId, { archived: "without" });
  const findUserByEmail = async (email: string) => (await users.findByEmail(email))?.user ?? null;
  const record = { transact, audit, clock, requireRole, findUsers: users.findMany, findUserByEmail };
  const act = createAct({ hub, transact, people: users.people, append: audit.append });
  const keyText = createKeyText(config.mediaTokenSecret);
  const mail = createMail(config.mail);
  const prices = buildPrices({ ...record, db, hub, limits, findShow: shows.find });
  const sales = buildSales({
    quoteWith: prices.quoteWith,
    redeemCode: prices.redeemCode,
    giveCodeBack: prices.giveCodeBack,
    adoptCodes: prices.adoptCodes,
    ...{ config, db, redis, hub, limits, clock, log, jobs, requireRole },
    ...{ transact, audit, sendMail: mail.sendMail, idsNamed: users.idsNamed, findCustomer },
    allocate: stock.allocate,
    allocateMore: stock.allocateMore,
    giveBack: stock.giveBack,
    stock,
    findVariant: catalog.findVariant,
    findVariants: catalog.findVariants,
    hasShop: async (shopId) => (await shops.find(shopId)) !== null,
    beginGuest: createBeginGuest({ users, sessions, clock }),
    keepGuest: createKeepGuest({ users, sessions, clock }),
    forgetGuest: users.forgetGuest,
    findShow: shows.find,
    isBanned: bans.isBanned,
    bannedIds: bans.bannedIds,
    tellTurn: (turn) => following.tellTurn(turn),
    isFollowing: async (shopId, userId) => (await following.followedSince(shopId, userId)) !== null,
    shopCards: shops.cards,
    people: users.findMany,
    findUser: users.find,
    findShopById: shops.find,
    sayLine: createSayLine({ lines: systemLines, hub, clock, log }),
    ...{ isHearing, reconciliations },
    rehearsing: lent !== undefined,
  });
  const following = buildFollow({
    ...{ config, db, hub, limits, clock, log, jobs, requireRole },
    sendMail: mail.sendMail,
    hasShop: async (shopId) => (await shops.find(shopId)) !== null,
    findShow: shows.find,
    showsOnAir: () => shows.listOnAir(),
    findDrop: sales.findDrop,
    isDropToCome: sales.isDropToCome,
    isHeld: sales.isHeld,
    unsettledDrops: sales.unsettledDrops,
    bannedIds: bans.bannedIds,
    findUser: users.find,
    cards: shops.cards,
  });
  const accounts = buildAccounts({
    ...{ config, db, users, sessions, limits, clock, hub, imageFiles, log },
    ...{ sendMail: mail.sendMail, audit: audit.record, membershipsOf: members.membershipsOf },
    adoptGuest: sales.adoptGuest,
    forgetDevice: following.forgetDevice,
    beginPreferences: following.beginPreferences,
    localeOf: following.localeOf,
    setLocale: following.setLocale,
  });
  const live = buildLive({
    ...{ db, redis, subscriber, hub, showLog, clock, log, jobs, shows, bans, requireRole },
    roles: config.roles,
    mediaTokenSecret: config.mediaTokenSecret,
    ...{ limits, streamKeys, keyText },
    hostGraceMs: config.hostGraceMs,
    turn: config.turn,
    recordingsDir: resolve(config.recordingsDir),
    keepRecordingsMs: config.keepRecordingsMs,
    transact,
    audit: audit.record,
    ...{ act, listLog: audit.ofShop, latest: audit.latest },
    rehearsed: (showId) => rehearsals.stageOf(showId),
    hasShop: async (shopId) => (await shops.find(shopId)) !== null,
    teamSize: async (shopId) => (await members.ofShop(shopId)).length,
    findAccount: users.find,
    countOrders: sales.countOrders,
    roleOf: members.roleOf,
    teamOf: members.ofShop,
    people: users.people,
    cards: shops.cards,
    findProducts: catalog.findProducts,
    findImages: images.findOfShop,
    takeTurn: (userId) => limits.take("chat", userId),
    takeReport: (userId) => limits.take("report", userId),
    accountSince: async (userId) => (await users.find(userId))?.createdAt ?? null,
    takeHearts: (userId) => limits.take("hearts", userId),
    ...{ lines: systemLines, imageFiles, idsNamed: users.idsNamed, hasBought: sales.hasBought },
    followedSince: following.followedSince,
    async teamPeople(shopId) {
      const team = await members.ofShop(shopId);
      const people = await users.people(team.map(({ userId }) => userId));
      return team.flatMap(({ userId }) => people.get(userId) ?? []);
    },
    readCoupon: prices.readCoupon,
    listDrops: sales.listDrops,
    listMyHolds: sales.listHolds,
    listMyWaits: sales.listWaits,
    earlyIn: sales.earlyIn,
    closeDropsOfShow: sales.closeDropsOfShow,
  });

  const reports = buildReports({
    ...{ db, redis, hub, showLog, clock, log, shows, requireRole, roles: config.roles },
    hostsOf: live.hostsOf,
    limits,
    viewerOf: createViewerOf({ production: config.production, findCustomer }),
    shopOfProduct: async (id) => (await catalog.find(id))?.shopId ?? null,
  });

  const storefront = buildStorefront({
    ...{ db, limits, clock, transact, audit, requireRole, shops, catalog, images, imageFiles },
    ...{ people: users.people, findUser: users.find, roleOf: members.roleOf },
    ...{ unitsBought: sales.unitsBought, findShows: shows.findMany },
    ...{ listShows: live.listShows, readShow: live.readShow },
    clientDir: resolve(config.clientDir),
    embedHeaders: createEmbedHeaders(config, live.mediaUrls),
  });

  const personal = buildPersonalData({
    ...{ config, db, jobs, users, limits, clock, log, sessions, hub, imageFiles },
    ...{ audit: audit.record, membershipsOf: members.membershipsOf },
    ...{ hasSecondFactor: accounts.hasSecondFactor, tellOwner: accounts.tellOwner },
    ...{ forgetDevice: following.forgetDevice, preferencesOf: following.preferencesOf },
    ...{ cardsOf: sales.cardsOf, forgetCustomer: sales.forgetCustomer, hasHolds: sales.hasHolds },
    ...{ reviewsOf: storefront.reviewsOf, eraseReviewsOf: storefront.eraseReviewsOf },
    forgetWatched: (userId) => reports.forget(userId),
  });

  const discover = buildDiscover({
    ...{ config, db, limits, clock, jobs, shows, shops, catalog, requireRole, transact },
    audit: audit.record,
    views: live.views,
    cards: shops.cards,
    findProducts: catalog.findProducts,
    findImages: images.findOfShop,
    followsOf: following.followsOf,
    isBanned: bans.isBanned,
  });

  const studio = buildStudio({
    ...{ ...record, db, redis, hub, limits, shows, audit: audit.record },
    ...{ views: live.views, presence: live.presence, questions: live.questions, messages: live.messages },
    ...{ roleOf: members.roleOf, people: users.people, isBanned: bans.isBanned },
    findProducts: catalog.findProducts,
    ...{ listDrops: sales.listDrops, ordersOf: sales.ordersOf, payingIn: sales.payingIn },
    countConversion: reports.countConversion,
  });

  const rehearsals = buildRehearsals({
    ...{ db, shows, clock, log, requireRole, jobs, findCustomer, openWorld: openWorld ?? null },
    ...{ turn: config.turn !== null, lent: { http, findCustomer, livingSessions } },
    readSessionToken: sessionCookie(config.production).read,
    ...{ listDrops: sales.listDrops, findProducts: catalog.findProducts },
    ...{ payoutsOf: sales.payoutsOf, shippingOf: prices.shippingOf },
  });
  /** Somebody, or a program, may not host in a shop any more: what they send ends, in its shows and in their rehearsals. */
  const stopHosting = async (shopId: string, userId: string): Promise<void> => {
    await live.stopHosting(shopId, userId);
    await rehearsals.stopHosting(shopId, userId);
  };
  const handlers: Handlers = {
    readConfig: async () => {
      const { apiUrl, publishableKey } = config.stripe;
      return {
        ok: true,
        data: {
          payments: lent
            ? { provider: "rehearsal" }
            : apiUrl
              ? { provider: "simulator", publishableKey, apiUrl: apiUrl.origin }
              : { provider: "stripe", publishableKey },
          pushKey: config.push?.publicKey ?? null,
          currencies: [...currencies],
        },
      };
    },
    ...live.handlers,
    ...studio.handlers,
    ...rehearsals.handlers,
    ...sales.handlers,
    ...prices.handlers,
    ...following.handlers,
    ...discover.handlers,
    ...storefront.handlers,
    ...reports.handlers,
    ...shopsEdge({
      ...record,
      ...{ shops, members, hub, users, limits },
      ...{ tellOwner: accounts.tellOwner, forgetPayouts: sales.forgetPayouts },
      findImages: images.findOfShop,
      productsOf,
      showsOf: live.showsOf,
      dropStreamKey: async (who, session) =>
        (await dropStreamKey({ streamKeys, audit }, who, session))?.id ?? null,
      stopHosting,
    }),
    ...invitationsEdge({
      ...{ ...record, act, hub, limits, log },
      ...{ sendMail: mail.sendMail, publicUrl: config.publicUrl },
      invitations: createInvitationStore(db),
      ...{ roleOf: members.roleOf, addMember: members.add },
      ...{ people: users.people, cards: shops.cards },
      isBannedIn: async (shopId, userId, session) => (await bans.find(shopId, userId, session)) !== null,
    }),
    ...streamKeysEdge({
      ...{ ...record, streamKeys, keyText, limits },
      publicUrl: config.publicUrl,
      stopHosting,
    }),
    ...catalogEdge({
      ...record,
      catalog,
      images,
      imageFiles,
      stock,
      limits,
      isVariantInDrop: sales.hasVariantInDrop,
      shopCards: shops.cards,
      showsOf: live.showsOf,
      showingsOf: live.showingsOf,
      shippingOf: prices.shippingOf,
    }),
    ...stockEdge({ ...record, stock, findVariant: catalog.findVariant }),
    ...operationsEdge({
      ...{ ...record, db, users, sessions, hub, audit: audit.record, searchAudit: audit.search },
      ...{ people: users.people, cards: shops.cards, membershipsOf: members.membershipsOf },
      ...{ errands: createErrandStore(db), leases: createLeaseStore(db).held, jobs: jobs.reports },
      newestReconciliation: reconciliations.newest,
      health: async () => ({ ...(await answering(needs)), otherServers: isHearing() }),
      listOnAir: () => shows.listOnAir(),
      ...{ registry: live.registry, countViewers: live.countViewers },
      ...{ endShow: live.endShowForOperator, cutFromMedia: live.cutFromMedia },
      hasSecondFactor: accounts.hasSecondFactor,
      forgetDevice: following.forgetDevice,
    }),
    ...accounts.handlers,
    ...personal.handlers,
  };

  return {
    handlers,
    ...{ live, sales, discover, reports, rehearsals, storefront, studio },
    commands: { ...live.commands, ...reports.commands },
    async start(): Promise<void> {
      await live.start();
      sales.start();
      following.start();
      personal.start();
      discover.start();
      reports.start();
      rehearsals.start();
    },
    /** Lets what jobs have under way finish. */
    async stopJobs(): Promise<void> {
      await Promise.all([sales.stop(), following.stop(), personal.stop(), discover.stop()]);
    },
    /** Ends what listens to media, after the sockets are gone. */
    async stop(): Promise<void> {
      await live.stop();
      mail.close();
    },
  };
};
