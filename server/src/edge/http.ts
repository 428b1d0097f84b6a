import {
  type AnyRoute,
  IdempotencyKey,
  MAX_IMAGE_BYTES,
  type Refusal,
  refusalStatus,
  refuse,
  refuseInput,
  routes,
} from "@showdrop/shared";
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type Response,
  Router,
} from "express";
import multer from "multer";
import type { Config } from "../config.ts";
import type { Logger } from "../kit/logger.ts";
import { answerFault } from "./answer.ts";
import type { Cookies, Customer, Handler, Handlers, ParsedCall, Screen, UploadedFile } from "./call.ts";
import type { Limits } from "./limits.ts";
import { networkOf } from "./network.ts";
import { isOwnOrigin } from "./origin.ts";
import { sessionCookie } from "./session-cookie.ts";

/** Bytes of JSON in one request: the largest form, a product with fifty variants, is a tenth of it. */
const MAX_JSON_BYTES = 100 * 1024;

export interface HttpEdge {
  config: Config;
  log: Logger;
  limits: Limits;
  /** Who a session token belongs to, or null. */
  findCustomer(token: string): Promise<Customer | null>;
  /** The second screen that a token belongs to, or null. */
  findScreen(token: string): Promise<Screen | null>;
}

/** Who calls. */
interface Caller {
  customer: Customer | null;
  /** Looked for only when the call is for screens. */
  screen: Screen | null;
}

/** Sends a refusal with its status, in the one shape that every failed call has. */
export const sendRefusal = (res: Response, error: Refusal): void => {
  if (error.retryAfter !== undefined) res.set("Retry-After", String(Math.ceil(error.retryAfter)));
  res.status(refusalStatus[error.code]).json({ error });
};

const receiveFile = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_IMAGE_BYTES, files: 1, fields: 0, parts: 2 },
}).single("file");

/** What a body parser threw, as a refusal; null when it is not the caller's fault. */
const refuseUnreadable = (error: unknown): Refusal | null => {
  if (error instanceof multer.MulterError)
    return refuse(error.code === "LIMIT_FILE_SIZE" ? "IMAGE_TOO_LARGE" : "INVALID_INPUT", { path: "file" })
      .error;
  // An address that cannot be decoded, or a page whose file is not there, is a missing thing like any other.
  if (error instanceof URIError || (error instanceof Error && "status" in error && error.status === 404))
    return refuse("NOT_FOUND").error;
  if (!(error instanceof Error) || !("type" in error)) return null;
  if (error.type === "entity.too.large") return refuse("TOO_LARGE").error;
  if (
    error.type === "entity.parse.failed" ||
    error.type === "request.aborted" ||
    error.type === "request.size.invalid" ||
    error.type === "encoding.unsupported" ||
    error.type === "charset.unsupported"
  )
    return refuse("BAD_JSON").error;
  return null;
};

/** The refusal for a caller for whom a call is not; null when it is. */
const refuseCaller = ({ access }: AnyRoute, { customer, screen }: Caller): Refusal | null => {
  switch (access) {
    case "public":
      return null;
    case "customer":
      return customer ? null : refuse("SIGN_IN_REQUIRED").error;
    case "signed-in":
      return customer && !customer.guest ? null : refuse("SIGN_IN_REQUIRED").error;
    case "screen":
      return screen ? null : refuse("SCREEN_ENDED").error;
  }
};

/** Reads the call out of a request, or the refusal that answers it. */
const parseCall = (
  route: AnyRoute,
  req: Request,
  caller: Caller,
  cookies: Cookies,
  log: () => Logger,
): { ok: true; data: ParsedCall } | { ok: false; error: Refusal } => {
  const { customer, screen } = caller;
  const refusal = refuseCaller(route, caller);
  if (refusal) return { ok: false, error: refusal };
  const params = route.params.safeParse(req.params);
  // A path that names no possible thing answers like one that names a missing thing.
  if (!params.success) return refuse("NOT_FOUND");
  const query = route.query.safeParse(req.query);
  if (!query.success) return refuseInput(query.error);
  const body = route.body.safeParse(route.upload || isEmpty(req.body) ? bodyless(route) : req.body);
  if (!body.success) return refuseInput(body.error);
  const key = IdempotencyKey.safeParse(req.get("idempotency-key"));
  if (route.idempotent && !key.success) return refuse("IDEMPOTENCY_KEY_MISSING");
  const file: UploadedFile | null = req.file ? { bytes: req.file.buffer, name: req.file.originalname } : null;
  return {
    ok: true,
    data: {
      params: params.data,
      query: query.data,
      body: body.data,
      viewer: customer?.guest ? null : customer,
      customer,
      screen,
      idempotencyKey: route.idempotent ? (key.data ?? "") : "",
      file,
      network: networkOf(req.ip ?? ""),
      userAgent: req.get("user-agent") ?? "",
      cookies,
      // Made for the few calls that have something to say.
      get log() {
        return log();
      },
    } as ParsedCall,
  };
};

const isEmpty = (body: unknown): boolean =>
  body === undefined || (typeof body === "object" && body !== null && Object.keys(body).length === 0);

/** A route without a body takes an absent or an empty one; others get what an empty request means to them. */
const bodyless = (route: AnyRoute): unknown => (route.body.safeParse(undefined).success ? undefined : {});

/** Express routes for every call in the contract. */
export const createApi = (
  handlers: Handlers,
  { config, log, limits, findCustomer, findScreen }: HttpEdge,
): Router => {
  const api = Router();
  const cookie = sessionCookie(config.production);
  api.use("/api", (req, res, next) => {
    if (req.method === "GET" || req.method === "HEAD" || isOwnOrigin(req.headers, config.origins))
      return next();
    sendRefusal(res, refuse("FOREIGN_ORIGIN").error);
  });
  const json = express.json({ limit: MAX_JSON_BYTES, strict: true });

  /** The routes of each method and noun: a call is looked for among a few, not among all. */
  const families = new Map<string, Router>();
  const nameOf = (method: string, path: string): string => `${method} ${path.split("/")[2]}`;
  const familyOf = (name: string): Router => {
    const family = families.get(name) ?? Router();
    families.set(name, family);
    return family;
  };

  const mount = (route: AnyRoute, handler: Handler<AnyRoute>): void => {
    const method = route.method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";
    familyOf(nameOf(route.method, route.path))[method](
      route.path,
      async (req: Request, res: Response, next: NextFunction) => {
        const refusal = await limits.take("call", networkOf(req.ip ?? ""));
        if (refusal) return sendRefusal(res, refusal);
        const token = cookie.read(req.headers.cookie);
        const customer = token === null ? null : await findCustomer(token);
        const screenToken = route.access === "screen" ? cookie.readScreen(req.headers.cookie) : null;
        const screen = screenToken === null ? null : await findScreen(screenToken);
        const caller: Caller = { customer, screen };
        res.locals.caller = caller;
        // Nobody's megabytes are read before it is known that they may send them.
        const refused = refuseCaller(route, caller);
        if (refused) return sendRefusal(res, refused);
        next();
      },
      route.upload ? receiveFile : json,
      async (req: Request, res: Response) => {
        const caller: Caller = res.locals.caller;
        const { customer } = caller;
        const showId = req.params.showId;
        const callLog = (): Logger =>
          (req.log ?? log).child({
            ...(typeof showId === "string" ? { showId } : {}),
            ...(customer ? { userId: customer.id } : {}),
          });
        const call = parseCall(route, req, caller, cookie.writer(res), callLog);
        const result = call.ok ? await handler(call.data) : call;
        if (result.ok) res.json(result.data);
        else sendRefusal(res, result.error);
      },
    );
  };
  for (const name of Object.keys(routes) as (keyof typeof routes)[]) {
    mount(routes[name], handlers[name] as Handler<AnyRoute>);
  }

  api.use((req, res, next) => {
    const family = families.get(nameOf(req.method === "HEAD" ? "GET" : req.method, req.path));
    if (family) family(req, res, next);
    else next();
  });

  api.use("/api", (_req, res) => sendRefusal(res, refuse("NOT_FOUND").error));
  return api;
};

/** Answers whatever was thrown anywhere, as the last of all: Express's own page would show a stack. */
export const answerErrors =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    const refusal = refuseUnreadable(error) ?? answerFault(error, req.log ?? log);
    if (res.headersSent) next(error);
    else sendRefusal(res, refusal);
  };
