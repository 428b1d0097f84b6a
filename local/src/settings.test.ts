import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./kit/paths.ts";
import { readSettings } from "./settings.ts";

it("needs nothing", () => {
  expect(readSettings({})).toEqual({
    dataDir: join(root, ".data"),
    ports: { server: 8080, media: 8081, rtc: 44_400, mailbox: 8082 },
    publicUrl: undefined,
    allowedOrigins: [],
    use: { redisUrl: undefined, mongoUri: undefined, stripe: undefined, mail: undefined },
    serverEnv: {},
    mediaEnv: {},
  });
});

it("hands on to each part what is its own, and takes empty for unset", () => {
  const settings = readSettings({
    PORT: "9000",
    DATA_DIR: "/srv/showdrop",
    PUBLIC_URL: "",
    ALLOWED_ORIGINS: "https://a.example,https://b.example",
    REDIS_URL: "redis://elsewhere:6379",
    ANNOUNCED_ADDRESS: "192.168.1.5",
    EXPORT_PRIVATE_ADDRESSES: "true",
    LOG_LEVEL: "warn",
    AWS_SECRET_ACCESS_KEY: "not ours",
  });
  expect(settings).toMatchObject({ dataDir: "/srv/showdrop", publicUrl: undefined });
  expect(settings.allowedOrigins).toEqual(["https://a.example", "https://b.example"]);
  expect(settings.ports.server).toBe(9000);
  expect(settings.use.redisUrl).toBe("redis://elsewhere:6379");
  expect(settings.serverEnv).toEqual({ LOG_LEVEL: "warn", EXPORT_PRIVATE_ADDRESSES: "true" });
  expect(settings.mediaEnv).toEqual({ LOG_LEVEL: "warn", ANNOUNCED_ADDRESS: "192.168.1.5" });
});

it("uses the real Stripe once there is a key for it", () => {
  const keys = {
    STRIPE_SECRET_KEY: "sk_live_1",
    STRIPE_PUBLISHABLE_KEY: "pk_live_1",
    STRIPE_WEBHOOK_SECRET: "whsec_1",
  };
  expect(readSettings(keys).use.stripe).toEqual(keys);
});

it("names every variable that is wrong", () => {
  expect(() => readSettings({ PORT: "http", MEDIA_PORT: "70000" })).toThrow(/PORT: .*\n {2}MEDIA_PORT: /);
});
