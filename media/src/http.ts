import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ok, type Refusal, type Result, refusalStatus, refuse } from "@showdrop/shared";
import type { Logger } from "./logger.ts";

/** Longest body, in bytes: a browser's offer with all its codecs takes 5 to 10 KB. */
const MAX_BODY_BYTES = 64 * 1024;

export interface HttpAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Some of what this node answers over HTTP: null for what is not its own. */
export type HttpEdge = (request: IncomingMessage, url: URL) => Promise<HttpAnswer> | null;

/** Asks each edge in turn; what is nobody's goes to `rest`. */
export const serveHttp =
  (edges: readonly HttpEdge[], rest: RequestListener, log: Logger): RequestListener =>
  (request, response) => {
    const url = URL.parse(request.url ?? "", "http://node");
    const answering = url && firstOf(edges, (edge) => edge(request, url));
    if (!answering) return rest(request, response);
    answering.then(
      (answer) => send(response, answer),
      (error: unknown) => {
        log.error({ err: error, path: url.pathname }, "a request failed");
        send(response, refusalAnswer(refuse("INTERNAL").error));
      },
    );
  };

const firstOf = <T, R>(all: readonly T[], attempt: (one: T) => R | null): R | null => {
  for (const one of all) {
    const result = attempt(one);
    if (result !== null) return result;
  }
  return null;
};

const send = (response: ServerResponse, { status, headers, body = "" }: HttpAnswer): void => {
  response.writeHead(status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
    ...(status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  });
  response.end(body);
};

/** A refusal with its status, in the shape that every refused call of the platform has. */
export const refusalAnswer = (error: Refusal): HttpAnswer => ({
  status: refusalStatus[error.code],
  headers: {
    "content-type": "application/json; charset=utf-8",
    ...(error.retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(error.retryAfter)) }),
  },
  body: JSON.stringify({ error }),
});

/** The body as text: SDP_EXPECTED when it is of another type, TOO_LARGE when it is longer than any offer. */
export const readBody = async (request: IncomingMessage, type: string): Promise<Result<string>> => {
  const given = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (given !== type) return refuse("SDP_EXPECTED");
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return refuse("TOO_LARGE");
    parts.push(part);
  }
  return ok(Buffer.concat(parts).toString("utf8"));
};
