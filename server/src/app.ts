import { createServer, type RequestListener } from "node:http";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { currencies, describeApi, REHEARSAL_PATH, routes } from "@showdrop/shared";
import express from "express";
import { Server } from "socket.io";
import { buildAccounts } from "./accounts.ts";
import { createAuditStore } from "./audit/audit.store.ts";
import { catalogEdge } from "./catalog/catalog.edge.ts";
import { createCatalogStore } from "./catalog/catalog.store.ts";
import { createImageFiles } from "./catalog/image-files.ts";
import { createImageStore } from "./catalog/images.store.ts";
import { sizedPictures } from "./catalog/sized-pictures.ts";
import { createLineStore } from "./chat/lines.store.ts";
import { createSayLine } from "./chat/say-line.ts";
import type { Config } from "./config.ts";
import { buildDiscover } from "./discover.ts";
import { createDrawer } from "./drawn-pages/drawer.ts";
import { createDrawnPages } from "./drawn-pages/drawn-pages.ts";
import { createFirstAnswers } from "./drawn-pages/first-answers.ts";
import { createSocketAdmission, createTurnstile } from "./edge/admission.ts";
import type { Handlers } from "./edge/call.ts";
import { createDrain } from "./edge/drain.ts";
import { answering, healthEdge } from "./edge/health.ts";
import { answerErrors, createApi } from "./edge/http.ts";
import { createLeanHold } from "./edge/lean.ts";
import { createLimits } from "./edge/limits.ts";
import { createMetrics } from "./edge/metrics.ts";
import { pagesEdge } from "./edge/pages.ts";
import { createRecheck } from "./edge/recheck.ts";
import { requestLog } from "./edge/request-log.ts";
import { createEmbedHeaders, securityHeaders } from "./edge/security.ts";
import { sessionCookie } from "./edge/session-cookie.ts";
import { socketsEdge } from "./edge/sockets.ts";
import { createViewerOf } from "./edge/viewer-of.ts";
import { watchRevocations } from "./edge/watch-revocations.ts";
import { createErrandStore } from "./errands/errands.store.ts";
import { buildFollow } from "./follow.ts";
import { createHubAdapter } from "./hub/adapter.ts";
import { createHub, type HubServer } from "./hub/hub.ts";
import { createLines } from "./hub/lines.ts";
import { createShowLog } from "./hub/show-log.store.ts";
import { invitationsEdge } from "./invitations/invitations.edge.ts";
import { createInvitationStore } from "./invitations/invitations.store.ts";
import { createJobs } from "./jobs/jobs.ts";
import { createLeaseStore } from "./jobs/lease.store.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import { createTransact, type Db, prepareMongo } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { buildLive } from "./live.ts";
import { createMail } from "./mail/mail.ts";
import { createAct } from "./moderation/act.ts";
import { createBanStore } from "./moderation/bans.store.ts";
import { operationsEdge } from "./operations/operations.edge.ts";
import { buildPersonalData } from "./personal.ts";
import { buildPrices } from "./prices.ts";
import { createReconciliationStore } from "./reconcile/reconciliations.store.ts";
import { recordingFilesEdge } from "./recordings/recording-files.ts";
import { buildWorld } from "./rehearsals/build-world.ts";
import type { Lent, OpenWorld } from "./rehearsals/world.ts";
import { buildRehearsals } from "./rehearsals.ts";
import { buildReports } from "./reports.ts";
import { buildSales } from "./sales.ts";
import { createMemberStore } from "./shops/members.store.ts";
import { createRequireRole } from "./shops/require-role.ts";
import { shopsEdge } from "./shops/shops.edge.ts";
import { createShopStore } from "./shops/shops.store.ts";
import { createShowStore } from "./shows/shows.store.ts";
import { stockEdge } from "./stock/stock.edge.ts";
import { createStockStore } from "./stock/stock.store.ts";
import { buildStorefront } from "./storefront.ts";
import { createKeyText } from "./stream-keys/key-text.ts";
import { dropStreamKey } from "./stream-keys/revoke-stream-key.ts";
import { streamKeysEdge } from "./stream-keys/stream-keys.edge.ts";
import { createStreamKeyStore } from "./stream-keys/stream-keys.store.ts";
import { buildStudio } from "./studio.ts";
import { createBeginGuest, createKeepGuest } from "./users/begin-guest.ts";
import { createFindCustomer } from "./users/find-customer.ts";
import { createSessionStore } from "./users/sessions.store.ts";
import { createUserStore } from "./users/users.store.ts";

/** The API's version, as its description gives it. */
const API_VERSION = "0.1.0";

/** The client's code for drawing pages, from where its built files are: no browser needs it, so it is not among them. */
const DRAWING_CODE = "../dist-draw/draw.js";

/** Milliseconds that requests and jobs under way have to finish; the rest of a stop takes less than one second. */
const FINISH_WITHIN_MS = 5_000;

export interface Parts {
  config: Config;
  db: Db;
  redis: Redis;
  /** A connection of its own for subscriptions. */
  subscriber: Redis;
  clock: Clock;
  log: Logger;
  /** Opens the server where rehearsals are played. */
  openWorld?: OpenWorld;
  /** This server is that one: what the real one lends it. */
  lent?: Lent;
}

/** Wires the whole server; main and tests build it alike, and nothing else constructs stores, hub or edges. */
export const buildServer = async ({ config, db, redis, subscriber, clock, log, openWorld, lent }: Parts) => {
  const app = express();
  let serve: RequestListener = app;
  const http = lent?.http ?? createServer((req, res) => serve(req, res));
  const hubAdapter = createHubAdapter(redis, subscriber, log, lent && "rehearsal");
  const io: HubServer = new Server(http, {
    transports: ["websocket"],
    maxHttpBufferSize: 16 * 1024,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    serveClient: false,
    // The rehearsals' hub is on the real one's port: what comes for neither is ended by the real one.
    ...{ path: `${lent ? REHEARSAL_PATH : ""}/socket.io`, destroyUpgrade: lent === undefined },
    adapter: hubAdapter.adapter,
    allowRequest: config.roles.has("hub")
      ? createSocketAdmission({
          origins: config.origins,
          trustedProxies: config.trustedProxies,
          scale: config.rateLimitScale,
        })
      : (_req, done) => done("sockets are for other servers", false),
  });

  const showLog = createShowLog(db);
  const lines = createLines(io, config.socketBufferBytes);
  const hub = createHub({ io, log: showLog, lines, clock });
  const jobs = createJobs(log, config.roles.has("jobs"));
  const limits = createLimits(redis, config.rateLimitScale);
  const users = createUserStore(db);
  const sessions = createSessionStore(db);
  const findCustomer = lent?.findCustomer ?? createFindCustomer({ users, sessions, clock });

  const transact = createTransact(db);
  const audit = createAuditStore(db, clock);
  const shops = createShopStore(db);
  const members = createMemberStore(db);
  const requireRole = createRequireRole({ shops, members });
  const stock = createStockStore(db, clock);
  const catalog = createCatalogStore(db, stock);
  const images = createImageStore(db);
  const imageFiles = createImageFiles(resolve(config.uploadDir));
  const productsOf = (shopId: string) => catalog.ofShop(shopId, { archived: "without" });
  const findUserByEmail = async (email: string) => (await users.findByEmail(email))?.user ?? null;
  const record = { transact, audit, clock, requireRole, findUsers: users.findMany, findUserByEmail };
  const act = createAct({ hub, transact, people: users.people, append: audit.append });

  const shows = createShowStore(db);
  const bans = createBanStore(db);
  const streamKeys = createStreamKeyStore(db);
  const keyText = createKeyText(config.mediaTokenSecret);

  const reconciliations = createReconciliationStore(db);
  const mail = createMail(config.mail);
  const systemLines = createLineStore(db);
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
    ...{ transact, audit },
    sayLine: createSayLine({ lines: systemLines, hub, clock, log }),
    ...{ findCustomer, isHearing: hubAdapter.isHearing, reconciliations },
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

  const livingSessions = (ids: readonly string[]) => sessions.living(ids, clock.now());
  const rehearsals = buildRehearsals({
    ...{ db, shows, clock, log, requireRole, jobs, findCustomer, openWorld: openWorld ?? null },
    ...{ turn: config.turn !== null, lent: { http, findCustomer, livingSessions } },
    readSessionToken: sessionCookie(config.production).read,
    ...{ listDrops: sales.listDrops, findProducts: catalog.findProducts },
    ...{ payoutsOf: sales.payoutsOf, shippingOf: prices.shippingOf },
  });
  const needs = {
    mongo: () => db.db?.command({ ping: 1 }) ?? Promise.reject(new Error("not connected")),
    redis: () => redis.ping(),
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
      stopHosting: live.stopHosting,
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
      stopHosting: live.stopHosting,
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
      health: async () => ({ ...(await answering(needs)), otherServers: hubAdapter.isHearing() }),
      listOnAir: () => shows.listOnAir(),
      ...{ registry: live.registry, countViewers: live.countViewers },
      ...{ endShow: live.endShowForOperator, cutFromMedia: live.cutFromMedia },
      hasSecondFactor: accounts.hasSecondFactor,
      forgetDevice: following.forgetDevice,
    }),
    ...accounts.handlers,
    ...personal.handlers,
  };

  /** What rehearsals have of this server when it is theirs. */
  const world = buildWorld({
    ...{ db, app, handlers, commands: live.commands, presence: live.presence },
    ...{ stays: reports.stays, roleOf: members.roleOf, shows, endShow: live.endShow },
    shopOfDrop: async (id) => (await sales.findDrop(id))?.shopId ?? null,
    shopOfProduct: async (id) => (await catalog.find(id))?.shopId ?? null,
  });
  const drawer = createDrawer(resolve(config.clientDir, DRAWING_CODE), log);
  const drain = createDrain();
  if (config.roles.has("api")) {
    const takeHold = createLeanHold({
      ...{ config, log, limits, count: drain.count },
      viewers: sales.recallViewer,
      placeHold: sales.handlers.placeHold,
    });
    serve = (req, res) => takeHold(req, res) || app(req, res);
  }
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustedProxies);
  app.use(drain.count);
  app.use(requestLog(log));
  app.use(healthEdge(needs, drain.isClosing));
  if (config.roles.has("api")) {
    app.use(REHEARSAL_PATH, rehearsals.front);
    // Before any JSON parser: a webhook's signature is over the bytes as they came.
    app.use(sales.webhook);
    // No cookie is read there and every page may call: the guard against other sites' pages is not for it.
    app.use(live.whip);
    app.use(securityHeaders(config, live.mediaUrls));
    app.get("/api/openapi.json", (_req, res) => {
      res.json(describeApi(routes, API_VERSION));
    });
    // Files and no JSON, so they stand beside the calls.
    app.use(sales.csv);
    app.use(discover.calendar);
    app.use(reports.csv);
    app.use(createApi(handlers, { config, log, limits, findCustomer, findScreen: studio.findScreen }));
    app.use(live.captionFiles);
    app.use(recordingFilesEdge(resolve(config.recordingsDir)));
    app.use(sizedPictures(imageFiles));
    app.use(storefront.pages);
    app.use(
      pagesEdge({
        ...{ publicUrl: config.publicUrl, log },
        ...{ clientDir: resolve(config.clientDir), uploadDir: resolve(config.uploadDir) },
        ...{ findPreview: discover.findPreview, listSite: discover.listSite },
        drawPage: createDrawnPages({ firstAnswers: createFirstAnswers({ handlers, log }), drawer }),
        readSessionToken: sessionCookie(config.production).read,
      }),
    );
  }
  app.use(answerErrors(log));

  await prepareMongo(db);
  await hubAdapter.subscribed();
  const recheck = createRecheck(io, {
    log,
    livingSessions: lent?.livingSessions ?? livingSessions,
    rolesOf: members.rolesOf,
    bannedFrom: live.bannedFrom,
  });
  socketsEdge(io, {
    handlers: { ...live.commands, ...reports.commands },
    ...{ limits, log, clock, findCustomer, lines, recheck },
    readSessionToken: sessionCookie(config.production).read,
    ...{ readScreenToken: sessionCookie(config.production).readScreen, findScreen: studio.findScreen },
    refuse: lent ? world.refuse : async () => null,
    enterTurn: createTurnstile(config.joinsPerSecond),
    scale: config.rateLimitScale,
  });
  const watch = watchRevocations({ hubAdapter, hub, recheck, log });
  await live.start();
  sales.start();
  following.start();
  personal.start();
  discover.start();
  reports.start();
  rehearsals.start();

  return {
    world,
    http,
    metrics: createMetrics({ io, lines, hubAdapter, newestReconciliation: reconciliations.newest }),
    /** Says "not ready" first, then lets jobs and requests under way finish and disconnects sockets. */
    async close(): Promise<void> {
      await rehearsals.stop();
      // What waits for a provider that does not answer is cut off: it is finished as after a crash.
      const late = sleep(FINISH_WITHIN_MS, undefined, { ref: false });
      await Promise.race([
        Promise.all([sales.stop(), following.stop(), personal.stop(), discover.stop(), drain.drained()]),
        late,
      ]);
      // The rehearsals' sockets are on the real server's port, which goes on.
      if (lent) io.disconnectSockets(true);
      else {
        http.closeAllConnections();
        await io.close();
      }
      await reports.stop();
      lines.stop();
      await watch.stop();
      await live.stop();
      await drawer.stop();
      mail.close();
      hubAdapter.close();
    },
  };
};
