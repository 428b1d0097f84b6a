import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { claimFolder } from "./claim.ts";
import { withLock } from "./lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("lets one work at a time, and tells the other that it waits", async () => {
  const file = join(folder, "lock");
  const events: string[] = [];
  const waiting = Promise.withResolvers<void>();
  const work = () =>
    withLock(
      file,
      async () => {
        events.push("begins");
        await waiting.promise; // holds the lock until the other has been refused it
        events.push("ends");
      },
      () => {
        events.push("waits");
        waiting.resolve();
      },
    );
  await Promise.all([work(), work()]);
  // The other may hear that it waits before the first has begun: the lock is taken before the work starts.
  expect(events.filter((event) => event === "waits")).toHaveLength(1);
  expect(events.filter((event) => event !== "waits")).toEqual(["begins", "ends", "begins", "ends"]);
});

it("gives the lock back when the work fails", async () => {
  const file = join(folder, "lock");
  const failing = withLock(file, async () => {
    throw new Error("no luck");
  });
  await expect(failing).rejects.toThrow("no luck");
  expect(await withLock(file, async () => "mine")).toBe("mine");
});

it("takes the lock of a holder that was killed", async () => {
  const file = join(folder, "lock");
  await writeFile(file, "");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(file, longAgo, longAgo);
  expect(await withLock(file, async () => "mine")).toBe("mine");
});

it("lets one platform use a data folder, and names it to the next", async () => {
  const release = await claimFolder(folder);
  await expect(claimFolder(folder)).rejects.toThrow(
    `Showdrop already runs on the data in ${folder} (process ${process.pid}).`,
  );
  await release();
  await (await claimFolder(folder))();
});

it("takes over the folder of a platform that was killed", async () => {
  await writeFile(join(folder, "running"), "999999999\n");
  await (await claimFolder(folder))();
});
