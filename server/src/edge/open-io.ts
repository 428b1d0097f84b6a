import type { Server as HttpServer } from "node:http";
import { REHEARSAL_PATH } from "@showdrop/shared";
import { Server } from "socket.io";
import type { Parts } from "../app.ts";
import { createHubAdapter } from "../hub/adapter.ts";
import type { HubServer } from "../hub/hub.ts";
import { createSocketAdmission } from "./admission.ts";

/** Opens the Socket.IO server on a port's HTTP server, and its way to the other servers' sockets. */
export const openIo = (
  http: HttpServer,
  { config, redis, subscriber, log, lent }: Pick<Parts, "config" | "redis" | "subscriber" | "log" | "lent">,
) => {
  const hubAdapter = createHubAdapter(redis, subscriber, log, lent && "rehearsal");
  const io: HubServer = new Server(http, {
    transports: ["websocket"],
    maxHttpBufferSize: 16 * 1024,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    serveClient: false,
    // The rehearsals' hub is on the real one's port: what comes for neither is ended by the real one.
    ...{ path: `${lent ? REHEARSAL_PATH : ""}/socket.io`, destroyUpgrade: lent === undefined },
    adapter: hubAdapter.adapter,
    allowRequest: config.roles.has("hub")
      ? createSocketAdmission({
          origins: config.origins,
          trustedProxies: config.trustedProxies,
          scale: config.rateLimitScale,
        })
      : (_req, done) => done("sockets are for other servers", false),
  });
  return { io, hubAdapter };
};
