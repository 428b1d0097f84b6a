import { afterEach, expect, it } from "vitest";
import { supervise } from "../supervise.ts";
import { startProcess } from "./process.ts";
import { childEnv, type Service, startService } from "./service.ts";

const started: Service[] = [];
afterEach(async () => {
  for (const service of started.splice(0)) await service.stop();
});

async function start(program = 'console.log("ready"); setInterval(() => {}, 1000)') {
  const service = await startService("the service", () =>
    startProcess({
      name: "the service",
      command: process.execPath,
      args: ["--eval", program],
      env: childEnv({}),
      ready: { line: (line) => (line === "ready" ? true : undefined) },
      output: { onLine: () => {} },
    }),
  );
  started.push(service);
  return service;
}

const pidOf = (service: Service) => {
  const pid = service.pid();
  if (pid === undefined) throw new Error(`${service.name} is down`);
  return pid;
};

it("starts again after it was killed", async () => {
  const service = await start();
  const before = pidOf(service);
  await service.kill();
  expect(service.pid()).toBeUndefined();
  await service.start();
  expect(pidOf(service)).not.toBe(before);
});

it("does not leave behind what was starting when it was stopped", async () => {
  const service = await start();
  await service.kill();
  const starting = service.start();
  await service.stop();
  await starting;
  expect(service.pid()).toBeUndefined();
});

it("tells of an end that nobody asked for, and of no other", async () => {
  const service = await start();
  const crashes: unknown[] = [];
  const crashed = new Promise((resolve) => service.onCrash(resolve));
  service.onCrash((exit) => crashes.push(exit.signal));
  await service.kill();
  await service.start();
  process.kill(pidOf(service), "SIGSEGV");
  await crashed;
  expect(crashes).toEqual(["SIGSEGV"]);
});

it("is revived by its supervisor", async () => {
  const service = await start();
  const said: string[] = [];
  const back = new Promise<void>((resolve) => {
    const log = (line: string) => {
      said.push(line.split("\n")[0] ?? "");
      if (line.endsWith("is back")) resolve();
    };
    supervise([service], log, (reason) => said.push(reason));
  });
  const before = pidOf(service);
  process.kill(before, "SIGKILL");
  await back;
  expect(pidOf(service)).not.toBe(before);
  expect(said).toEqual([
    "the service was ended by SIGKILL. Its last lines:",
    "Starting the service again",
    "the service is back",
  ]);
});

it("is given up after the fourth crash within a minute", async () => {
  const service = await start('console.log("ready"); setTimeout(() => process.exit(9), 50)');
  const reason = await new Promise<string>((resolve) => supervise([service], () => {}, resolve));
  expect(reason).toBe("the service crashed 4 times in a minute.");
});
