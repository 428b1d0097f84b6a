import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { freePort, startChild } from "./child.ts";

/** A database that a test may hang and kill; its data outlives it. */
export interface OwnMongo {
  uri: string;
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const entry = new URL("../../../local/src/mongo/main.ts", import.meta.url).pathname;
const Ready = z.object({ ready: z.literal(true), uri: z.string() });

export const startOwnMongo = async (): Promise<OwnMongo> => {
  const dir = await mkdtemp(join(tmpdir(), "showdrop-mongo-"));
  const port = await freePort();
  const launch = () =>
    startChild(process.execPath, [entry, "--dir", dir, "--port", `${port}`], (line) =>
      Ready.parse(JSON.parse(line)),
    );
  let child = await launch();
  return {
    uri: child.ready.uri,
    pause: () => child.signal("SIGSTOP"),
    resume: () => child.signal("SIGCONT"),
    async kill() {
      await child.end("SIGKILL");
    },
    async start() {
      child = await launch();
    },
    async stop() {
      await child.end("SIGKILL");
      await rm(dir, { recursive: true, force: true });
    },
  };
};
