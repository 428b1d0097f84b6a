import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const good = {
  MONGODB_URI: "mongodb://127.0.0.1:27017/?replicaSet=rs0",
  REDIS_URL: "redis://127.0.0.1:6379",
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_new, whsec_old",
  MEDIA_TOKEN_SECRET: "a secret that is at least 32 long",
  ACCOUNT_SECRET: "another that is at least 32 long",
};
const faults = (env: Record<string, string | undefined>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n");
  }
};

test("what is needed is enough; the rest has its default", () => {
  const config = readConfig(good);
  expect(config).toMatchObject({
    production: false,
    port: 8080,
    logLevel: "info",
    rateLimitScale: 1,
    hostGraceMs: 180_000,
    trustedProxies: 0,
    mongo: { database: "showdrop" },
    stripe: { webhookSecrets: ["whsec_new", "whsec_old"], apiUrl: undefined },
    turn: null,
  });
  expect([...config.origins]).toEqual(["http://localhost:8080"]);
});

test("every fault is named at once, with the variable's name", () => {
  expect(faults({}).toSorted()).toEqual([
    "ACCOUNT_SECRET is not set",
    "MEDIA_TOKEN_SECRET is not set",
    "MONGODB_URI is not set",
    "REDIS_URL is not set",
    "STRIPE_PUBLISHABLE_KEY is not set",
    "STRIPE_SECRET_KEY is not set",
    "STRIPE_WEBHOOK_SECRET is not set",
  ]);
  // As in a compose file: empty is not set.
  expect(faults({ ...good, REDIS_URL: "" })).toEqual(["REDIS_URL is not set"]);
});

test.each([
  ["PORT", "70000"],
  ["PORT", "http"],
  ["PUBLIC_URL", "shop.example"],
  ["LOG_LEVEL", "loud"],
  ["HOST_GRACE_SECONDS", "9"],
  ["HOST_GRACE_SECONDS", "3601"],
  ["NODE_ENV", "staging"],
  ["MONGODB_URI", "postgres://127.0.0.1"],
  ["MONGODB_DATABASE", "a/b"],
  ["REDIS_URL", "127.0.0.1:6379"],
  ["STRIPE_SECRET_KEY", "pk_test_1"],
  ["STRIPE_PUBLISHABLE_KEY", "sk_test_1"],
  ["STRIPE_WEBHOOK_SECRET", "whsec_new,secret"],
  ["STRIPE_API_URL", "localhost"],
  ["MEDIA_TOKEN_SECRET", "too short"],
  ["ALLOWED_ORIGINS", "https://shop.example/page"],
  ["TRUSTED_PROXIES", "-1"],
  ["RATE_LIMIT_SCALE", "0"],
  ["TURN_URLS", "stun:turn.example"],
  ["TURN_URLS", "turn:turn.example,https://turn.example"],
  ["TURN_URLS", "turn:turn.example?transport=sctp"],
  ["TURN_SECRET", "too short"],
])("%s=%s is refused by name, and its value is not repeated", (name, value) => {
  const [fault, ...more] = faults({ ...good, [name]: value });
  expect(more).toEqual([]);
  expect(fault).toMatch(new RegExp(`^${name}: `));
  if (name.includes("SECRET") || name.includes("STRIPE")) expect(fault).not.toContain(value);
});

test("pages elsewhere may call when they are named", () => {
  const { origins } = readConfig({
    ...good,
    PUBLIC_URL: "https://live.example/",
    ALLOWED_ORIGINS: "https://shop.example, http://localhost:5173",
  });
  expect([...origins]).toEqual(["https://live.example", "https://shop.example", "http://localhost:5173"]);
});

test("production is reached over HTTPS alone, and takes its payments at Stripe", () => {
  const production = { ...good, NODE_ENV: "production", PUBLIC_URL: "https://live.example" };
  expect(readConfig(production).production).toBe(true);
  expect(faults({ ...production, PUBLIC_URL: "http://live.example" })).toEqual([
    "PUBLIC_URL: must begin with https:// in production",
  ]);
  expect(faults({ ...production, PUBLIC_URL: "http://localhost:8080" })).toEqual([]);
  expect(
    faults({ ...good, STRIPE_SECRET_KEY: "sk_live_1", STRIPE_API_URL: "http://127.0.0.1:12111" }),
  ).toEqual(["STRIPE_API_URL: a live key is never sent to a simulator"]);
});

test("relays come with their secret, or not at all", () => {
  const relays = {
    TURN_URLS: "turn:turn.example:3478?transport=udp, turns:[2001:db8::1]:5349",
    TURN_SECRET: "shared with the relays",
  };
  expect(readConfig({ ...good, ...relays }).turn).toEqual({
    urls: ["turn:turn.example:3478?transport=udp", "turns:[2001:db8::1]:5349"],
    secret: "shared with the relays",
  });
  expect(faults({ ...good, TURN_URLS: relays.TURN_URLS })).toEqual([
    "TURN_SECRET is not set, and the servers of TURN_URLS need it",
  ]);
  expect(faults({ ...good, TURN_SECRET: relays.TURN_SECRET })).toEqual([
    "TURN_URLS is not set, and TURN_SECRET is of no use without it",
  ]);
});
