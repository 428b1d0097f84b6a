import { join } from "node:path";
import { z } from "zod";
import { root } from "../kit/paths.ts";
import { freePort } from "../kit/ports.ts";
import { type OutputSink, startProcess } from "../kit/process.ts";
import { readyLine } from "../kit/ready-line.ts";
import { childEnv, foreignService, type Service, startService } from "../kit/service.ts";

export type MongoOptions = {
  /** Where its data lives; without one: in memory. */
  dir?: string;
  /** Without one: any that is free. */
  port?: number;
  output: OutputSink;
};

export type Mongo = Service & { readonly uri: string };

const ready = z.object({ ready: z.literal(true), uri: z.string() });

/** Starts the embedded MongoDB-compatible store in a process of its own. */
export async function startMongo(options: MongoOptions): Promise<Mongo> {
  const port = options.port ?? (await freePort());
  let uri = "";
  const service = await startService("the database", async () => {
    const running = await startProcess({
      name: "the database",
      command: process.execPath,
      args: [
        join(root, "local", "src", "mongo", "main.ts"),
        ...["--port", `${port}`],
        ...(options.dir === undefined ? [] : ["--dir", options.dir]),
      ],
      env: childEnv({}),
      ready: { line: readyLine(ready) },
      output: options.output,
    });
    uri = running.ready.uri;
    return running;
  });
  return { ...service, uri };
}

/** The MongoDB that MONGODB_URI names. */
export function foreignMongo(uri: string): Mongo {
  return { ...foreignService("MongoDB", "MONGODB_URI"), uri };
}
