// A hub to compare with, in a process of its own: `node relay.ts ws | coalesced | socket.io`. Says its port; then each
// line on stdin is an entry of a show without its number, which everybody who is connected is sent under the next one.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { Server } from "socket.io";
import { type WebSocket, WebSocketServer } from "ws";
import { type Entry, numbered } from "./entry.ts";

/** Milliseconds between two frames, as in our hub. */
const FRAME_MS = 50;

const http = createServer();

/** Raw ws: the text is turned into bytes once, and every socket is sent them. */
const broadcastOverWs = (): ((text: string) => void) => {
  const viewers = new Set<WebSocket>();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false, clientTracking: false });
  server.on("connection", (viewer) => {
    viewers.add(viewer);
    viewer.on("close", () => viewers.delete(viewer));
    viewer.on("error", () => viewers.delete(viewer));
  });
  return (text) => {
    const bytes = Buffer.from(text);
    for (const viewer of viewers) viewer.send(bytes, { binary: false });
  };
};

/** As Socket.IO writes an event. */
const event = (entries: readonly Entry[]): string => `42["show",${JSON.stringify(entries)}]`;

const hubs: Record<string, () => (entry: Entry) => void> = {
  ws: () => {
    const broadcast = broadcastOverWs();
    return (entry) => broadcast(event([entry]));
  },
  coalesced: () => {
    const broadcast = broadcastOverWs();
    let waiting: Entry[] = [];
    setInterval(() => {
      if (waiting.length > 0) broadcast(event(waiting));
      waiting = [];
    }, FRAME_MS);
    return (entry) => waiting.push(entry);
  },
  "socket.io": () => {
    const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
    io.on("connection", (socket) => socket.join("show"));
    return (entry) => io.to("show").emit("show", [entry]);
  },
};

const [, , kind = ""] = process.argv;
const open = hubs[kind];
if (!open) throw new RangeError(`there is no hub called ${kind}`);
const send = open();
http.listen(0);
await once(http, "listening");
console.log((http.address() as AddressInfo).port);
let seq = 0;
for await (const line of createInterface({ input: process.stdin })) {
  seq += 1;
  send(numbered(line, seq));
}
process.exit(0);
