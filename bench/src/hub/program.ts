import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Another program that is told what to do by lines and answers by lines, in order. It ends when its input does. */
export type Program = {
  readonly pid: number;
  tell(line: string): void;
  /** Its next line. @throws when it ended before */
  answer(): Promise<string>;
  stop(): Promise<void>;
};

/** Starts it; what it writes to stderr is shown. */
export const startProgram = (command: string, args: readonly string[]): Program => {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  child.stdin.on("error", () => undefined); // it ended: whoever waits for an answer learns so
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    tell: (line) => void child.stdin.write(`${line}\n`),
    async answer() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ended before it had answered`);
      return value;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
};
