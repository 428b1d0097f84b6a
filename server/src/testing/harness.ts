import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AnswerOf,
  type AnyRoute,
  type CallOf,
  type CommandName,
  type Commands,
  type Me,
  parseAnswer,
  RefusalBody,
  type Result,
  routes,
} from "@showdrop/shared";
import { io, type Socket } from "socket.io-client";
import { type Config, readConfig } from "../config.ts";
import { type Clock, systemClock } from "../kit/clock.ts";
import { createLogger } from "../kit/logger.ts";
import { connectMongo, type Db } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { connectRedis } from "../kit/redis.ts";
import { buildPlatform } from "../platform.ts";

type CallInput<R extends AnyRoute> = Partial<CallOf<R>> & {
  idempotencyKey?: string;
  file?: Blob;
  headers?: Record<string, string>;
};

/** One person (or visitor) with a cookie jar of their own, who speaks HTTP and sockets to a server under test. */
export interface Client {
  me: Me;
  call<R extends AnyRoute>(route: R, input?: CallInput<R>): Promise<Result<AnswerOf<R>>>;
  /** As `call`, for what must succeed: throws with the refusal otherwise. */
  must<R extends AnyRoute>(route: R, input?: CallInput<R>): Promise<AnswerOf<R>>;
  /** Opens a socket, at another server than the calls go to when `url` says so. */
  connect(url?: string): Promise<TestSocket>;
  cookie(): string;
}

export interface TestSocket {
  socket: Socket;
  request<C extends CommandName>(
    command: C,
    input: Commands[C]["input"],
  ): Promise<Result<Commands[C]["answer"]>>;
  close(): void;
}

const createClient = (baseUrl: string): Client => {
  let cookie = "";
  const call = async <R extends AnyRoute>(
    route: R,
    input: CallInput<R> = {},
  ): Promise<Result<AnswerOf<R>>> => {
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((input.params as Record<string, unknown> | undefined)?.[name])),
    );
    const query = new URLSearchParams((input.query ?? {}) as Record<string, string>);
    const form = new FormData();
    if (input.file) form.set("file", input.file, "picture");
    const response = await fetch(`${baseUrl}${path}?${query}`, {
      method: route.method,
      headers: {
        ...(input.file ? {} : { "content-type": "application/json" }),
        ...(cookie ? { cookie } : {}),
        ...(route.idempotent ? { "idempotency-key": input.idempotencyKey ?? randomToken(12) } : {}),
        ...input.headers,
      },
      ...(input.file ? { body: form } : input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    });
    for (const set of response.headers.getSetCookie()) cookie = set.split(";", 1)[0] ?? "";
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, data: route.answer.parse(body) as AnswerOf<R> };
    return { ok: false, error: RefusalBody.parse(body).error };
  };
  const client: Client = {
    me: { id: "", email: "", displayName: "", memberships: [], createdAt: "", namedWhenBuying: false },
    call,
    async must(route, input) {
      const result = await call(route, input);
      if (!result.ok) throw new Error(`${route.method} ${route.path}: ${JSON.stringify(result.error)}`);
      return result.data;
    },
    async connect(url = baseUrl) {
      const socket: Socket = io(url, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        extraHeaders: cookie ? { cookie } : {},
      });
      await new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve).once("connect_error", reject);
      });
      return {
        socket,
        async request(command, input) {
          const answer: unknown = await socket.timeout(20_000).emitWithAck(command, input);
          return parseAnswer(command, answer);
        },
        close: () => void socket.close(),
      };
    },
    cookie: () => cookie,
  };
  return client;
};

/** Those who call the server at `url`. */
export interface People {
  visitor(): Client;
  /** A person with an account of their own, signed in. */
  person(name: string): Promise<Client>;
}

export const peopleOf = (url: string): People => ({
  visitor: () => createClient(url),
  async person(name) {
    const client = createClient(url);
    client.me = await client.must(routes.signUp, {
      body: {
        email: `${name}-${randomToken(6)}@example.com`,
        password: "a fine long password",
        displayName: name,
      },
    });
    return client;
  },
});

export interface TestServer extends People {
  url: string;
  config: Config;
  parts: Awaited<ReturnType<typeof connect>>;
  metrics: Awaited<ReturnType<typeof buildPlatform>>["metrics"];
  db: Db;
  stop(): Promise<void>;
}

/** What a server under test is configured with, where nothing else is said. */
export const testSettings = {
  NODE_ENV: "test",
  LOG_LEVEL: "fatal",
  MEDIA_TOKEN_SECRET: "a secret for tests that is long enough",
  ACCOUNT_SECRET: "another secret for tests, long enough",
  RATE_LIMIT_SCALE: "1000",
  RECORDINGS_DIR: join(tmpdir(), `showdrop-recordings-${randomToken(6)}`),
};

const connect = async (config: Config, clock: Clock) => {
  const log = createLogger(config.logLevel);
  const [db, redis, subscriber] = await Promise.all([
    connectMongo(config.mongo),
    connectRedis(config.redisUrl, log),
    connectRedis(config.redisUrl, log),
  ]);
  return { config, db, redis, subscriber, clock, log };
};

/**
 * The real server on a free port, against the Redis, MongoDB and Stripe of the environment, with a database of its
 * own. Two servers that share a sale share `database`.
 */
export const startTestServer = async ({
  env = {},
  clock = systemClock,
  database = `test-${randomToken(6)}`,
}: {
  env?: Record<string, string>;
  clock?: Clock;
  database?: string;
} = {}): Promise<TestServer> => {
  const config = readConfig({
    ...testSettings,
    ...process.env,
    PORT: "0",
    MONGODB_DATABASE: database,
    ...env,
  });
  const parts = await connect(config, clock);
  const server = await buildPlatform(parts);
  await new Promise<void>((resolve) => {
    server.http.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.http.address() as AddressInfo).port}`;
  return {
    url,
    config,
    parts,
    metrics: server.metrics,
    db: parts.db,
    ...peopleOf(url),
    async stop() {
      await server.close();
      parts.subscriber.destroy();
      await Promise.all([parts.redis.close(), parts.db.close()]);
    },
  };
};
