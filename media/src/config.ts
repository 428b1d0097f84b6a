import { availableParallelism, hostname } from "node:os";
import { z } from "zod";

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** Comma separated origins, such as `https://shop.example,https://www.shop.example`. */
const Origins = z
  .string()
  .default("")
  .transform((list) =>
    list
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)));

const Address = z.union([z.ipv4(), z.ipv6(), z.hostname()]);

/** A range of ports, such as `44500-44599`; 0 takes any free ones. */
const PortRange = z
  .string()
  .regex(/^(0|\d{1,5}-\d{1,5})$/, "two ports with a hyphen between them, or 0")
  .transform((text) => {
    if (text === "0") return null;
    const [min = 0, max = 0] = text.split("-").map(Number);
    return { min, max };
  })
  .refine((range) => !range || (range.min > 0 && range.min <= range.max && range.max <= 65_535), {
    error: "the first port is not above the second, and none above 65535",
  });

const Environment = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  /** Signalling and health. */
  MEDIA_PORT: port(8081),
  /** Where browsers reach the signalling. */
  MEDIA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:8081"),
  NODE_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, "1 to 64 letters, digits, dots, - or _")
    .default(() => hostname()),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).default("redis://localhost:6379"),
  /** Shared with the server, which signs the admission tokens. */
  MEDIA_TOKEN_SECRET: z.string("is required: at least 32 characters, the same as the server's").min(32),
  /** The address that browsers send media to. */
  ANNOUNCED_ADDRESS: Address.default("127.0.0.1"),
  /** The first worker's port for media, UDP and TCP; the next worker has the next one. 0 takes any free ones. */
  RTC_PORT: port(44_400),
  /** Where other media nodes reach this one's signalling; without it, where browsers do. */
  PIPE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The address that other media nodes send media to; without it, the one that browsers do. */
  PIPE_ADDRESS: Address.optional(),
  /** The ports for media from and to other nodes, UDP; each show that this node shares with another takes one. */
  PIPE_PORTS: PortRange.default({ min: 44_500, max: 44_599 }),
  /** How long a node that is asked to stop waits for its peers to move to others. */
  MEDIA_DRAIN_SECONDS: z.coerce.number().int().min(0).max(3_600).default(30),
  MEDIA_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(128)
    .default(() => availableParallelism()),
  /**
   * Receiving peers that one worker carries before a show opens a further hall on another. mediasoup's own measure is
   * about 500 consumers a worker: picture and sound for so many, with room for a rush.
   */
  PEERS_PER_WORKER: z.coerce.number().int().min(1).max(10_000).default(200),
  ALLOWED_ORIGINS: Origins,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** The mediasoup worker's binary; mediasoup finds its own when this is not set. */
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional(),
});

export interface Config {
  port: number;
  publicUrl: string;
  nodeId: string;
  redisUrl: string;
  tokenSecret: string;
  announcedAddress: string;
  rtcPort: number;
  pipeUrl: string;
  pipeAddress: string;
  /** Null takes any free ones. */
  pipePorts: { min: number; max: number } | null;
  drainSeconds: number;
  workers: number;
  /** Receiving peers that one worker carries well. */
  peersPerWorker: number;
  allowedOrigins: string[];
  logLevel: string;
  workerBin: string | undefined;
}

/** Reads the configuration from the environment, once; throws one error that names every fault. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const parsed = Environment.safeParse(withoutEmpty(env));
  if (!parsed.success) throw new Error(`The configuration is not right:\n${z.prettifyError(parsed.error)}`);
  const read = parsed.data;
  return {
    port: read.MEDIA_PORT,
    publicUrl: read.MEDIA_PUBLIC_URL,
    nodeId: read.NODE_ID,
    redisUrl: read.REDIS_URL,
    tokenSecret: read.MEDIA_TOKEN_SECRET,
    announcedAddress: read.ANNOUNCED_ADDRESS,
    rtcPort: read.RTC_PORT,
    pipeUrl: read.PIPE_URL ?? read.MEDIA_PUBLIC_URL,
    pipeAddress: read.PIPE_ADDRESS ?? read.ANNOUNCED_ADDRESS,
    pipePorts: read.PIPE_PORTS,
    drainSeconds: read.MEDIA_DRAIN_SECONDS,
    workers: read.MEDIA_WORKERS,
    peersPerWorker: read.PEERS_PER_WORKER,
    allowedOrigins: read.ALLOWED_ORIGINS,
    logLevel: read.LOG_LEVEL,
    workerBin: read.MEDIASOUP_WORKER_BIN,
  };
};

/** Compose files set a variable to nothing to say that it is not set. */
const withoutEmpty = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
