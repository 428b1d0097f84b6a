import { spawn } from "node:child_process";

export type RunResult = {
  /** The exit code, or null when the command was ended by a signal or could not be started. */
  code: number | null;
  /** stdout and stderr in the order of arrival. */
  output: string;
};

export type RunOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Called with each whole line of output as it arrives. */
  onLine?: (line: string) => void;
  timeoutMillis?: number;
};

/** Runs a command to its end and collects its output. A command that does not exist answers code null. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      // An abort signal's timer does not keep this process alive, spawn's own does.
      ...(options.timeoutMillis === undefined ? {} : { signal: AbortSignal.timeout(options.timeoutMillis) }),
      killSignal: "SIGKILL",
    });
    let output = "";
    let rest = "";
    const take = (chunk: string) => {
      output += chunk;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", (error) => resolve({ code: null, output: output + error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** The last lines of a command's output: where tools say what went wrong. */
export function lastLines(output: string, count = 15): string {
  return output.trimEnd().split("\n").slice(-count).join("\n");
}
