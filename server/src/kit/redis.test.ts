import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createClient } from "redis";
import { expect, test } from "vitest";
import { isRedisUnavailable } from "./redis.ts";

/** Answers the handshake like Redis, and the first other command by breaking the line off without a farewell. */
const startBreaker = async () => {
  const server = createServer((socket: Socket) => {
    socket.on("data", (data) => {
      if (data.includes("GET")) socket.resetAndDestroy();
      else socket.write("+OK\r\n".repeat(data.toString().split("*").length - 1));
    });
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
};

test("a connection that is reset under a command counts as a Redis that cannot be reached", async () => {
  const server = await startBreaker();
  const { port } = server.address() as AddressInfo;
  const redis = createClient({
    RESP: 2,
    disableOfflineQueue: true,
    socket: { host: "127.0.0.1", port, reconnectStrategy: false },
  });
  redis.on("error", () => undefined);
  await redis.connect();
  const failure = await redis.get("anything").then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: "ECONNRESET" });
  expect(isRedisUnavailable(failure)).toBe(true);
  server.close();
});

test("a command that Redis refuses is a fault of ours", () => {
  expect(isRedisUnavailable(new Error("ERR unknown command"))).toBe(false);
});
