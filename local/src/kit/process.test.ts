import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { describeExit, type RunningProcess, StartError, startProcess } from "./process.ts";
import { childEnv } from "./service.ts";
import { which } from "./which.ts";

const running: RunningProcess<unknown>[] = [];
afterEach(async () => {
  for (const process of running.splice(0)) await process.kill();
});

/** Starts a small program that says "ready <pid>" when it wants to. */
async function start(program: string, more: { readySeconds?: number; file?: string } = {}) {
  const started = await startProcess({
    name: "the program",
    command: process.execPath,
    args: ["--eval", program],
    env: childEnv({ COLOUR: "green" }),
    ready: { line: (line) => (line.startsWith("ready ") ? line.slice("ready ".length) : undefined) },
    output: more.file === undefined ? { onLine: () => {} } : { file: more.file },
    ...(more.readySeconds === undefined ? {} : { readySeconds: more.readySeconds }),
  });
  running.push(started);
  return started;
}

const READY = 'console.log("ready " + process.pid); setInterval(() => {}, 1000);';

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("is ready when its line comes, under the pid that it has itself", async () => {
  const program = await start(`console.log("warming up"); ${READY}`);
  expect(program.ready).toBe(`${program.pid}`);
});

it("gives it only the variables it was given", async () => {
  const program = await start(`console.log("ready " + process.env.COLOUR + process.env.VITEST); ${READY}`);
  expect(program.ready).toBe("greenundefined");
});

it("asks it instead, where there is no line to wait for", async () => {
  let asked = 0;
  const program = await startProcess({
    name: "the program",
    command: process.execPath,
    args: ["--eval", READY],
    env: childEnv({}),
    ready: { ask: async () => (++asked === 3 ? "yes" : undefined) },
    output: { onLine: () => {} },
  });
  running.push(program);
  expect(program.ready).toBe("yes");
});

it("says why it ended before it was ready, in its own words", async () => {
  const failing = start('console.error("the disk is on fire"); process.exit(3);');
  await expect(failing).rejects.toThrow(
    new StartError(
      "the program ended with code 3 before it was ready. Its last lines:\n  | the disk is on fire",
    ),
  );
});

it("says that a program does not exist", async () => {
  const missing = startProcess({
    name: "the program",
    command: join(tmpdir(), "no-such-program"),
    args: [],
    env: childEnv({}),
    ready: {},
    output: { onLine: () => {} },
  });
  await expect(missing).rejects.toThrow(/^the program ended with code .*no-such-program/s);
});

it("ends one that is never ready", async () => {
  const lines: string[] = [];
  const late = startProcess({
    name: "the program",
    command: process.execPath,
    args: ["--eval", "console.log(process.pid); setInterval(() => {}, 1000)"],
    env: childEnv({}),
    ready: {},
    readySeconds: 0.5,
    output: { onLine: (line) => lines.push(line) },
  });
  await expect(late).rejects.toThrow("the program was not ready in time.");
  expect(isAlive(Number(lines[0] ?? process.pid))).toBe(false);
});

it("stops it with a chance to say farewell", async () => {
  const program = await start(
    `process.on("SIGTERM", () => { console.log("farewell"); process.exit(0); }); ${READY}`,
  );
  await program.stop();
  expect(await program.exited).toMatchObject({
    code: 0,
    lastLines: [expect.stringContaining("ready"), "farewell"],
  });
});

it("kills it without one", async () => {
  const program = await start(`process.on("SIGTERM", () => {}); ${READY}`);
  await program.kill();
  expect(describeExit("the program", await program.exited)).toMatch(/^the program was ended by SIGKILL\./);
});

it("stops one that hangs", async () => {
  const program = await start(READY);
  program.pause();
  await program.stop();
  expect((await program.exited).signal).toBe("SIGTERM");
});

it("writes what it prints to a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "showdrop-"));
  const file = join(folder, "logs", "program.log");
  const program = await start(`console.error("a warning"); ${READY}`, { file });
  await program.stop();
  await expect.poll(() => readFile(file, "utf8")).toBe(`a warning\nready ${program.pid}\n`);
  await rm(folder, { recursive: true });
});

it.runIf(which("setpriv"))("takes it along when its starter is killed", async () => {
  const source = JSON.stringify(join(import.meta.dirname, "process.ts"));
  const starter = await start(`
    import(${source}).then(async ({ startProcess }) => {
      const inner = await startProcess({
        name: "inner", command: process.execPath, args: ["--eval", ${JSON.stringify(READY)}], env: process.env,
        ready: { line: (line) => line }, output: { onLine() {} },
      });
      console.log("ready " + inner.pid);
    });`);
  const inner = Number(starter.ready);
  expect(isAlive(inner)).toBe(true);
  await starter.kill();
  await expect.poll(() => isAlive(inner), { timeout: 5000 }).toBe(false);
});
