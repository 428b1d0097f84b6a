import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A program under test, or one that a test stops, hangs and kills. */
export interface Child<T> {
  /** What it said when it was ready. */
  ready: T;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and waits for its end. @returns the exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** Starts a program and waits until `readyOf` recognises one of its lines. */
export const startChild = async <T>(
  command: string,
  args: readonly string[],
  readyOf: (line: string) => T | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Child<T>> => {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], env });
  const lines = createInterface(child.stdout);
  const printed: string[] = [];
  const ready = await new Promise<T>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () =>
      reject(new Error(`${command} ended before it was ready:\n${printed.join("\n")}`)),
    );
    lines.on("line", (line) => {
      printed.push(line);
      const said = readyOf(line);
      if (said !== undefined) resolve(said);
    });
  });
  return {
    ready,
    signal: (signal) => void child.kill(signal),
    async end(signal) {
      if (!isRunning(child)) return child.exitCode;
      const exited = once(child, "exit");
      child.kill(signal);
      // One that was stopped must go on to notice, unless it is killed.
      child.kill("SIGCONT");
      const [code] = await exited;
      return typeof code === "number" ? code : null;
    },
  };
};

/**
 * A port that nobody listens on now; a program that is started again needs the same one as before. Below those that systems
 * give to outgoing connections (Linux: from 32768, net.ipv4.ip_local_port_range), one of which may take it in between.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(15_000, 32_000);
  const probe = createServer();
  const isFree = new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
  return (await isFree) ? port : freePort();
};
