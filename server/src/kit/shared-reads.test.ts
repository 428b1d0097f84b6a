import { expect, test, vi } from "vitest";
import { createSharedReads } from "./shared-reads.ts";

test("a crowd costs two reads, and nobody gets what was read before they asked", async () => {
  let reads = 0;
  let finish = (): void => undefined;
  const ask = createSharedReads(async (key) => {
    reads += 1;
    const read = `${key} ${reads}`;
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return read;
  }, 1);
  const first = ask("show");
  const crowd = Array.from({ length: 999 }, () => ask("show"));
  finish();
  expect(await first).toBe("show 1");
  await vi.waitFor(() => expect(reads).toBe(2), { timeout: 15_000 });
  finish();
  expect(new Set(await Promise.all(crowd))).toEqual(new Set(["show 2"]));
});

test("a read that fails fails for those who wait for it, and for nobody after", async () => {
  let broken = true;
  const ask = createSharedReads(async (key) => {
    if (broken) throw new Error("broken");
    return key;
  }, 1);
  await expect(ask("show")).rejects.toThrow("broken");
  broken = false;
  expect(await ask("show")).toBe("show");
});
