import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cachedWorker, inspectCache, storeInCache } from "./cache.ts";
import { ensureWorker } from "./ensure-worker.ts";
import { findMediasoup } from "./package.ts";
import { isWorker } from "./probe.ts";

// Stands in for the binary in what concerns the cache: a worker is known by its exit code alone.
const GOOD = "#!/bin/sh\nexit 41\n";
const BAD = "#!/bin/sh\nexit 127\n";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
  return file;
}

it("knows a worker by its refusal to start without a version", async () => {
  expect(await isWorker(await program("good", GOOD))).toBe(true);
  expect(await isWorker(await program("bad", BAD))).toBe(false);
  expect(await isWorker(join(folder, "missing"))).toBe(false);
});

describe("the cache", () => {
  const stored = async (text: string) => {
    const file = cachedWorker(folder, "3.0.0");
    await storeInCache(await program("built", text), file);
    return file;
  };

  it("keeps a worker with its checksum, and nothing besides", async () => {
    const file = await stored(GOOD);
    expect(await inspectCache(file)).toBe("good");
    expect((await readdir(dirname(file))).sort()).toEqual(["mediasoup-worker", "mediasoup-worker.sha256"]);
    expect(await readFile(`${file}.sha256`, "utf8")).toMatch(/^[0-9a-f]{64} {2}mediasoup-worker\n$/);
  });

  it("does not run what was changed since", async () => {
    const file = await stored(GOOD);
    await writeFile(file, `#!/bin/sh\ntouch ${folder}/ran\nexit 41\n`);
    expect(await inspectCache(file)).toBe("damaged");
    expect(await readdir(folder)).not.toContain("ran");
  });

  it("notices a worker that the system can no longer run", async () => {
    expect(await inspectCache(await stored(BAD))).toBe("does not run here");
  });

  it("is empty at first", async () => {
    expect(await inspectCache(cachedWorker(folder, "3.0.0"))).toBe("missing");
  });

  it("survives two who store at once", async () => {
    const file = cachedWorker(folder, "3.0.0");
    const built = await program("built", GOOD);
    await Promise.all([storeInCache(built, file), storeInCache(built, file)]);
    expect(await inspectCache(file)).toBe("good");
  });
});

describe("making sure of a worker", () => {
  it("takes MEDIASOUP_WORKER_BIN before anything else", async () => {
    const given = await program("good", GOOD);
    expect(await ensureWorker(() => {}, { MEDIASOUP_WORKER_BIN: given })).toBe(given);
  });

  it("does not silently take another when that one is bad", async () => {
    const given = await program("bad", BAD);
    await expect(ensureWorker(() => {}, { MEDIASOUP_WORKER_BIN: given })).rejects.toThrow(
      `MEDIASOUP_WORKER_BIN is ${given}, and that is no media worker that runs here.`,
    );
  });

  it("finds the one in the cache without a word", async () => {
    const said: string[] = [];
    const cached = cachedWorker(join(folder, "showdrop"), findMediasoup().version);
    await storeInCache(await program("built", GOOD), cached);
    const found = await ensureWorker((line) => said.push(line), { XDG_CACHE_HOME: folder });
    expect([cached, expect.stringContaining("node_modules")]).toContainEqual(found); // a downloaded one comes first
    expect(said).toEqual([]);
  });
});
