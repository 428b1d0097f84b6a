import { createECDH } from "node:crypto";
import { z } from "zod";
import type { MailSettings } from "./mail/mail.ts";
import type { PushSettings } from "./notifications/push.ts";

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

/** RFC 7065's form: a host and, where they are not the usual ones, a port and a transport. */
const TURN_URL = /^turns?:(\[[0-9a-f:]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** `api`: pages and calls. `hub`: the sockets of those who watch. `jobs`: what is done without anybody asking. */
const serverRoles = ["api", "hub", "jobs"] as const;

const Environment = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PUBLIC_URL: z.url().default("http://localhost:8080"),
  ALLOWED_ORIGINS: list.refine(
    (origins) => origins.every(isOrigin),
    "must be origins such as https://shop.example, separated by commas",
  ),
  /** Proxies in front whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Multiplies every rate limit: for load tests, or for an audience behind one shared address. */
  RATE_LIMIT_SCALE: z.coerce.number().min(1).max(10_000).default(1),
  /** What may wait in memory for one page that reads slowly. Less than a snapshot of a show (64) would cut whoever enters. */
  SOCKET_BUFFER_KB: z.coerce.number().int().min(128).max(16_384).default(512),
  /** Where Prometheus asks for metrics, over the private network alone; none when it is not set. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Entries into shows that one server answers in a second; who comes beyond is told when to come again. */
  JOINS_PER_SECOND: z.coerce.number().int().min(10).max(100_000).default(500),
  /** What this server is for; all of it at home, one each where a broadcast must not make a buyer wait. */
  ROLES: list
    .transform((names) => (names.length === 0 ? [...serverRoles] : names))
    .pipe(z.array(z.enum(serverRoles, "must be some of api, hub and jobs, separated by commas"))),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, "must begin with mongodb:// or mongodb+srv://"),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default("showdrop"),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, "must begin with redis:// or rediss://"),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/, "must be a Stripe secret key (sk_… or rk_…)"),
  STRIPE_PUBLISHABLE_KEY: z.string().regex(/^pk_/, "must be a Stripe publishable key (pk_…)"),
  STRIPE_WEBHOOK_SECRET: list.refine(
    (secrets) => secrets.length > 0 && secrets.every((secret) => secret.startsWith("whsec_")),
    "must be one or two webhook secrets (whsec_…), separated by commas",
  ),
  STRIPE_API_URL: z.url().optional(),
  /** Calls in a second to each family of Stripe's endpoints, all servers together: its limit unless it granted more. */
  STRIPE_CALLS_PER_SECOND: z.coerce.number().int().min(1).max(1_000).default(25),
  /** What the operator keeps of each sale that is paid to a shop's own account, in basis points: 250 is 2.5 %. */
  PLATFORM_FEE_BASIS_POINTS: z.coerce.number().int().min(0).max(5_000).default(0),
  /** Seconds that a paused show waits for its host. Below ten a page could not even be loaded again. */
  HOST_GRACE_SECONDS: z.coerce.number().int().min(10).max(3_600).default(180),
  MEDIA_TOKEN_SECRET: z.string().min(32, "must have at least 32 characters"),
  /** Seals what accounts keep secret, such as second factors. Who changes it makes everybody set theirs up again. */
  ACCOUNT_SECRET: z.string().min(32, "must have at least 32 characters"),
  /** Seconds for which an account that its owner deleted can still be kept, by signing in. */
  ERASURE_GRACE_SECONDS: z.coerce.number().int().min(1).max(2_592_000).default(604_800),
  TURN_URLS: list.refine(
    (urls) => urls.every((url) => TURN_URL.test(url)),
    "must be TURN servers such as turn:turn.example:3478?transport=udp, separated by commas",
  ),
  TURN_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/@/, "must hold an email address, such as Showdrop <hello@shop.example>")
    .optional(),
  /** The two halves of a P-256 key, in base64url. */
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, "must be a VAPID public key: 87 characters of base64url")
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, "must be a VAPID private key: 43 characters of base64url")
    .optional(),
  /** Whom a push service writes to when something is wrong. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:.+@|https:\/\/)/, "must be a mailto: or https: address")
    .optional(),
  /** Lets push messages go to addresses of this network too: for tests and for trying out alone. */
  PUSH_PRIVATE_ADDRESSES: z.enum(["true", "false"]).default("false"),
  /** Lets shops have their orders sent to addresses of this network, and without TLS: for trying out. */
  EXPORT_PRIVATE_ADDRESSES: z.enum(["true", "false"]).default("false"),
  /** Where media nodes record; the same directory as theirs. */
  RECORDINGS_DIR: z.string().min(1).default("../.data/recordings"),
  /** For how long recordings are kept after their show; 0 for ever. */
  RECORDING_DAYS: z.coerce.number().int().min(0).max(36_500).default(90),
  UPLOAD_DIR: z.string().min(1).default(".data/uploads"),
  CLIENT_DIR: z.string().min(1).default("../client/dist"),
});

export interface Config {
  production: boolean;
  logLevel: z.infer<typeof Environment>["LOG_LEVEL"];
  port: number;
  publicUrl: URL;
  /** Origins whose pages may call this server. */
  origins: ReadonlySet<string>;
  trustedProxies: number;
  rateLimitScale: number;
  metricsPort: number | undefined;
  joinsPerSecond: number;
  roles: ReadonlySet<(typeof serverRoles)[number]>;
  /** Bytes that may wait for one socket. */
  socketBufferBytes: number;
  mongo: { uri: string; database: string };
  redisUrl: string;
  stripe: {
    secretKey: string;
    publishableKey: string;
    webhookSecrets: readonly string[];
    /** Where the simulator listens; undefined for Stripe itself. */
    apiUrl: URL | undefined;
    callsPerSecond: number;
    feeBasisPoints: number;
  };
  hostGraceMs: number;
  mediaTokenSecret: string;
  accountSecret: string;
  erasureGraceMs: number;
  /** Relays for those whose network lets no video through; null for none. */
  turn: { urls: readonly string[]; secret: string } | null;
  /** The way to the mail server; null for none: nobody gets email then. */
  mail: MailSettings | null;
  /** Null for no push messages. */
  push: PushSettings | null;
  /** Whether orders may be sent to addresses of this network. Never in production. */
  exportPrivateAddresses: boolean;
  uploadDir: string;
  recordingsDir: string;
  /** Milliseconds for which recordings are kept after their show; null for ever. */
  keepRecordingsMs: number | null;
  clientDir: string;
}

const DAY_MS = 24 * 3_600_000;

/** A configuration that cannot work; `message` names every fault, one a line. */
export class ConfigError extends Error {}

type Parsed = z.infer<typeof Environment>;

/** @throws {ConfigError} when some of these are set and others are not: they only work together */
const requireTogether = (e: Parsed, names: readonly (keyof Parsed)[]): void => {
  const missing = names.filter((name) => e[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return;
  const there = names.filter((name) => e[name] !== undefined);
  throw new ConfigError(
    missing.map((name) => `${name} is not set, and ${there.join(", ")} needs it`).join("\n"),
  );
};

const mailOf = (e: Parsed): MailSettings | null => {
  requireTogether(e, ["SMTP_URL", "MAIL_FROM"]);
  return e.SMTP_URL === undefined || e.MAIL_FROM === undefined
    ? null
    : { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM };
};

const pushOf = (e: Parsed): PushSettings | null => {
  requireTogether(e, ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "VAPID_SUBJECT"]);
  const privateAddresses = e.PUSH_PRIVATE_ADDRESSES === "true";
  if (privateAddresses && e.NODE_ENV === "production")
    throw new ConfigError("PUSH_PRIVATE_ADDRESSES: is not for production");
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = e;
  if (publicKey === undefined || privateKey === undefined || subject === undefined) return null;
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(privateKey, "base64url");
  if (pair.getPublicKey("base64url") !== publicKey)
    throw new ConfigError("VAPID_PUBLIC_KEY: is not the other half of VAPID_PRIVATE_KEY");
  return { publicKey, privateKey, subject, privateAddresses };
};

/**
 * Reads the whole configuration from the environment, once.
 * @throws {ConfigError} naming every variable at fault.
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues
        .map(({ path, message }) => {
          const name = path.join(".");
          return given[name] === undefined ? `${name} is not set` : `${name}: ${message}`;
        })
        .join("\n"),
    );
  const e = parsed.data;
  const publicUrl = new URL(e.PUBLIC_URL);
  const production = e.NODE_ENV === "production";
  if (production && publicUrl.protocol !== "https:" && publicUrl.hostname !== "localhost")
    throw new ConfigError("PUBLIC_URL: must begin with https:// in production");
  if (production && e.EXPORT_PRIVATE_ADDRESSES === "true")
    throw new ConfigError("EXPORT_PRIVATE_ADDRESSES: is not for production");
  if (e.STRIPE_API_URL && /^(sk|rk)_live_/.test(e.STRIPE_SECRET_KEY))
    throw new ConfigError("STRIPE_API_URL: a live key is never sent to a simulator");
  if (e.TURN_URLS.length > 0 !== (e.TURN_SECRET !== undefined))
    throw new ConfigError(
      e.TURN_SECRET === undefined
        ? "TURN_SECRET is not set, and the servers of TURN_URLS need it"
        : "TURN_URLS is not set, and TURN_SECRET is of no use without it",
    );
  return {
    production,
    logLevel: e.LOG_LEVEL,
    port: e.PORT,
    publicUrl,
    origins: new Set([publicUrl.origin, ...e.ALLOWED_ORIGINS]),
    trustedProxies: e.TRUSTED_PROXIES,
    rateLimitScale: e.RATE_LIMIT_SCALE,
    metricsPort: e.METRICS_PORT,
    joinsPerSecond: e.JOINS_PER_SECOND,
    roles: new Set(e.ROLES),
    socketBufferBytes: e.SOCKET_BUFFER_KB * 1024,
    mongo: { uri: e.MONGODB_URI, database: e.MONGODB_DATABASE },
    redisUrl: e.REDIS_URL,
    stripe: {
      secretKey: e.STRIPE_SECRET_KEY,
      publishableKey: e.STRIPE_PUBLISHABLE_KEY,
      webhookSecrets: e.STRIPE_WEBHOOK_SECRET,
      apiUrl: e.STRIPE_API_URL ? new URL(e.STRIPE_API_URL) : undefined,
      callsPerSecond: e.STRIPE_CALLS_PER_SECOND,
      feeBasisPoints: e.PLATFORM_FEE_BASIS_POINTS,
    },
    hostGraceMs: e.HOST_GRACE_SECONDS * 1000,
    mediaTokenSecret: e.MEDIA_TOKEN_SECRET,
    accountSecret: e.ACCOUNT_SECRET,
    erasureGraceMs: e.ERASURE_GRACE_SECONDS * 1000,
    turn: e.TURN_SECRET === undefined ? null : { urls: e.TURN_URLS, secret: e.TURN_SECRET },
    mail: mailOf(e),
    push: pushOf(e),
    exportPrivateAddresses: e.EXPORT_PRIVATE_ADDRESSES === "true",
    recordingsDir: e.RECORDINGS_DIR,
    keepRecordingsMs: e.RECORDING_DAYS === 0 ? null : e.RECORDING_DAYS * DAY_MS,
    uploadDir: e.UPLOAD_DIR,
    clientDir: e.CLIENT_DIR,
  };
};
