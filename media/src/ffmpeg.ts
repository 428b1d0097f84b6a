import { type ChildProcessByStdio, spawn } from "node:child_process";
import { platform, setPriority } from "node:os";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Lines of what ffmpeg said that a failure tells. */
const LAST_LINES = 5;

export interface Ffmpeg {
  pid: number | undefined;
  /** Settles at its end: what it said last, for a log; `clean` when it ended as it should. */
  ended: Promise<{ clean: boolean; said: string }>;
  kill: (signal: NodeJS.Signals) => void;
}

export interface FfmpegRun {
  /** The program, `ffmpeg` or `ffprobe`. */
  program: string;
  args: readonly string[];
  cwd: string;
  stdin?: string;
  /** Each line of its standard output; or, for what is no text, its bytes. */
  onLine?: (line: string) => void;
  onBytes?: (bytes: Buffer) => void;
  /** From 0, as every program, to 19, what may wait for all others. */
  niceness?: number;
}

/**
 * Starts ffmpeg. Where the system can do it (Linux) it ends with this process, however that ends: a recorder that
 * outlives its node would hold its ports and write for ever.
 */
export const startFfmpeg = (run: FfmpegRun): Ffmpeg => {
  const [command, ...args] =
    platform() === "linux"
      ? ["setpriv", "--pdeathsig", "KILL", run.program, ...run.args]
      : [run.program, ...run.args];
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(command ?? run.program, args, {
    cwd: run.cwd,
    stdio: ["pipe", "pipe", "pipe"],
  });
  // It may end before it has read its input.
  child.stdin.on("error", () => undefined);
  child.stdin.end(run.stdin ?? "");
  if (child.pid !== undefined && run.niceness) lower(child.pid, run.niceness);
  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    said.push(line);
    if (said.length > LAST_LINES) said.shift();
  });
  const { onLine, onBytes } = run;
  if (onBytes) child.stdout.on("data", onBytes);
  else createInterface(child.stdout).on("line", (line) => onLine?.(line));
  return {
    pid: child.pid,
    ended: new Promise((resolve) => {
      child.once("error", (error) => resolve({ clean: false, said: error.message }));
      child.once("close", (code, signal) =>
        resolve({ clean: code === 0, said: [...said, `code ${code}, signal ${signal}`].join("; ") }),
      );
    }),
    kill: (signal) => {
      child.kill(signal);
    },
  };
};

const lower = (pid: number, niceness: number): void => {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already.
  }
};

/**
 * Runs ffmpeg to its end.
 * @throws when it does not end as it should, with what it said last; and when `signal` ends it
 */
export const runFfmpeg = async (run: FfmpegRun & { signal: AbortSignal }): Promise<void> => {
  run.signal.throwIfAborted();
  const running = startFfmpeg(run);
  const stop = () => running.kill("SIGKILL");
  run.signal.addEventListener("abort", stop);
  const { clean, said } = await running.ended;
  run.signal.removeEventListener("abort", stop);
  run.signal.throwIfAborted();
  if (!clean) throw new Error(`${run.program} failed: ${said}`);
};
