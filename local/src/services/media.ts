import { join } from "node:path";
import { root } from "../kit/paths.ts";
import { type OutputSink, startProcess } from "../kit/process.ts";
import { childEnv, type Service, startService } from "../kit/service.ts";
import { askHealth } from "./health.ts";

export type MediaOptions = {
  /** How people call it: "the media node". */
  name: string;
  port: number;
  /** Everything its configuration reads besides MEDIA_PORT. */
  env: Record<string, string | undefined>;
  output: OutputSink;
};

export type Media = Service & { readonly port: number; readonly url: string };

/** Starts a media node and waits until it is ready to serve. */
export async function startMedia(options: MediaOptions): Promise<Media> {
  const { name, port, output } = options;
  const service = await startService(name, () =>
    startProcess({
      name,
      command: process.execPath,
      args: ["src/main.ts"],
      cwd: join(root, "media"),
      env: childEnv({ ...options.env, MEDIA_PORT: `${port}` }),
      ready: { ask: () => askHealth(port) },
      output,
    }),
  );
  return { ...service, port, url: `http://localhost:${port}` };
}
