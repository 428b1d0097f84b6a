import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

export interface ServerProcess {
  uri: string;
  /** Sends a signal and answers the exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<unknown>;
}

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += chunk;
  return text;
}

/** Starts the server as a process of its own and waits for its ready line; within a test, which it does not outlive. */
export async function startServerProcess(...args: string[]): Promise<ServerProcess> {
  const child = run(args);
  // A test that fails must not leave it running.
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = once(child, "exit");
  const complaint = textOf(child.stderr);
  if (!child.stdout) throw new Error("the process has no output");
  const ready = once(createInterface(child.stdout), "line").then(([line]) => JSON.parse(String(line)));
  const message = await Promise.race([
    ready,
    exited.then(async () => Promise.reject(new Error(await complaint))),
  ]);
  return {
    uri: message.uri,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

/** Runs a server that cannot start; answers how it ended. */
export async function failToStart(
  ...args: string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = run(args);
  const [[code], stdout, stderr] = await Promise.all([
    once(child, "exit"),
    textOf(child.stdout),
    textOf(child.stderr),
  ]);
  return { code, stdout, stderr };
}
