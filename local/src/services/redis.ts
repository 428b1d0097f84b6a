import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { installPackages } from "../kit/apt.ts";
import { Instruction } from "../kit/instruction.ts";
import type { Log } from "../kit/log.ts";
import { freePort } from "../kit/ports.ts";
import { type OutputSink, startProcess } from "../kit/process.ts";
import { childEnv, foreignService, type Service, startService } from "../kit/service.ts";
import { which } from "../kit/which.ts";

export type RedisOptions = {
  /** Its own folder; wiping deletes it. */
  dir: string;
  /** Without one: any that is free. */
  port?: number;
  /** Whether data outlives the process (append-only file, written out every second). */
  durable: boolean;
  output: OutputSink;
  log: Log;
};

export type Redis = Service & {
  readonly url: string;
  /** Killed without farewell and started again on the same port, with its data deleted or as it was on disk. */
  restart(options: { wipe: boolean }): Promise<void>;
};

/** Starts a Redis (or Valkey) of our own on 127.0.0.1. */
export async function startRedis(options: RedisOptions): Promise<Redis> {
  const program = await findProgram(options.log);
  const port = options.port ?? (await freePort());
  const service = await startService("Redis", () => {
    mkdirSync(options.dir, { recursive: true });
    return startProcess({
      name: "Redis",
      command: program,
      args: [
        ...["--port", `${port}`, "--bind", "127.0.0.1", "--dir", options.dir],
        ...["--appendonly", options.durable ? "yes" : "no", "--appendfsync", "everysec"],
        ...["--save", ""], // no snapshots: the append-only file is the one record on disk
        ...["--maxmemory-policy", "noeviction"], // stock counters must never be evicted
      ],
      env: childEnv({}),
      ready: { line: (line) => (line.includes("Ready to accept connections") ? true : undefined) },
      output: options.output,
    });
  });
  return {
    ...service,
    url: `redis://127.0.0.1:${port}`,
    restart: async ({ wipe }: { wipe: boolean }) => {
      await service.kill();
      if (wipe) await rm(options.dir, { recursive: true, force: true });
      await service.start();
    },
  };
}

const findInstalled = () => which("redis-server", "valkey-server");

async function findProgram(log: Log): Promise<string> {
  const installed = findInstalled();
  if (installed) return installed;
  await installPackages(["redis-server"], "Showdrop keeps stock counters in Redis, which", log);
  const program = findInstalled();
  if (!program)
    throw new Instruction(
      "redis-server was installed but is not on the PATH. Put it there, or set REDIS_URL.",
    );
  return program;
}

/** The Redis that REDIS_URL names. */
export function foreignRedis(url: string): Redis {
  const service = foreignService("Redis", "REDIS_URL");
  return { ...service, url, restart: service.kill };
}
