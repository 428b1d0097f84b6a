import { setTimeout as wait } from "node:timers/promises";
import { type Request, type Response, Router, text } from "express";
import type { Call } from "./call.ts";
import { type ApiError, invalid, noSuchAccount, unknownRoute } from "./errors.ts";
import { API_VERSION } from "./events.ts";
import { type Answer, answerError, execute } from "./execute.ts";
import { parseForm } from "./form.ts";
import type { Idempotency } from "./idempotency.ts";
import { newId } from "./ids.ts";
import { identify, type Keys, secretKeyRequired } from "./keys.ts";
import type { RequestLog } from "./request-log.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

interface Api {
  keys: Keys;
  idempotency: Idempotency;
  requests: RequestLog;
  newCall(request: Pick<Call, "requestId" | "idempotencyKey" | "baseUrl" | "caller" | "account">): Call;
  /** Called after each change, to send its events and to watch its deadlines. */
  afterChange(): void;
}

const FORM = "application/x-www-form-urlencoded";

/** The Stripe API: `/v1/…`, form-encoded in, JSON out. */
export function apiEdge(api: Api): Router {
  const router = Router();
  router.use(text({ type: FORM, limit: "256kb" }));
  for (const route of routes) {
    router[route.method](route.path, (req: Request<{ id?: string }>, res) => answer(api, route, req, res));
  }
  router.use((req, res) => {
    send(res, answerError({ caller: "secret" }, unknownRoute(req.method, req.originalUrl).error));
  });
  return router;
}

async function answer(api: Api, route: Route, req: Request<{ id?: string }>, res: Response): Promise<void> {
  const idempotencyKey = req.get("idempotency-key") ?? null;
  const requestId = newId("req");
  api.requests.add(req.method, req.path);
  res.set("Request-Id", requestId);
  res.set("Stripe-Version", req.get("stripe-version") ?? API_VERSION);
  if (idempotencyKey !== null) res.set("Idempotency-Key", idempotencyKey);

  const caller = identify(api.keys, req.headers.authorization);
  if (!caller.ok) return refuse(res, caller.error);
  if (caller.value === "publishable" && !route.publishable) return refuse(res, secretKeyRequired().error);
  const encoded = encodedFields(req);
  if (encoded === null) return refuse(res, invalid(`The body must be sent as ${FORM}.`).error);
  const fields = parseForm(encoded);
  if (!fields.ok) return refuse(res, fields.error);

  const baseUrl = `${req.protocol}://${req.get("host") ?? "127.0.0.1"}`;
  const account = caller.value === "secret" ? (req.get("stripe-account") ?? null) : null;
  const call = api.newCall({ requestId, idempotencyKey, baseUrl, caller: caller.value, account });
  if (account !== null && !call.store.get("account", account))
    return refuse(res, noSuchAccount(account).error);
  const fault = call.faults.takeResponse(req.method, req.path);
  const request = { call, route, method: req.method, path: req.path, id: req.params.id ?? "" };
  const result = await execute({ ...request, fields: fields.value, fault }, api.idempotency);
  if (req.method !== "GET") api.afterChange();

  if (fault?.kind === "delay" && fault.when === "after") await wait(fault.milliseconds);
  if (fault?.kind === "lose") {
    req.socket.destroy();
    return;
  }
  send(res, result);
}

/** A POST carries its parameters in the body, everything else in the query. Null: not a form. */
function encodedFields(req: Request<{ id?: string }>): string | null {
  if (req.method !== "POST") return new URL(req.originalUrl, "http://simulator").search.slice(1);
  if (typeof req.body === "string") return req.body;
  return Number(req.get("content-length") ?? 0) > 0 && req.is(FORM) === false ? null : "";
}

function refuse(res: Response, error: ApiError): void {
  send(res, answerError({ caller: "publishable" }, error));
}

function send(res: Response, answer: Answer): void {
  if (answer.replayed) res.set("Idempotent-Replayed", "true");
  // A 500 is remembered under its key: trying again with the same key would only repeat it.
  if (answer.replayed && answer.status >= 500) res.set("Stripe-Should-Retry", "false");
  res.status(answer.status).type("application/json").send(answer.body);
}
