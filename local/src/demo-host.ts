import { join } from "node:path";
import { z } from "zod";
import { root } from "./kit/paths.ts";
import { type OutputSink, type RunningProcess, startProcess } from "./kit/process.ts";
import { readyLine } from "./kit/ready-line.ts";
import { childEnv } from "./kit/service.ts";

const ready = z.object({
  ready: z.literal(true),
  accounts: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});

/** What the demo made: the accounts that people can sign in with. */
export type Demo = z.infer<typeof ready>;

const READY_SECONDS = 180; // the first time it draws pictures and fills the shop

/** Fills an empty platform with demo data, once, and broadcasts the demo show until it is stopped. */
export function startDemo(url: string, output: OutputSink): Promise<RunningProcess<Demo>> {
  return startProcess({
    name: "the demo",
    command: process.execPath,
    args: [join(root, "local", "src", "demo", "main.ts")],
    env: childEnv({ SHOWDROP_URL: url }),
    ready: { line: readyLine(ready) },
    readySeconds: READY_SECONDS,
    output,
  });
}
