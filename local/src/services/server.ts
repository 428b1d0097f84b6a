import { join } from "node:path";
import { root } from "../kit/paths.ts";
import { type OutputSink, startProcess } from "../kit/process.ts";
import { childEnv, type Service, startService } from "../kit/service.ts";
import { askHealth } from "./health.ts";

export type ServerOptions = {
  /** How people call it: "the server", "server 2". */
  name: string;
  port: number;
  /** Everything its configuration reads besides PORT. */
  env: Record<string, string | undefined>;
  output: OutputSink;
};

export type Server = Service & { readonly port: number; readonly url: string };

/** Starts a server and waits until it is ready to serve. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { name, port, output } = options;
  const service = await startService(name, () =>
    startProcess({
      name,
      command: process.execPath,
      args: ["src/main.ts"],
      cwd: join(root, "server"),
      env: childEnv({ ...options.env, PORT: `${port}` }),
      ready: { ask: () => askHealth(port) },
      output,
    }),
  );
  return { ...service, port, url: `http://localhost:${port}` };
}
