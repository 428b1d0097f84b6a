import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { refuse } from "@showdrop/shared";

export interface Readiness {
  workers: boolean;
  redis: boolean;
}

/** Answers `/health/live` (this process runs) and `/health/ready` (it can serve: all workers and Redis answer). */
export const serveHealth =
  (readiness: () => Readiness): RequestListener =>
  (request: IncomingMessage, response: ServerResponse) => {
    switch (request.url) {
      case "/health/live":
        return answer(response, 200, { status: "live" });
      case "/health/ready": {
        const parts = readiness();
        const ready = parts.workers && parts.redis;
        return answer(response, ready ? 200 : 503, { status: ready ? "ready" : "not-ready", ...parts });
      }
      default:
        return answer(response, 404, { error: refuse("NOT_FOUND").error });
    }
  };

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(body));
};
