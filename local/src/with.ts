// Runs a command with throw-away services around it: node local/src/with.ts redis mongo stripe worker -- vitest run
//
// Each service listens on a free port and keeps its data in a temporary folder; the command finds it by its
// variables. A REDIS_URL or MONGODB_URI that is already set is used instead; a real Stripe account never is.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureFfmpeg } from "./ffmpeg.ts";
import { describeError, Instruction } from "./kit/instruction.ts";
import { logToStderr } from "./kit/log.ts";
import { startMongo } from "./services/mongo.ts";
import { startRedis } from "./services/redis.ts";
import { startStripe } from "./services/stripe.ts";
import { ensureWorker } from "./worker/ensure-worker.ts";

/** What a started service gives to the command, and how it ends. */
type Provided = { variables: NodeJS.ProcessEnv; stop?: () => Promise<void> };

const quiet = { onLine: () => {} }; // what a service printed is shown when it fails to start
const log = logToStderr;

const providers: Record<string, (folder: string) => Promise<Provided>> = {
  redis: async (folder) => {
    if (process.env.REDIS_URL) return { variables: {} };
    const redis = await startRedis({ dir: join(folder, "redis"), durable: false, output: quiet, log });
    return { variables: { REDIS_URL: redis.url }, stop: redis.kill };
  },
  mongo: async () => {
    if (process.env.MONGODB_URI) return { variables: {} };
    const mongo = await startMongo({ output: quiet });
    return { variables: { MONGODB_URI: mongo.uri }, stop: mongo.kill };
  },
  stripe: async () => {
    const stripe = await startStripe({
      webhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
      output: quiet,
    });
    return { variables: { ...stripe.variables }, stop: stripe.kill };
  },
  worker: async () => ({ variables: { MEDIASOUP_WORKER_BIN: await ensureWorker(log) } }),
  ffmpeg: async () => {
    const { ffmpeg, ffprobe } = await ensureFfmpeg(log);
    return { variables: { FFMPEG: ffmpeg, FFPROBE: ffprobe } };
  },
};

const USAGE = `usage: node local/src/with.ts <${Object.keys(providers).join("|")} ...> -- <command ...>`;

function parse(args: string[]): { services: string[]; command: string; rest: string[] } {
  const separator = args.indexOf("--");
  const services = args.slice(0, separator);
  const [command, ...rest] = args.slice(separator + 1);
  const unknown = services.find((name) => !Object.hasOwn(providers, name));
  if (unknown !== undefined) throw new Instruction(`There is no service "${unknown}".\n${USAGE}`);
  if (separator < 0 || command === undefined) throw new Instruction(USAGE);
  return { services, command, rest };
}

/** Runs the command with this terminal as its own and answers its exit code, in the shell's way for signals. */
function runCommand(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Instruction(`Cannot run ${command}: ${error.message}`)));
    child.once("exit", (code, signal) => resolve(code ?? signalCode(signal)));
  });
}

/** The exit code by which shells report an end by signal. */
const signalCode = (signal: NodeJS.Signals | null) => 128 + (signal ? constants.signals[signal] : 0);

async function main(): Promise<number> {
  const { services, command, rest } = parse(process.argv.slice(2));
  // Ctrl-C reaches the command by itself, as they share the terminal: here it must only not end us before it.
  let interrupted: NodeJS.Signals | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => (interrupted = signal));
  const folder = await mkdtemp(join(tmpdir(), "showdrop-"));
  const started = await Promise.allSettled(services.map((name) => providers[name]?.(folder)));
  const provided = started.flatMap((outcome) =>
    outcome.status === "fulfilled" && outcome.value ? [outcome.value] : [],
  );
  try {
    const failed = started.find((outcome) => outcome.status === "rejected");
    if (failed) throw failed.reason;
    if (interrupted) return signalCode(interrupted);
    const variables = Object.fromEntries(provided.flatMap((service) => Object.entries(service.variables)));
    return await runCommand(command, rest, { ...process.env, ...variables });
  } finally {
    await Promise.all(provided.map((service) => service.stop?.()));
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  log(describeError(error));
  process.exitCode = 1;
}
