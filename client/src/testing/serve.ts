import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** One request as the server saw it. */
export interface Seen {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = { status?: number; json: unknown } | { status?: number; text: string } | "hang up";

/**
 * A real HTTP server for one test, which the page takes for its own: relative addresses lead to it. It answers with
 * `answer` and keeps what it saw, in order.
 */
export const serve = async (answer: (seen: Seen) => Answer): Promise<Seen[]> => {
  const all: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const seen: Seen = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      all.push(seen);
      const given = answer(seen);
      if (given === "hang up") return request.socket.destroy();
      response.writeHead(given.status ?? 200, {
        "access-control-allow-origin": "*",
        "content-type": "text" in given ? "text/html" : "application/json",
      });
      response.end("text" in given ? given.text : JSON.stringify(given.json));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const base = document.createElement("base");
  base.href = `http://127.0.0.1:${port}/`;
  document.head.append(base);
  onTestFinished(async () => {
    base.remove();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return all;
};
