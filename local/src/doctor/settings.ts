import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { readEnvironment } from "../environment.ts";
import { Instruction } from "../kit/instruction.ts";
import { root } from "../kit/paths.ts";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const text = z.string().optional();
const list = z
  .string()
  .default("")
  .transform((given) =>
    given
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );
const address = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url));

/** What the doctor reads of the server's and the media node's variables. They judge them themselves, at their start. */
const schema = z.object({
  PORT: port(8080),
  MEDIA_PORT: port(8081),
  RTC_PORT: port(44_400),
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(128).optional(),
  PUBLIC_URL: address.optional(),
  MEDIA_PUBLIC_URL: address.optional(),
  ANNOUNCED_ADDRESS: z.string().default("127.0.0.1"),
  /** docker-compose.yml calls its one node so. */
  NODE_ID: z.string().default("media-1"),
  MEDIA_TOKEN_SECRET: text,
  ACCOUNT_SECRET: text,
  REDIS_URL: text,
  MONGODB_URI: text,
  STRIPE_SECRET_KEY: text,
  STRIPE_PUBLISHABLE_KEY: text,
  STRIPE_WEBHOOK_SECRET: list,
  STRIPE_API_URL: address.optional(),
  TURN_URLS: list,
  TURN_SECRET: text,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: text,
  VAPID_PUBLIC_KEY: text,
  VAPID_PRIVATE_KEY: text,
  VAPID_SUBJECT: text,
  DATA_DIR: z.string().default(".data"),
  UPLOAD_DIR: text,
  RECORDINGS_DIR: text,
  MEDIASOUP_WORKER_BIN: text,
});

export type Settings = Omit<z.infer<typeof schema>, "PUBLIC_URL" | "MEDIA_PUBLIC_URL"> & {
  PUBLIC_URL: URL;
  MEDIA_PUBLIC_URL: URL;
  /** Where these settings come from, in words. */
  source: string;
  /** Whether a platform that `npm start` began runs with them, or ran until it was killed. */
  local: boolean;
  /** What must never be shown. */
  hidden: readonly string[];
};

const SECRETS = [
  "MEDIA_TOKEN_SECRET",
  "ACCOUNT_SECRET",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "TURN_SECRET",
  "SMTP_URL",
  "VAPID_PRIVATE_KEY",
  "REDIS_URL",
  "MONGODB_URI",
] as const;

/**
 * Reads what the platform runs with: the file of settings if there is one, else what `npm start` noted; a variable of
 * the environment wins over both.
 * @throws Instruction naming every variable that is wrong
 */
export async function readSettings(env: NodeJS.ProcessEnv, envFile = join(root, ".env")): Promise<Settings> {
  const dataDir = resolve(root, env.DATA_DIR || ".data");
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, "utf8")) : undefined;
  const noted = fromFile ? undefined : await readEnvironment(dataDir);
  const present = Object.fromEntries(
    [...Object.entries(fromFile ?? noted ?? {}), ...Object.entries(env)].filter(([, value]) => value),
  );
  const parsed = schema.safeParse({ ...present, DATA_DIR: dataDir });
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Instruction(`These variables are wrong:\n${faults.join("\n")}`);
  }
  const { PUBLIC_URL, MEDIA_PUBLIC_URL, ...rest } = parsed.data;
  return {
    ...rest,
    PUBLIC_URL: PUBLIC_URL ?? new URL(`http://localhost:${rest.PORT}`),
    MEDIA_PUBLIC_URL: MEDIA_PUBLIC_URL ?? new URL(`http://localhost:${rest.MEDIA_PORT}`),
    source: fromFile
      ? `the settings in ${envFile}`
      : noted
        ? `the settings of the platform that npm start runs on ${dataDir}`
        : `the environment's settings: there is no .env, and npm start runs nothing on ${dataDir}`,
    local: noted !== undefined,
    hidden: SECRETS.flatMap((name) => hiddenParts(rest[name])),
  };
}

/** A secret, each of several, or the password inside an address. */
function hiddenParts(value: string | readonly string[] | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value !== "string") return value.flatMap(hiddenParts);
  if (!value.includes("://")) return [value];
  const password = /\/\/[^@/]*:([^@/]+)@/.exec(value)?.[1];
  return password === undefined ? [] : [password, decodeURIComponent(password)];
}
