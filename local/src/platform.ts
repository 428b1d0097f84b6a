import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { clientDir } from "./client.ts";
import { forgetEnvironment, noteEnvironment } from "./environment.ts";
import { ensureFfmpeg } from "./ffmpeg.ts";
import type { Log } from "./kit/log.ts";
import { freePort } from "./kit/ports.ts";
import type { OutputSink } from "./kit/process.ts";
import type { Service } from "./kit/service.ts";
import { keepSecrets } from "./secrets.ts";
import { foreignMail, type Mail, type MailVariables, startMail } from "./services/mail.ts";
import { type Media, startMedia } from "./services/media.ts";
import { foreignMongo, type Mongo, startMongo } from "./services/mongo.ts";
import { foreignRedis, type Redis, startRedis } from "./services/redis.ts";
import { type Server, startServer } from "./services/server.ts";
import { foreignStripe, type Stripe, type StripeVariables, startStripe } from "./services/stripe.ts";
import { ensureWorker } from "./worker/ensure-worker.ts";

export type PlatformOptions = {
  /** Data, uploads, secrets and logs live here. */
  dataDir: string;
  /** Whether Redis and the database write to disk. Without it their data ends with their process. */
  durable: boolean;
  /** Those not named are any that are free. The second server's or media node's is the first's plus one, if that is named. */
  ports?: { server?: number; media?: number; rtc?: number; mailbox?: number };
  /** Where people reach it; without it, the first server's own address. */
  publicUrl?: string | undefined;
  /** Further origins whose pages may use it. */
  allowedOrigins?: readonly string[];
  /** How many servers share the work; one without it. */
  servers?: number;
  /** How many media nodes carry the video; one without it. */
  mediaNodes?: number;
  /** What already runs elsewhere, instead of starting it. */
  use?: {
    redisUrl?: string | undefined;
    mongoUri?: string | undefined;
    stripe?: StripeVariables | undefined;
    mail?: MailVariables | undefined;
  };
  /** Variables beyond those that follow from the rest, such as LOG_LEVEL. They win. */
  serverEnv?: Record<string, string | undefined>;
  mediaEnv?: Record<string, string | undefined>;
  log: Log;
};

/** The whole platform on this machine. Each part can be stopped, killed, paused and started again. */
export type Platform = {
  /** The first server's address. */
  readonly url: string;
  /** The first media node's address. */
  readonly mediaUrl: string;
  readonly redis: Redis;
  readonly mongo: Mongo;
  readonly stripe: Stripe;
  readonly mail: Mail;
  readonly medias: readonly Media[];
  /** The first of them. */
  readonly media: Media;
  readonly servers: readonly Server[];
  /** The first of them. */
  readonly server: Server;
  /** All of the above, in the order of their start. */
  readonly services: readonly Service[];
  /** Stops all of it, in the reverse order. */
  stop(): Promise<void>;
};

/**
 * Starts Redis, the database, Stripe, the media nodes and the servers, and answers when all are ready to serve.
 * The client must be built (buildClient) for the servers to show pages.
 * @throws Instruction with the reason when a part does not start; the parts already started are stopped
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const started: Service[] = [];
  const keep = <S extends Service>(service: S): S => {
    started.push(service);
    return service;
  };
  const stop = async () => {
    for (const service of started.toReversed()) await service.stop();
    await forgetEnvironment(options.dataDir);
  };
  try {
    return { ...(await startParts(options, keep)), services: started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  options: PlatformOptions,
  keep: <S extends Service>(service: S) => S,
): Promise<Omit<Platform, "services" | "stop">> {
  const { dataDir, durable, use, log } = options;
  await turnLogs(dataDir);
  const output = (name: string): OutputSink => ({ file: join(dataDir, "logs", `${name}.log`) });
  const secrets = await keepSecrets(dataDir);
  const worker = await ensureWorker(log);
  const { ffmpeg, ffprobe } = await ensureFfmpeg(log);
  const RECORDINGS_DIR = join(dataDir, "recordings");
  const ports = await choosePorts(options);
  const [firstPort] = ports.servers;
  const url = `http://localhost:${firstPort}`;
  const publicUrl = options.publicUrl ?? url;
  const ALLOWED_ORIGINS = [
    new URL(publicUrl).origin,
    ...ports.servers.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]),
    ...(options.allowedOrigins ?? []),
  ].join(",");

  const redis = keep(
    use?.redisUrl
      ? foreignRedis(use.redisUrl)
      : await startRedis({ dir: join(dataDir, "redis"), durable, output: output("redis"), log }),
  );
  const mongo = keep(
    use?.mongoUri
      ? foreignMongo(use.mongoUri)
      : await startMongo({ ...(durable ? { dir: join(dataDir, "mongo") } : {}), output: output("mongo") }),
  );
  const stripe = keep(
    use?.stripe
      ? foreignStripe(use.stripe)
      : await startStripe({
          webhookSecret: secrets.stripeWebhookSecret,
          webhookUrl: `http://127.0.0.1:${firstPort}/webhooks/stripe`,
          ...(durable ? { dir: join(dataDir, "stripe") } : {}),
          output: output("stripe"),
        }),
  );
  const mail = keep(
    use?.mail
      ? foreignMail(use.mail)
      : await startMail({
          ...(durable ? { dir: join(dataDir, "mails") } : {}),
          port: options.ports?.mailbox,
          output: output("mailbox"),
        }),
  );
  const rtc = options.ports?.rtc;
  const mediaEnvs = ports.medias.map((port, index) => ({
    MEDIA_PUBLIC_URL: `http://localhost:${port}`,
    NODE_ID: `media-${index + 1}`,
    REDIS_URL: redis.url,
    MEDIA_TOKEN_SECRET: secrets.mediaTokenSecret,
    ANNOUNCED_ADDRESS: "127.0.0.1",
    RTC_PORT: `${rtc === undefined ? 0 : rtc + index}`,
    PIPE_PORTS: "0",
    MEDIA_DRAIN_SECONDS: "6", // whoever stops a part here waits ten
    MEDIA_WORKERS: "1", // one carries several hundred viewers, and a home machine has other work too
    MEDIASOUP_WORKER_BIN: worker,
    ALLOWED_ORIGINS,
    RECORDINGS_DIR,
    FFMPEG: ffmpeg,
    FFPROBE: ffprobe,
    ...options.mediaEnv,
  }));
  const serverEnv = {
    NODE_ENV: "development",
    PUBLIC_URL: publicUrl,
    ALLOWED_ORIGINS,
    MONGODB_URI: mongo.uri,
    REDIS_URL: redis.url,
    MEDIA_TOKEN_SECRET: secrets.mediaTokenSecret,
    ACCOUNT_SECRET: secrets.accountSecret,
    UPLOAD_DIR: join(dataDir, "uploads"),
    RECORDINGS_DIR,
    CLIENT_DIR: clientDir,
    ...stripe.variables,
    ...mail.variables,
    VAPID_PUBLIC_KEY: secrets.vapid.publicKey,
    VAPID_PRIVATE_KEY: secrets.vapid.privateKey,
    VAPID_SUBJECT: "mailto:operator@showdrop.example",
    ...options.serverEnv,
  };
  await noteEnvironment(dataDir, {
    ...{ MEDIA_PORT: `${ports.medias[0]}`, PORT: `${firstPort}`, DATA_DIR: dataDir },
    ...{ ...mediaEnvs[0], ...serverEnv },
  });
  const medias: Media[] = [];
  for (const [index, port] of ports.medias.entries()) {
    medias.push(
      keep(
        await startMedia({
          name: ports.medias.length === 1 ? "the media node" : `media node ${index + 1}`,
          port,
          env: mediaEnvs[index] ?? {},
          output: output(index === 0 ? "media" : `media-${index + 1}`),
        }),
      ),
    );
  }
  const servers: Server[] = [];
  for (const [index, port] of ports.servers.entries()) {
    servers.push(
      keep(
        await startServer({
          name: ports.servers.length === 1 ? "the server" : `server ${index + 1}`,
          port,
          env: serverEnv,
          output: output(index === 0 ? "server" : `server-${index + 1}`),
        }),
      ),
    );
  }
  const [server] = servers;
  if (!server) throw new RangeError("a platform has at least one server");
  const [media] = medias;
  if (!media) throw new RangeError("a platform has at least one media node");
  return { url, mediaUrl: media.url, redis, mongo, stripe, mail, medias, media, servers, server };
}

/** Begins new logs and keeps those of the last start, so that neither grows without end. */
async function turnLogs(dataDir: string): Promise<void> {
  const logs = join(dataDir, "logs");
  await rm(`${logs}.previous`, { recursive: true, force: true });
  await mkdir(logs, { recursive: true }); // there is nothing to keep the first time
  await rename(logs, `${logs}.previous`);
}

async function choosePorts({
  ports,
  servers = 1,
  mediaNodes = 1,
}: PlatformOptions): Promise<{ servers: number[]; medias: number[] }> {
  const choose = (first: number | undefined, count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => (first === undefined ? freePort() : first + i)));
  return {
    servers: await choose(ports?.server, servers),
    medias: await choose(ports?.media, mediaNodes),
  };
}
