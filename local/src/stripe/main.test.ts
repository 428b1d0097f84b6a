import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { PUBLISHABLE_KEY, SECRET_KEY, sdk, WEBHOOK_SECRET } from "./testing.ts";

const main = new URL("./main.ts", import.meta.url).pathname;
const keys = [
  "--secret-key",
  SECRET_KEY,
  "--publishable-key",
  PUBLISHABLE_KEY,
  "--webhook-secret",
  WEBHOOK_SECRET,
];

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function ready(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("no output to read");
  const [line] = await once(createInterface(child.stdout), "line");
  const said = JSON.parse(String(line));
  expect(said).toEqual({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  return said.url;
}

test("starts, survives being killed in mid-life, and ends on SIGTERM", async () => {
  const dir = await mkdtemp(join(tmpdir(), "stripe-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const first = run("--port", "0", ...keys, "--dir", dir);
  const paid = await sdk(await ready(first), SECRET_KEY).paymentIntents.create({
    amount: 1000,
    currency: "usd",
    confirm: true,
    payment_method: "pm_card_visa",
  });
  first.kill("SIGKILL");
  await once(first, "exit");

  const second = run("--port", "0", ...keys, "--dir", dir);
  const again = sdk(await ready(second), SECRET_KEY);
  expect(await again.paymentIntents.retrieve(paid.id)).toMatchObject({ status: "succeeded" });
  second.kill("SIGTERM");
  expect(await once(second, "exit")).toEqual([0, null]);
});

test("a taken port is one clear sentence and exit 1", async () => {
  const url = await ready(run("--port", "0", ...keys));
  const { port } = new URL(url);
  const second = run("--port", port, ...keys);
  if (!second.stderr) throw new Error("no output to read");
  const [said, [code]] = await Promise.all([text(second.stderr), once(second, "exit")]);
  expect(code).toBe(1);
  expect(said).toBe(
    `Port ${port} of 127.0.0.1 is taken: end the program that uses it or give the Stripe simulator another --port.\n`,
  );
});

test("a live key, a missing one and an unknown option are refused", async () => {
  const child = run("--port", "0", "--secret-key", "sk_live_x", "--webhook-secret", WEBHOOK_SECRET);
  if (!child.stderr) throw new Error("no output to read");
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(code).toBe(1);
  expect(said).toMatch(/sk_test_[\s\S]*publishable-key/);
});
