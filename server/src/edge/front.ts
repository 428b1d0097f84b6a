import type { RequestListener } from "node:http";
import { resolve } from "node:path";
import { describeApi, REHEARSAL_PATH, routes } from "@showdrop/shared";
import type { Express } from "express";
import { sizedPictures } from "../catalog/sized-pictures.ts";
import type { Config } from "../config.ts";
import type { Domain } from "../domain.ts";
import type { Drawer } from "../drawn-pages/drawer.ts";
import { createDrawnPages } from "../drawn-pages/drawn-pages.ts";
import { createFirstAnswers } from "../drawn-pages/first-answers.ts";
import type { Logger } from "../kit/logger.ts";
import { recordingFilesEdge } from "../recordings/recording-files.ts";
import type { Stores } from "../stores.ts";
import type { Customer } from "./call.ts";
import type { Drain } from "./drain.ts";
import { healthEdge, type Needs } from "./health.ts";
import { answerErrors, createApi } from "./http.ts";
import { createLeanHold } from "./lean.ts";
import type { Limits } from "./limits.ts";
import { pagesEdge } from "./pages.ts";
import { requestLog } from "./request-log.ts";
import { securityHeaders } from "./security.ts";
import { sessionCookie } from "./session-cookie.ts";

/** The API's version, as its description gives it. */
const API_VERSION = "0.1.0";

interface FrontParts {
  config: Config;
  log: Logger;
  limits: Limits;
  needs: Needs;
  drain: Drain;
  drawer: Drawer;
  stores: Stores;
  domain: Domain;
  findCustomer(token: string): Promise<Customer | null>;
}

/** Calls, files and pages, each behind what stands before it. */
const openApi = (app: Express, { config, log, limits, drawer, stores, domain, findCustomer }: FrontParts) => {
  const { handlers, live, sales, discover, reports, rehearsals, storefront, studio } = domain;
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
  app.use(sizedPictures(stores.imageFiles));
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
};

/**
 * Lets `app` answer whatever comes by HTTP, as far as it is this server's work.
 * @returns what serves requests: the lean road of holds first, then `app`
 */
export const openFront = (app: Express, parts: FrontParts): RequestListener => {
  const { config, log, limits, needs, drain, domain } = parts;
  const isApi = config.roles.has("api");
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustedProxies);
  app.use(drain.count);
  app.use(requestLog(log));
  app.use(healthEdge(needs, drain.isClosing));
  if (isApi) openApi(app, parts);
  app.use(answerErrors(log));
  if (!isApi) return app;
  const takeHold = createLeanHold({
    ...{ config, log, limits, count: drain.count },
    viewers: domain.sales.recallViewer,
    placeHold: domain.sales.handlers.placeHold,
  });
  return (req, res) => takeHold(req, res) || app(req, res);
};
