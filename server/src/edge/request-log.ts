import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type HttpLogger, pinoHttp } from "pino-http";
import type { Logger } from "../kit/logger.ts";

/** A request's id: a proxy's in front, or a new one. */
export const requestId = ({ headers }: IncomingMessage): string => {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
};

/** One line of log for each request but the questions after this server's health, and its id as a header. */
export const requestLog = (log: Logger): HttpLogger<IncomingMessage, ServerResponse> =>
  pinoHttp({
    logger: log,
    genReqId: (req, res) => {
      const id = requestId(req);
      res.setHeader("X-Request-Id", id);
      return id;
    },
    autoLogging: { ignore: (req) => req.url?.startsWith("/health/") ?? false },
  });
