import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startChild } from "./child.ts";

/** A Redis that a test may hang, kill and rob of its data, as it shares it with nobody. */
export interface OwnRedis {
  port: number;
  url: string;
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  /** Starts it again with what `SAVE` wrote last, or with nothing. */
  start(data: "last-saved" | "nothing"): Promise<void>;
  stop(): Promise<void>;
}

export const startOwnRedis = async (): Promise<OwnRedis> => {
  const dir = await mkdtemp(join(tmpdir(), "showdrop-redis-"));
  const port = await freePort();
  const launch = () =>
    startChild(
      "redis-server",
      ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", dir, "--save", "", "--appendonly", "no"],
      (line) => (line.includes("Ready to accept connections") ? true : undefined),
    );
  let child = await launch();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pause: () => child.signal("SIGSTOP"),
    resume: () => child.signal("SIGCONT"),
    async kill() {
      await child.end("SIGKILL");
    },
    async start(data) {
      if (data === "nothing") await rm(join(dir, "dump.rdb"), { force: true });
      child = await launch();
    },
    async stop() {
      await child.end("SIGKILL");
      await rm(dir, { recursive: true, force: true });
    },
  };
};
