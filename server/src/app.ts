import { createServer } from "node:http";
import { resolve } from "node:path";
import { describeApi, routes } from "@showdrop/shared";
import { createShardedAdapter } from "@socket.io/redis-adapter";
import express from "express";
import { pinoHttp } from "pino-http";
import { Server } from "socket.io";
import type { Config } from "./config.ts";
import type { Handlers } from "./edge/call.ts";
import { healthEdge } from "./edge/health.ts";
import { createApi } from "./edge/http.ts";
import { createLimits } from "./edge/limits.ts";
import { isOwnOrigin } from "./edge/origin.ts";
import { pagesEdge } from "./edge/pages.ts";
import { securityHeaders } from "./edge/security.ts";
import { createHub, type HubServer } from "./hub/hub.ts";
import { createShowLog } from "./hub/show-log.store.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import { type Db, prepareMongo } from "./kit/mongo.ts";
import { randomToken } from "./kit/random.ts";
import type { Redis } from "./kit/redis.ts";
import { createFindViewer } from "./users/find-viewer.ts";
import { createSessionStore } from "./users/sessions.store.ts";
import { usersEdge } from "./users/users.edge.ts";
import { createUserStore } from "./users/users.store.ts";

/** The API's version, as its description gives it. */
const API_VERSION = "0.1.0";

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
  const io: HubServer = new Server(http, {
    transports: ["websocket"],
    maxHttpBufferSize: 16 * 1024,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    serveClient: false,
    adapter: createShardedAdapter(redis, subscriber),
    allowRequest: (req, done) => done(null, isOwnOrigin(req.headers, config.origins)),
  });

  const hub = createHub(io, createShowLog(db), clock);
  const limits = createLimits(redis, config.rateLimitScale);
  const users = createUserStore(db);
  const sessions = createSessionStore(db);
  const findViewer = createFindViewer({ users, sessions, clock });

  const handlers: Partial<Handlers> = {
    readConfig: async () => {
      const { apiUrl, publishableKey } = config.stripe;
      return {
        ok: true,
        data: {
          payments: apiUrl
            ? { provider: "simulator", publishableKey, apiUrl: apiUrl.origin }
            : { provider: "stripe", publishableKey },
          currencies: ["KRW", "USD", "EUR", "JPY"],
        },
      };
    },
    ...usersEdge({ users, sessions, limits, clock, hub, membershipsOf: async () => [] }),
  };

  let closing = false;
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustedProxies);
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
      () => closing,
    ),
  );
  app.use(securityHeaders(config, () => []));
  app.get("/api/openapi.json", (_req, res) => {
    res.json(describeApi(routes, API_VERSION));
  });
  app.use(createApi(handlers, { config, log, limits, findViewer }));
  app.use(pagesEdge(resolve(config.clientDir), resolve(config.uploadDir)));

  await prepareMongo(db);

  return {
    http,
    /** Says "not ready" first, then lets open requests finish and disconnects sockets. */
    async close(): Promise<void> {
      closing = true;
      // Closes the HTTP server underneath too, which waits for the requests under way.
      await io.close();
    },
  };
};
