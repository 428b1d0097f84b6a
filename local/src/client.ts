import { existsSync } from "node:fs";
import { join } from "node:path";
import { Instruction } from "./kit/instruction.ts";
import { type Log, withProgress } from "./kit/log.ts";
import { root } from "./kit/paths.ts";
import { lastLines, run } from "./kit/run.ts";

/** Where the built client is: what a server gets as CLIENT_DIR. */
export const clientDir = join(root, "client", "dist");

/** Builds the client when its sources changed since the last build; turbo's cache knows. */
export async function buildClient(log: Log): Promise<void> {
  if (!existsSync(join(clientDir, "index.html"))) log("Building the client");
  const turbo = join(root, "node_modules", ".bin", "turbo");
  const result = await withProgress(log, "building the client", () =>
    run(turbo, ["run", "build", "--filter=@showdrop/client", "--output-logs=errors-only"], {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" },
    }),
  );
  if (result.code !== 0)
    throw new Instruction(`The client does not build:\n\n${lastLines(result.output, 40)}`);
}
