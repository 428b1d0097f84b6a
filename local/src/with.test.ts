import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "./kit/run.ts";

const using = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  run(process.execPath, [join(import.meta.dirname, "with.ts"), ...args], {
    env: { ...process.env, REDIS_URL: "", ...env },
  });

const TELL = "console.log(process.env.REDIS_URL)";

it("gives the command a Redis, ends with the command's code and leaves nothing running", async () => {
  const { code, output } = await using(["redis", "--", process.execPath, "-e", `${TELL}; process.exit(7)`]);
  expect(code).toBe(7);
  expect(output).toMatch(/^redis:\/\/127\.0\.0\.1:\d+\n$/);
  const { port } = new URL(output.trim());
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

it("uses the Redis that is already there", async () => {
  const { output } = await using(["redis", "--", process.execPath, "-e", TELL], {
    REDIS_URL: "redis://elsewhere:1",
  });
  expect(output).toBe("redis://elsewhere:1\n");
});

it("ends with the shell's code for a signal", async () => {
  expect((await using(["--", process.execPath, "-e", "process.kill(process.pid, 'SIGTERM')"])).code).toBe(
    143,
  );
});

it.each([
  { args: ["postgres", "--", "true"], says: 'There is no service "postgres".' },
  { args: ["redis"], says: "usage: node local/src/with.ts" },
  { args: ["--", "no-such-program"], says: "Cannot run no-such-program" },
])("explains what is wrong with $args", async ({ args, says }) => {
  const { code, output } = await using(args);
  expect(code).toBe(1);
  expect(output).toContain(says);
  expect(output).not.toContain("    at ");
});
