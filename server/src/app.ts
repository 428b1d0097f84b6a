import { createServer } from "node:http";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { currencies, describeApi, routes } from "@showdrop/shared";
import express from "express";
import { pinoHttp } from "pino-http";
import { Server } from "socket.io";
import { createAuditStore } from "./audit/audit.store.ts";
import { catalogEdge } from "./catalog/catalog.edge.ts";
import { createCatalogStore } from "./catalog/catalog.store.ts";
import { createImageFiles } from "./catalog/image-files.ts";
import { createImageStore } from "./catalog/images.store.ts";
import { createLineStore } from "./chat/lines.store.ts";
import { createSayLine } from "./chat/say-line.ts";
import type { Config } from "./config.ts";
import { createSocketAdmission, createTurnstile } from "./edge/admission.ts";
import type { Handlers } from "./edge/call.ts";
import { createDrain } from "./edge/drain.ts";
import { healthEdge } from "./edge/health.ts";
import { answerErrors, createApi } from "./edge/http.ts";
import { createLimits } from "./edge/limits.ts";
import { createMetrics } from "./edge/metrics.ts";
import { pagesEdge } from "./edge/pages.ts";
import { createRecheck } from "./edge/recheck.ts";
import { securityHeaders } from "./edge/security.ts";
import { sessionCookie } from "./edge/session-cookie.ts";
import { socketsEdge } from "./edge/sockets.ts";
import { watchRevocations } from "./edge/watch-revocations.ts";
import { buildFollow } from "./follow.ts";
import { createHubAdapter } from "./hub/adapter.ts";
import { createHub, type HubServer } from "./hub/hub.ts";
import { createLines } from "./hub/lines.ts";
import { createShowLog } from "./hub/show-log.store.ts";
import { invitationsEdge } from "./invitations/invitations.edge.ts";
import { createInvitationStore } from "./invitations/invitations.store.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import { createTransact, type Db, prepareMongo } from "./kit/mongo.ts";
import { randomToken } from "./kit/random.ts";
import type { Redis } from "./kit/redis.ts";
import { buildLive } from "./live.ts";
import { createMail } from "./mail/mail.ts";
import { createAct } from "./moderation/act.ts";
import { createBanStore } from "./moderation/bans.store.ts";
import { recordingFilesEdge } from "./recordings/recording-files.ts";
import { buildSales } from "./sales.ts";
import { createMemberStore } from "./shops/members.store.ts";
import { createRequireRole } from "./shops/require-role.ts";
import { shopsEdge } from "./shops/shops.edge.ts";
import { createShopStore } from "./shops/shops.store.ts";
import { createShowStore } from "./shows/shows.store.ts";
import { stockEdge } from "./stock/stock.edge.ts";
import { createStockStore } from "./stock/stock.store.ts";
import { createKeyText } from "./stream-keys/key-text.ts";
import { dropStreamKey } from "./stream-keys/revoke-stream-key.ts";
import { streamKeysEdge } from "./stream-keys/stream-keys.edge.ts";
import { createStreamKeyStore } from "./stream-keys/stream-keys.store.ts";
import { createFindViewer } from "./users/find-viewer.ts";
import { createSessionStore } from "./users/sessions.store.ts";
import { usersEdge } from "./users/users.edge.ts";
import { createUserStore } from "./users/users.store.ts";

/** The API's version, as its description gives it. */
const API_VERSION = "0.1.0";

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
}

/** Wires the whole server; main and tests build it alike, and nothing else constructs stores, hub or edges. */
export const buildServer = async ({ config, db, redis, subscriber, clock, log }: Parts) => {
  const app = express();
  const http = createServer(app);
  const hubAdapter = createHubAdapter(redis, subscriber, log);
  const io: HubServer = new Server(http, {
    transports: ["websocket"],
    maxHttpBufferSize: 16 * 1024,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    serveClient: false,
    adapter: hubAdapter.adapter,
    allowRequest: createSocketAdmission({
      origins: config.origins,
      trustedProxies: config.trustedProxies,
      scale: config.rateLimitScale,
    }),
  });

  const showLog = createShowLog(db);
  const lines = createLines(io, config.socketBufferBytes);
  const hub = createHub({ io, log: showLog, lines, clock });
  const limits = createLimits(redis, config.rateLimitScale);
  const users = createUserStore(db);
  const sessions = createSessionStore(db);
  const findViewer = createFindViewer({ users, sessions, clock });

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

  const systemLines = createLineStore(db);
  const sales = buildSales({
    ...{ config, db, redis, hub, limits, clock, log, requireRole },
    allocate: stock.allocate,
    giveBack: stock.giveBack,
    commitStock: stock.commit,
    findVariant: catalog.findVariant,
    findShow: shows.find,
    isBanned: bans.isBanned,
    shopCards: shops.cards,
    people: users.findMany,
    findUser: users.find,
    sayLine: createSayLine({ lines: systemLines, hub, clock, log }),
  });
  const mail = createMail(config.mail);
  const following = buildFollow({
    ...{ config, db, hub, limits, clock, log, requireRole },
    sendMail: mail.sendMail,
    hasShop: async (shopId) => (await shops.find(shopId)) !== null,
    findShow: shows.find,
    showsOnAir: () => shows.listOnAir(),
    findDrop: sales.findDrop,
    unsettledDrops: sales.unsettledDrops,
    bannedIds: bans.bannedIds,
    findUser: users.find,
    cards: shops.cards,
  });
  const live = buildLive({
    ...{ db, redis, subscriber, hub, showLog, clock, log, shows, bans, requireRole },
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
    listDrops: sales.listDrops,
    listMyHolds: sales.listHolds,
    closeDropsOfShow: sales.closeDropsOfShow,
  });

  const handlers: Handlers = {
    readConfig: async () => {
      const { apiUrl, publishableKey } = config.stripe;
      return {
        ok: true,
        data: {
          payments: apiUrl
            ? { provider: "simulator", publishableKey, apiUrl: apiUrl.origin }
            : { provider: "stripe", publishableKey },
          pushKey: config.push?.publicKey ?? null,
          currencies: [...currencies],
        },
      };
    },
    ...live.handlers,
    ...sales.handlers,
    ...following.handlers,
    ...shopsEdge({
      ...record,
      shops,
      members,
      hub,
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
    }),
    ...stockEdge({ ...record, stock, findVariant: catalog.findVariant }),
    ...usersEdge({
      ...{ users, sessions, limits, clock, hub },
      membershipsOf: members.membershipsOf,
      forgetDevice: following.forgetDevice,
    }),
  };

  const drain = createDrain();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustedProxies);
  app.use(drain.count);
  app.use(
    pinoHttp({
      logger: log,
      genReqId: (req, res) => {
        const given = req.headers["x-request-id"];
        const id = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomToken(12);
        res.setHeader("X-Request-Id", id);
        return id;
      },
      autoLogging: { ignore: (req) => req.url?.startsWith("/health/") ?? false },
    }),
  );
  app.use(
    healthEdge(
      [
        {
          name: "mongo",
          check: () => db.db?.command({ ping: 1 }) ?? Promise.reject(new Error("not connected")),
        },
        { name: "redis", check: () => redis.ping() },
      ],
      drain.isClosing,
    ),
  );
  // Before any JSON parser: a webhook's signature is over the bytes as they came.
  app.use(sales.webhook);
  // No cookie is read there and every page may call: the guard against other sites' pages is not for it.
  app.use(live.whip);
  app.use(securityHeaders(config, live.mediaUrls));
  app.get("/api/openapi.json", (_req, res) => {
    res.json(describeApi(routes, API_VERSION));
  });
  app.use(createApi(handlers, { config, log, limits, findViewer }));
  app.use(recordingFilesEdge(resolve(config.recordingsDir)));
  app.use(pagesEdge(resolve(config.clientDir), resolve(config.uploadDir)));
  app.use(answerErrors(log));

  await prepareMongo(db);
  await hubAdapter.subscribed();
  const recheck = createRecheck(io, {
    log,
    livingSessions: (ids) => sessions.living(ids, clock.now()),
    rolesOf: members.rolesOf,
    bannedFrom: live.bannedFrom,
  });
  socketsEdge(io, {
    handlers: live.commands,
    ...{ limits, log, findViewer, lines, recheck },
    readSessionToken: sessionCookie(config.production).read,
    enterTurn: createTurnstile(config.joinsPerSecond),
    scale: config.rateLimitScale,
  });
  const watch = watchRevocations({ hubAdapter, hub, recheck, log });
  await live.start();
  sales.start();
  following.start();

  return {
    http,
    metrics: createMetrics({ io, lines, hubAdapter }),
    /** Says "not ready" first, then lets jobs and requests under way finish and disconnects sockets. */
    async close(): Promise<void> {
      // What waits for a provider that does not answer is cut off: it is finished as after a crash.
      const late = sleep(FINISH_WITHIN_MS, undefined, { ref: false });
      await Promise.race([Promise.all([sales.stop(), following.stop(), drain.drained()]), late]);
      http.closeAllConnections();
      await io.close();
      lines.stop();
      await watch.stop();
      await live.stop();
      mail.close();
      hubAdapter.close();
    },
  };
};
