import { resolve } from "node:path";
import { z } from "zod";
import { Instruction } from "./kit/instruction.ts";
import { root } from "./kit/paths.ts";
import type { PlatformOptions } from "./platform.ts";

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  PORT: port.default(8080),
  MEDIA_PORT: port.default(8081),
  RTC_PORT: port.default(44_400),
  MAILBOX_PORT: port.default(8082),
  DATA_DIR: z.string().min(1).default(".data"),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_ORIGINS: z.string().optional(),
});

/** What npm start takes from its environment. */
export type Settings = Required<
  Pick<PlatformOptions, "dataDir" | "use" | "allowedOrigins" | "serverEnv" | "mediaEnv">
> & {
  ports: { server: number; media: number; rtc: number; mailbox: number };
  publicUrl: string | undefined;
};

/**
 * Reads npm start's variables. Those that it only passes on to the server and the media node are checked there.
 * @throws Instruction naming every variable that is wrong
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Instruction(`These variables are wrong:\n${faults.join("\n")}`);
  }
  const { PORT, MEDIA_PORT, RTC_PORT, MAILBOX_PORT, DATA_DIR, PUBLIC_URL, ALLOWED_ORIGINS } = parsed.data;
  const pick = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (present[name] === undefined ? [] : [[name, present[name]]])));
  return {
    dataDir: resolve(root, DATA_DIR),
    ports: { server: PORT, media: MEDIA_PORT, rtc: RTC_PORT, mailbox: MAILBOX_PORT },
    publicUrl: PUBLIC_URL,
    allowedOrigins: ALLOWED_ORIGINS?.split(",") ?? [],
    use: {
      redisUrl: present.REDIS_URL,
      mongoUri: present.MONGODB_URI,
      stripe: present.STRIPE_SECRET_KEY
        ? pick("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_URL")
        : undefined,
      mail: present.SMTP_URL ? pick("SMTP_URL", "MAIL_FROM") : undefined,
    },
    serverEnv: pick(
      ...[
        "LOG_LEVEL",
        "UPLOAD_DIR",
        "RECORDING_DAYS",
        "MONGODB_DATABASE",
        "TRUSTED_PROXIES",
        "RATE_LIMIT_SCALE",
      ],
      ...["TURN_URLS", "TURN_SECRET", "HOST_GRACE_SECONDS", "EXPORT_PRIVATE_ADDRESSES"],
      ...["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "VAPID_SUBJECT"],
    ),
    mediaEnv: pick("MEDIA_PUBLIC_URL", "ANNOUNCED_ADDRESS", "MEDIA_WORKERS", "PEERS_PER_WORKER", "LOG_LEVEL"),
  };
}
