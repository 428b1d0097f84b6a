import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type AnswerOf,
  IdempotencyKey,
  type Refusal,
  type Result,
  refusalStatus,
  refuse,
  refuseInput,
  routes,
} from "@showdrop/shared";
import type { Config } from "../config.ts";
import type { Logger } from "../kit/logger.ts";
import { answerFault } from "./answer.ts";
import type { Call, Viewer } from "./call.ts";
import type { Limits } from "./limits.ts";
import { addressOf, networkOf } from "./network.ts";
import { isOwnOrigin } from "./origin.ts";
import { requestId } from "./request-log.ts";
import { jsonHeaders } from "./security.ts";
import { sessionCookie } from "./session-cookie.ts";

type HoldRoute = typeof routes.placeHold;
/** What the handler of a hold is given; there is no cookie to set and no file on the way. */
export type HoldCall = Pick<Call<HoldRoute>, "params" | "body" | "viewer" | "idempotencyKey" | "network">;

export interface LeanEdge {
  config: Config;
  log: Logger;
  limits: Limits;
  viewers: {
    /** Whether it is known without asking the record whose token this is. */
    isKnown(token: string): boolean;
    find(token: string): Promise<Viewer | null>;
  };
  /** Counts a request as under way. */
  count(req: IncomingMessage, res: ServerResponse): void;
  placeHold(call: HoldCall): Promise<Result<AnswerOf<HoldRoute>>>;
}

/** The path as every page writes it; whoever writes it in another way is served by the general road. */
const PATH = /^\/api\/drops\/([0-9a-f]{24})\/holds$/;
/** Bytes of a body that this road reads: ten times a hold's. */
const MAX_BYTES = 1024;

const isPlain = ({ method, headers }: IncomingMessage): boolean =>
  method === "POST" &&
  (headers["content-type"]?.startsWith("application/json") ?? false) &&
  headers["content-encoding"] === undefined &&
  Number(headers["content-length"]) <= MAX_BYTES;

const bodyOf = (req: IncomingMessage): Promise<string | null> =>
  new Promise((resolve) => {
    let text = "";
    req.setEncoding("utf8");
    req.on("data", (chunk: string) => {
      text += chunk;
    });
    req.once("end", () => resolve(text));
    req.once("close", () => resolve(null));
  });

const parseJson = (text: string): Result<unknown> => {
  try {
    const data: unknown = JSON.parse(text);
    // As the general road has it: a body is an object or an array.
    return typeof data === "object" && data !== null ? { ok: true, data } : refuse("BAD_JSON");
  } catch {
    return refuse("BAD_JSON");
  }
};

/**
 * The one call that a crowd makes in the same second, without the general road's middleware: the same checks in the same
 * order, the same answers, request id and log line, at a fraction of the cost (decision 23). Its rate limits are counted by
 * the script that decides; what is refused before is counted here.
 * @returns false for every request that is not this call in its plain form: it is the general road's
 */
export const createLeanHold = ({ config, log, limits, viewers, count, placeHold }: LeanEdge) => {
  const readSession = sessionCookie(config.production).read;
  const headers = jsonHeaders(config.production);
  // Its lines name no secret; looking for one costs more than writing the line.
  const lines = log.child({}, { redact: [] });

  const send = (res: ServerResponse, status: number, body: unknown, more: readonly string[] = []): void => {
    const text = JSON.stringify(body);
    // A body that is a text leaves in one piece with its head.
    res.writeHead(status, [...headers, ...more, "Content-Length", String(Buffer.byteLength(text))]).end(text);
  };
  const sendRefusal = (res: ServerResponse, id: string, error: Refusal): void => {
    const after = error.retryAfter === undefined ? [] : ["Retry-After", String(Math.ceil(error.retryAfter))];
    send(res, refusalStatus[error.code], { error }, ["X-Request-Id", id, ...after]);
  };

  /** Reads the call, or the refusal that answers it. */
  const parse = (
    req: IncomingMessage,
    dropId: string,
    text: string,
    viewer: Viewer,
    network: string,
  ): Result<HoldCall> => {
    const json = parseJson(text === "" ? "{}" : text);
    if (!json.ok) return json;
    const body = routes.placeHold.body.safeParse(json.data);
    if (!body.success) return refuseInput(body.error);
    const key = IdempotencyKey.safeParse(req.headers["idempotency-key"]);
    if (!key.success) return refuse("IDEMPOTENCY_KEY_MISSING");
    return {
      ok: true,
      data: { params: { dropId }, body: body.data, viewer, idempotencyKey: key.data, network },
    };
  };

  const answer = async (req: IncomingMessage, dropId: string, text: string): Promise<Result<unknown>> => {
    const network = networkOf(addressOf(req, config.trustedProxies));
    /** Refused before the script could count it. */
    const counted = async (refusal: { ok: false; error: Refusal }): Promise<Result<never>> => {
      const tooMany = await limits.take("call", network);
      return tooMany ? { ok: false, error: tooMany } : refusal;
    };
    if (!isOwnOrigin(req.headers, config.origins)) return refuse("FOREIGN_ORIGIN");
    const token = readSession(req.headers.cookie);
    if (token === null) return counted(refuse("SIGN_IN_REQUIRED"));
    // Nobody makes the record look up one invented token after the other.
    const tooMany = viewers.isKnown(token) ? null : await limits.take("call", network);
    if (tooMany) return { ok: false, error: tooMany };
    const viewer = await viewers.find(token);
    if (!viewer) return refuse("SIGN_IN_REQUIRED");
    const call = parse(req, dropId, text, viewer, network);
    return call.ok ? placeHold(call.data) : counted(call);
  };

  const serve = async (req: IncomingMessage, res: ServerResponse, dropId: string): Promise<void> => {
    const began = performance.now();
    const id = requestId(req);
    try {
      const text = await bodyOf(req);
      if (text === null) return;
      const result = await answer(req, dropId, text);
      if (result.ok) send(res, 200, result.data, ["X-Request-Id", id]);
      else sendRefusal(res, id, result.error);
    } catch (error) {
      sendRefusal(res, id, answerFault(error, log.child({ req: { id } })));
    }
    lines.info(
      {
        req: { id, method: "POST", url: req.url },
        res: { statusCode: res.statusCode },
        responseTime: Math.round(performance.now() - began),
      },
      "request completed",
    );
  };

  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const dropId = isPlain(req) ? PATH.exec(req.url ?? "")?.[1] : undefined;
    if (dropId === undefined) return false;
    count(req, res);
    void serve(req, res, dropId);
    return true;
  };
};
