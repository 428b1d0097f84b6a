import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { MediaNode, mediaNodeKey } from "@showdrop/shared";
import { expect, onTestFinished, test } from "vitest";
import { routerCapabilities } from "./codecs.ts";
import { createLogger } from "./logger.ts";
import { createRedis } from "./redis.ts";

const SECRET = "a-secret-of-the-test-0123456789-abcdef";

test("the process says when it is ready, registers, and on SIGTERM leaves nothing behind", async () => {
  const nodeId = `main-${process.pid}`;
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: {
      PATH: process.env.PATH,
      REDIS_URL: process.env.REDIS_URL,
      MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN,
      MEDIA_TOKEN_SECRET: SECRET,
      MEDIA_PORT: "0",
      RTC_PORT: "0",
      MEDIA_WORKERS: "1",
      NODE_ID: nodeId,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    // Not a moment longer than the test, however that ended.
    child.kill("SIGKILL");
    await ended;
  });
  const lines: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`it ended: ${lines.join("\n")}`)));
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      const entry: { port?: number; msg?: string } = JSON.parse(line);
      if (entry.msg === "the media node is ready" && entry.port !== undefined) resolve(entry.port);
    });
  });

  const ready = await fetch(`http://localhost:${port}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", workers: true, redis: true }]);
  expect((await fetch(`http://localhost:${port}/health/live`)).status).toBe(200);
  expect((await fetch(`http://localhost:${port}/`)).status).toBe(404);

  const redis = createRedis(process.env.REDIS_URL ?? "", createLogger("silent", "test"));
  await redis.connect();
  onTestFinished(() => redis.close());
  const entry = MediaNode.parse(JSON.parse((await redis.get(mediaNodeKey(nodeId))) ?? "null"));
  expect(entry).toEqual({
    nodeId,
    url: "http://localhost:8081",
    pipeUrl: "http://localhost:8081",
    rtpCapabilities: routerCapabilities(),
    workers: 1,
    capacity: 200,
    peers: 0,
    carrying: [],
    hosting: [],
    draining: false,
  });

  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(await redis.get(mediaNodeKey(nodeId))).toBeNull();
  expect(lines.join("\n")).not.toContain(SECRET);
});
