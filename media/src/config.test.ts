import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const SECRET = "0123456789abcdef0123456789abcdef";

test("a secret is all that must be set", () => {
  expect(readConfig({ MEDIA_TOKEN_SECRET: SECRET, NODE_ID: "a", MEDIA_WORKERS: "3", LOG_LEVEL: "" })).toEqual(
    {
      port: 8081,
      publicUrl: "http://localhost:8081",
      nodeId: "a",
      redisUrl: "redis://localhost:6379",
      tokenSecret: SECRET,
      announcedAddress: "127.0.0.1",
      rtcPort: 44_400,
      pipeUrl: "http://localhost:8081",
      pipeAddress: "127.0.0.1",
      pipePorts: { min: 44_500, max: 44_599 },
      drainSeconds: 30,
      workers: 3,
      peersPerWorker: 200,
      allowedOrigins: [],
      logLevel: "info",
      workerBin: undefined,
    },
  );
});

test("origins are a list, compared as origins", () => {
  const { allowedOrigins } = readConfig({
    MEDIA_TOKEN_SECRET: SECRET,
    ALLOWED_ORIGINS: "https://shop.example/, http://localhost:8080",
  });
  expect(allowedOrigins).toEqual(["https://shop.example", "http://localhost:8080"]);
});

test("every fault is named at once", () => {
  const read = () =>
    readConfig({ MEDIA_TOKEN_SECRET: "short", RTC_PORT: "70000", REDIS_URL: "http://redis" });
  expect(read).toThrow(/MEDIA_TOKEN_SECRET/);
  expect(read).toThrow(/RTC_PORT/);
  expect(read).toThrow(/REDIS_URL/);
  expect(() => readConfig({})).toThrow(/MEDIA_TOKEN_SECRET/);
});
