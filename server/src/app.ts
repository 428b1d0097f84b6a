import { createServer, type RequestListener } from "node:http";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import type { Config } from "./config.ts";
import { buildDomain } from "./domain.ts";
import { createDrawer } from "./drawn-pages/drawer.ts";
import { createTurnstile } from "./edge/admission.ts";
import { createDrain } from "./edge/drain.ts";
import { openFront } from "./edge/front.ts";
import { createLimits } from "./edge/limits.ts";
import { createMetrics } from "./edge/metrics.ts";
import { openIo } from "./edge/open-io.ts";
import { createRecheck } from "./edge/recheck.ts";
import { sessionCookie } from "./edge/session-cookie.ts";
import { socketsEdge } from "./edge/sockets.ts";
import { watchRevocations } from "./edge/watch-revocations.ts";
import { createHub } from "./hub/hub.ts";
import { createLines } from "./hub/lines.ts";
import { createShowLog } from "./hub/show-log.store.ts";
import { createJobs } from "./jobs/jobs.ts";
import type { Clock } from "./kit/clock.ts";
import type { Logger } from "./kit/logger.ts";
import { type Db, prepareMongo } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { buildWorld } from "./rehearsals/build-world.ts";
import type { Lent, OpenWorld } from "./rehearsals/world.ts";
import { createStores } from "./stores.ts";
import { createFindCustomer } from "./users/find-customer.ts";

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

/**
 * Wires the whole server: its doors (HTTP and sockets), its hub, and the domain behind them. Main and tests build it
 * alike, and nothing else constructs stores, hub or edges.
 */
export const buildServer = async (parts: Parts) => {
  const { config, db, redis, clock, log, lent } = parts;
  const app = express();
  // No answer is kept by anybody, so none needs a tag to be asked for again by; files have their own.
  app.disable("etag");
  let serve: RequestListener = app;
  const http = lent?.http ?? createServer((req, res) => serve(req, res));
  const { io, hubAdapter } = openIo(http, parts);

  const showLog = createShowLog(db);
  const lines = createLines(io, config.socketBufferBytes);
  const hub = createHub({ io, log: showLog, lines, clock });
  const limits = createLimits(redis, config.rateLimitScale);
  const stores = createStores(parts);
  const { users, sessions, members, reconciliations } = stores;
  const findCustomer = lent?.findCustomer ?? createFindCustomer({ users, sessions, clock });
  const livingSessions =
    lent?.livingSessions ?? ((ids: readonly string[]) => sessions.living(ids, clock.now()));
  const needs = {
    mongo: () => db.db?.command({ ping: 1 }) ?? Promise.reject(new Error("not connected")),
    redis: () => redis.ping(),
  };
  const domain = buildDomain({
    ...{ ...parts, stores, http, hub, showLog, limits, findCustomer, livingSessions, needs },
    jobs: createJobs(log, config.roles.has("jobs")),
    isHearing: hubAdapter.isHearing,
  });
  const { handlers, live, sales, reports, studio } = domain;

  /** What rehearsals have of this server when it is theirs. */
  const world = buildWorld({
    ...{ db, app, handlers, commands: live.commands, presence: live.presence },
    ...{ stays: reports.stays, roleOf: members.roleOf, shows: stores.shows },
    ...{ goLive: live.goLive, endShow: live.endShow, stopHosting: live.stopHosting },
    shopOfDrop: async (id) => (await sales.findDrop(id))?.shopId ?? null,
    shopOfProduct: async (id) => (await stores.catalog.find(id))?.shopId ?? null,
  });
  const drawer = createDrawer(resolve(config.clientDir, DRAWING_CODE), log);
  const drain = createDrain();
  serve = openFront(app, { config, log, limits, needs, drain, drawer, stores, domain, findCustomer });

  await prepareMongo(db);
  await hubAdapter.subscribed();
  const recheck = createRecheck(io, {
    ...{ log, livingSessions },
    rolesOf: members.rolesOf,
    bannedFrom: live.bannedFrom,
  });
  const cookie = sessionCookie(config.production);
  socketsEdge(io, {
    handlers: domain.commands,
    ...{ limits, log, clock, findCustomer, lines, recheck },
    readSessionToken: cookie.read,
    ...{ readScreenToken: cookie.readScreen, findScreen: studio.findScreen },
    refuse: lent ? world.refuse : async () => null,
    enterTurn: createTurnstile(config.joinsPerSecond),
    scale: config.rateLimitScale,
  });
  const watch = watchRevocations({ hubAdapter, hub, recheck, log });
  await domain.start();
  // A rehearsal is its own team's, and strangers' pages alone are drawn.
  if (config.roles.has("api") && !lent) drawer.begin();

  return {
    world,
    http,
    metrics: createMetrics({ io, lines, hubAdapter, newestReconciliation: reconciliations.newest }),
    /** Says "not ready" first, then lets jobs and requests under way finish and disconnects sockets. */
    async close(): Promise<void> {
      // They are played on this server.
      await domain.rehearsals.stop();
      // What waits for a provider that does not answer is cut off: it is finished as after a crash.
      const late = sleep(FINISH_WITHIN_MS, undefined, { ref: false });
      await Promise.race([Promise.all([domain.stopJobs(), drain.drained()]), late]);
      // The rehearsals' sockets are on the real server's port, which goes on.
      if (lent) io.disconnectSockets(true);
      else {
        http.closeAllConnections();
        await io.close();
      }
      await reports.stop();
      lines.stop();
      await watch.stop();
      await domain.stop();
      await drawer.stop();
      hubAdapter.close();
    },
  };
};
