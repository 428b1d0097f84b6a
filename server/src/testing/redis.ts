import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createClient } from "redis";

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

export interface OwnRedis {
  url: string;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Cuts every subscriber's connection; they may connect again. */
  cutSubscribers(): Promise<void>;
}

/** A Redis of the test's own, which it may kill. */
export const startOwnRedis = async (): Promise<OwnRedis> => {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;
  const ready = async (): Promise<void> => {
    const client = createClient({ url, socket: { reconnectStrategy: 20 } });
    client.on("error", () => undefined);
    await client.connect();
    await client.ping();
    client.destroy();
  };
  const redis: OwnRedis = {
    url,
    async kill() {
      const process = running;
      running = null;
      if (!process) return;
      process.kill("SIGKILL");
      await once(process, "exit");
    },
    async start() {
      running = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--save", ""], {
        stdio: "ignore",
      });
      await ready();
    },
    async cutSubscribers() {
      const client = createClient({ url });
      await client.connect();
      await client.sendCommand(["CLIENT", "KILL", "TYPE", "pubsub"]);
      client.destroy();
    },
  };
  await redis.start();
  return redis;
};
