import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Instruction } from "./instruction.ts";
import { which } from "./which.ts";

/** Where a process's output goes: a file that grows, or whoever wants each line. */
export type OutputSink = { file: string } | { onLine: (line: string) => void };

/** How a process shows that it is ready: by a line on stdout, or by answering when asked. */
export type Readiness<Ready> = {
  /** Parses a line of stdout; undefined means: not this one. */
  line?: (line: string) => Ready | undefined;
  /** Asks the process; undefined means: not yet. */
  ask?: () => Promise<Ready | undefined>;
};

export type ProcessOptions<Ready> = {
  /** How people call it in messages: "the server". */
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  /** All of its variables: nothing is inherited by accident. */
  env: NodeJS.ProcessEnv;
  ready: Readiness<Ready>;
  /** Given up after this. */
  readySeconds?: number;
  output: OutputSink;
};

/** How a process ended. */
export type Exit = {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last lines it printed. */
  lastLines: readonly string[];
};

export type RunningProcess<Ready> = {
  readonly name: string;
  readonly pid: number;
  readonly ready: Ready;
  /** Resolves when it has ended, for whatever reason; never rejects. */
  readonly exited: Promise<Exit>;
  /** SIGTERM, and SIGKILL for what has not ended after the grace. */
  stop(): Promise<void>;
  /** SIGKILL: no farewell, as in a power cut. */
  kill(): Promise<void>;
  /** SIGSTOP: it hangs, its connections stay open. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
};

/**
 * A process that ended before it was ready, or was not ready in time. Told like an instruction: its own last lines
 * say why, and a stack of ours would only hide them.
 */
export class StartError extends Instruction {
  override name = "StartError";
}

const READY_SECONDS = 60; // a cold start on a busy machine with two cores takes up to about ten
const GRACE_SECONDS = 10; // a server's own shutdown (drain, close sockets) takes up to about five
const ASK_MILLIS = 50;
const KEPT_LINES = 20;
const SHOWN_CHARACTERS = 300; // a structured log line can be very long; its file has all of it

/**
 * Starts a program and waits until it is ready. It leads a process group of its own, so that Ctrl-C reaches only
 * whoever started it, who then stops it in order; and where setpriv exists (Linux) the kernel ends it even when its
 * starter is killed without a chance to do so.
 * @throws StartError with its last lines, when it ends or is not ready in time
 */
export async function startProcess<Ready>(options: ProcessOptions<Ready>): Promise<RunningProcess<Ready>> {
  const { name } = options;
  const child = launch(options);
  const kept: string[] = [];
  const exited = new Promise<Exit>((resolve) => {
    child.once("error", (error) =>
      resolve({ code: null, signal: null, lastLines: [...kept, error.message] }),
    );
    child.once("close", (code, signal) => resolve({ code, signal, lastLines: kept }));
  });
  const write = openSink(options.output, exited);
  const byLine = new Promise<Ready>((resolve) => {
    eachLine(child, (line, stream) => {
      kept.push(line);
      if (kept.length > KEPT_LINES) kept.shift();
      write(line);
      const found = stream === "stdout" ? options.ready.line?.(line) : undefined;
      if (found !== undefined) resolve(found);
    });
  });

  const stop = async () => {
    child.kill("SIGCONT"); // a paused process would never see the SIGTERM
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), GRACE_SECONDS * 1000);
    await exited;
    clearTimeout(late);
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };

  const giveUp = new AbortController();
  const late = setTimeout(() => giveUp.abort(), (options.readySeconds ?? READY_SECONDS) * 1000);
  try {
    const outcome = await Promise.race([
      byLine.then((ready) => ({ kind: "ready", ready }) as const),
      askUntilReady(options.ready, giveUp.signal).then((ready) => ({ kind: "ready", ready }) as const),
      exited.then((exit) => ({ kind: "ended", exit }) as const),
      aborted(giveUp.signal).then(() => ({ kind: "late" }) as const),
    ]);
    if (outcome.kind === "ended")
      throw new StartError(describeExit(name, outcome.exit, "before it was ready"));
    if (outcome.kind === "late" || child.pid === undefined) {
      await kill();
      throw new StartError(`${name} was not ready in time.${quote(kept)}`);
    }
    return {
      name,
      pid: child.pid,
      ready: outcome.ready,
      exited,
      stop,
      kill,
      pause: () => void child.kill("SIGSTOP"),
      resume: () => void child.kill("SIGCONT"),
    };
  } finally {
    clearTimeout(late);
    giveUp.abort();
  }
}

/** Says how a process ended, with what it printed last: "the server ended with code 1 before it was ready. …" */
export function describeExit(name: string, exit: Exit, when = ""): string {
  const how = exit.signal ? `was ended by ${exit.signal}` : `ended with code ${exit.code ?? "none"}`;
  return `${[name, how, when].filter((part) => part !== "").join(" ")}.${quote(exit.lastLines)}`;
}

function quote(lines: readonly string[]): string {
  if (lines.length === 0) return " It printed nothing.";
  const short = (line: string) =>
    line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
  return ` Its last lines:\n${lines.map((line) => `  | ${short(line)}`).join("\n")}`;
}

function launch(options: ProcessOptions<unknown>): ChildProcess {
  const setpriv = which("setpriv");
  const [command, args] = setpriv
    ? [setpriv, ["--pdeathsig", "KILL", "--", options.command, ...options.args]]
    : [options.command, [...options.args]];
  return spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

function openSink(sink: OutputSink, exited: Promise<Exit>): (line: string) => void {
  if ("onLine" in sink) return sink.onLine;
  mkdirSync(dirname(sink.file), { recursive: true });
  const stream = createWriteStream(sink.file, { flags: "a" });
  stream.on("error", () => {}); // a full disk must not end the platform for the sake of its log
  void exited.then(() => stream.end());
  return (line) => void stream.write(`${line}\n`);
}

function eachLine(child: ChildProcess, take: (line: string, stream: "stdout" | "stderr") => void): void {
  for (const name of ["stdout", "stderr"] as const) {
    let rest = "";
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line, name);
    });
    child[name]?.once("end", () => {
      if (rest !== "") take(rest, name);
    });
  }
}

async function askUntilReady<Ready>(readiness: Readiness<Ready>, signal: AbortSignal): Promise<Ready> {
  while (readiness.ask && !signal.aborted) {
    const ready = await readiness.ask();
    if (ready !== undefined) return ready;
    await sleep(ASK_MILLIS);
  }
  return new Promise(() => {}); // readiness comes by a line, or somebody else has won the race
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
