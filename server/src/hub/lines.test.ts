import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, type Socket as Wire } from "node:net";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HubServer, HubSocket } from "./hub.ts";
import { createLines, type Lines, type Weight } from "./lines.ts";
import { eventFrame } from "./ws-frame.ts";

const CAP = 512 * 1024;
/** A big frame, as the system's own buffers take megabytes before anything waits in the process. */
const FRAME = eventFrame("show", `["${"x".repeat(64 * 1024)}"]`);

let http: HttpServer;
let hub: HubServer;
let lines: Lines;
let port: number;
beforeEach(async () => {
  http = createServer();
  hub = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
  lines = createLines(hub, CAP);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  port = (http.address() as AddressInfo).port;
});
afterEach(async () => {
  lines.stop();
  await hub.close();
});

/** Gives everybody the frame. */
const tell = (weight: Weight): void => {
  for (const { id } of hub.of("/").sockets.values()) lines.of(id)?.give(FRAME, weight);
};
const entered = async (): Promise<HubSocket> => {
  const socket = await new Promise<HubSocket>((resolve) => void hub.once("connection", resolve));
  return socket;
};
/** Somebody who comes and never reads again. */
const openStalled = async (): Promise<{ socket: HubSocket; page: Wire }> => {
  const page = connect(port, "127.0.0.1");
  await once(page, "connect");
  const socket = entered();
  page.write(
    [
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
      "Host: localhost",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "\r\n",
    ].join("\r\n"),
  );
  await once(page, "data");
  page.pause();
  // "40", masked with zeros.
  page.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]));
  return { socket: await socket, page };
};
const openReader = async () => {
  const page = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
  const frames: unknown[] = [];
  page.on("show", (frame) => frames.push(frame));
  await entered();
  return { page, frames };
};
const waiting = ({ conn }: HubSocket): number => conn.request.socket.writableLength;

test("for somebody who does not read, chat is left out and memory stays below the cap; others get everything (invariant 15)", async () => {
  const { socket, page } = await openStalled();
  const reader = await openReader();
  for (let frame = 1; frame <= 200; frame++) {
    tell("calm");
    await vi.waitFor(() => expect(reader.frames).toHaveLength(frame), { interval: 1, timeout: 15_000 });
    expect(waiting(socket)).toBeLessThanOrEqual(CAP / 4 + FRAME.length);
  }
  expect(lines.counts.droppedCalm).toBeGreaterThan(50);
  expect(lines.of(socket.id)?.isBehind()).toBe(true);
  tell("volatile");
  expect(lines.counts.droppedVolatile).toBe(1);
  await vi.waitFor(() => expect(reader.frames).toHaveLength(201), { timeout: 15_000 });
  expect(socket.connected).toBe(true);

  // What may not be left out goes out until the cap, then the line is cut.
  const gone = once(socket, "disconnect");
  for (let i = 0; i <= CAP / FRAME.length; i++) {
    tell("urgent");
    await vi.waitFor(() => expect(reader.frames).toHaveLength(202 + i), { interval: 1, timeout: 15_000 });
  }
  await gone;
  expect(lines.counts.cut).toBe(1);
  expect(lines.of(socket.id)).toBeUndefined();
  tell("urgent");
  await vi.waitFor(() => expect(reader.frames).toHaveLength(210), { timeout: 15_000 });
  reader.page.close();
  page.destroy();
});

test("whoever does not read a byte in three looks is given up; whoever reads slowly is not", async () => {
  const [{ socket, page }, slow] = [await openStalled(), await openStalled()];
  for (let frame = 1; frame <= 150; frame++) {
    tell("calm");
    await new Promise((resolve) => setImmediate(resolve));
  }
  await vi.waitFor(() => expect(waiting(slow.socket)).toBeGreaterThan(0), { timeout: 15_000 });
  const gone = once(socket, "disconnect");
  for (let look = 0; look < 4; look++) {
    const before = waiting(slow.socket);
    slow.page.resume();
    await vi.waitFor(() => expect(waiting(slow.socket)).toBeLessThan(before), { timeout: 15_000 });
    slow.page.pause();
    while (waiting(slow.socket) === 0) tell("calm");
    for (const each of [socket, slow.socket]) lines.of(each.id)?.look();
  }
  await gone;
  expect(slow.socket.connected).toBe(true);
  page.destroy();
  slow.page.destroy();
});
