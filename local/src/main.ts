// The second half of npm start: the platform on this machine, with demo data, until Ctrl-C.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { buildClient } from "./client.ts";
import { type Demo, startDemo } from "./demo-host.ts";
import { claimFolder } from "./kit/claim.ts";
import { noteDataFormat, putOldDataAside } from "./kit/data-format.ts";
import { requireDiskSpace } from "./kit/disk.ts";
import { describeError, Instruction } from "./kit/instruction.ts";
import type { Log } from "./kit/log.ts";
import { isPortFree } from "./kit/ports.ts";
import { describeExit } from "./kit/process.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { readSettings, type Settings } from "./settings.ts";
import { supervise } from "./supervise.ts";

const DISK_MEGABYTES = 300; // the database's and Redis's files, uploads and logs of a first evening

const log: Log = (line) => void process.stdout.write(`${line}\n`);

async function requireFreePorts({ ports, use }: Settings): Promise<void> {
  const wanted = [
    { port: ports.server, variable: "PORT", use: "the pages" },
    { port: ports.media, variable: "MEDIA_PORT", use: "the media node" },
    { port: ports.rtc, variable: "RTC_PORT", use: "video" },
    ...(use.mail ? [] : [{ port: ports.mailbox, variable: "MAILBOX_PORT", use: "the mailbox" }]),
  ];
  for (const { port, variable, use } of wanted) {
    if (await isPortFree(port)) continue;
    throw new Instruction(
      `Port ${port}, wanted for ${use}, is taken by another program. Stop that, or choose another port:\n\n` +
        `  ${variable}=${port + 1} npm start`,
    );
  }
}

/** Claims the data folder, a new one when what is in it was written by a version that this one cannot read. */
async function claimData({ dataDir }: Settings): Promise<() => Promise<void>> {
  const release = await claimFolder(dataDir);
  const aside = await putOldDataAside(dataDir);
  if (!aside) {
    await noteDataFormat(dataDir);
    return release;
  }
  log(`The data of an earlier version was put aside, in ${aside}; this one begins anew.`);
  await rm(join(aside, "running"), { force: true });
  const again = await claimFolder(dataDir);
  await noteDataFormat(dataDir);
  return again;
}

/** The platform is worth having without its demo, so a demo that fails, now or later, is only told. */
async function tryDemo(
  platform: Platform,
  settings: Settings,
): Promise<{ demo?: Demo; stop: () => Promise<void> }> {
  try {
    const demo = await startDemo(platform.url, { file: join(settings.dataDir, "logs", "demo.log") });
    let stopping = false;
    void demo.exited.then((exit) => {
      if (!stopping) log(`The demo show is over: ${describeExit("its host", exit)}`);
    });
    const stop = () => {
      stopping = true;
      return demo.stop();
    };
    return { demo: demo.ready, stop };
  } catch (error) {
    log(`\nThere will be no demo show: ${describeError(error)}\n`);
    return { stop: async () => {} };
  }
}

function describePlatform(platform: Platform, settings: Settings, demo: Demo | undefined): string {
  const rows: Array<[string, string]> = [
    ["Showdrop", settings.publicUrl ?? platform.url],
    ["Media node", platform.mediaUrl],
    ["Stripe", platform.stripe.url + (settings.use.stripe ? "" : " (simulated: no money moves)")],
    ["Mailbox", platform.mail.url ?? "(mails really are sent)"],
    ["Database", platform.mongo.uri.replace(/\/\/[^@/]*@/, "//")], // never shows a password
    ["Redis", platform.redis.url.replace(/\/\/[^@/]*@/, "//")],
    ["Data and logs", settings.dataDir],
    ...(demo?.accounts ?? []).map(({ role, email, password }): [string, string] => [
      `Demo ${role}`,
      `${email}  ${password}`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return ["", ...lines, "", "  Ctrl-C stops all of it.", ""].join("\n");
}

/** The ways in which this ends: Ctrl-C and its kin (no reason), or something that cannot go on (its reason). */
function waitForEnd(): { ended: Promise<string | undefined>; giveUp: (reason: string) => void } {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(undefined));
  return { ended: promise, giveUp: resolve };
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  await requireDiskSpace(settings.dataDir, DISK_MEGABYTES, "Showdrop");
  const release = await claimData(settings);
  try {
    await requireFreePorts(settings);
    await buildClient(log);
    log("Starting");
    const { ended, giveUp } = waitForEnd(); // from here on there is something to stop in order
    const platform = await startPlatform({ ...settings, durable: true, log });
    supervise(platform.services, log, giveUp);
    const { demo, stop: stopDemo } = await tryDemo(platform, settings);
    log(describePlatform(platform, settings, demo));
    const reason = await ended;
    log(reason ? `\nStopping: ${reason}` : "\nStopping");
    await stopDemo();
    await platform.stop();
    if (reason) process.exitCode = 1;
  } finally {
    await release();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`\n${describeError(error)}\n`);
  process.exitCode = 1;
}
