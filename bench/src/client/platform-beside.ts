// The platform with its demo, out of the way: the lowest priority, for itself and for all that it starts. What a page is
// measured by is then the page, not how long it stands behind its own server on the same processors.
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { startDemo } from "@showdrop/local/demo-host.ts";
import { startPlatform } from "@showdrop/local/platform.ts";

setPriority(constants.priority.PRIORITY_LOW);
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("usage: platform-beside.ts FOLDER");

const stopped = Promise.withResolvers<void>();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopped.resolve());

const platform = await startPlatform({
  dataDir,
  durable: false,
  serverEnv: { RATE_LIMIT_SCALE: "1000", LOG_LEVEL: "warn" },
  log: (line) => void process.stderr.write(`${line}\n`),
});
try {
  const demo = await startDemo(platform.url, { file: join(dataDir, "logs", "demo.log") });
  process.stdout.write(`${JSON.stringify({ ready: true, url: platform.url })}\n`);
  await stopped.promise;
  await demo.stop();
} finally {
  await platform.stop();
}
