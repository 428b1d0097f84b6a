import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages, missingPackages } from "../kit/apt.ts";
import { requireDiskSpace } from "../kit/disk.ts";
import { Instruction } from "../kit/instruction.ts";
import { type Log, withProgress } from "../kit/log.ts";
import { lastLines, run } from "../kit/run.ts";
import { which } from "../kit/which.ts";
import type { MediasoupPackage } from "./package.ts";
import { isWorker } from "./probe.ts";

const overlay = join(import.meta.dirname, "overlay");
const PURPOSE = "Building the media worker";
const BUILD_MEGABYTES = 300; // sources, objects and the binary take about 200

/** The compiler, and the system's copies of the libraries that mediasoup would download. */
const packages = [
  "g++",
  "meson",
  "ninja-build",
  "pkg-config",
  "libuv1-dev",
  "libssl-dev",
  "libsrtp2-dev",
  "libflatbuffers-dev",
  "flatbuffers-compiler",
  "libabsl-dev",
] as const;

type Patch = { file: string; find: string; put: string };

const patches: readonly Patch[] = [
  {
    // Debian 12 ships Meson 1.0.1, and nothing newer is used.
    file: "meson.build",
    find: "meson_version: '>= 1.1.0'",
    put: "meson_version: '>= 1.0.0'",
  },
  {
    // This callback answers 1 to every control call. Where OpenSSL has kernel TLS compiled in, as Debian's has,
    // BIO_get_ktls_send() then means yes, no write buffer is allocated, and the first DTLS flight crashes the
    // worker. A control call's answer arrives with BIO_CB_RETURN among its bits, so testing the bit mends it.
    file: "src/RTC/DtlsTransport.cpp",
    find: "(operationType == BIO_CB_RETURN)",
    put: "((operationType & BIO_CB_RETURN) != 0)",
  },
];

/**
 * Compiles the worker from the source inside the npm package against the system's libraries; about four minutes
 * on two cores. Nothing is downloaded.
 * @param use gets the finished binary, which is removed when it returns
 */
export async function buildWorker(
  mediasoup: MediasoupPackage,
  log: Log,
  use: (binary: string) => Promise<void>,
): Promise<void> {
  const missing = await missingPackages(packages);
  if (missing.length > 0) await installPackages(missing, PURPOSE, log);
  await requireDiskSpace(tmpdir(), BUILD_MEGABYTES, PURPOSE);
  const tree = await mkdtemp(join(tmpdir(), "showdrop-worker-"));
  try {
    await cp(join(mediasoup.folder, "worker"), tree, { recursive: true });
    await layOverlay(tree, mediasoup.version);
    await applyPatches(tree, mediasoup.version);
    await use(await compile(tree, log));
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

const outdated = (version: string, what: string) =>
  new Instruction(
    `local/src/worker does not fit mediasoup ${version}: ${what}\n` +
      "Update local/src/worker, or set MEDIASOUP_WORKER_BIN to a worker of that version.",
  );

/** Meson uses a subproject's folder that is already there, under the name its wrap gives, instead of downloading. */
async function layOverlay(tree: string, version: string): Promise<void> {
  const subprojects = join(tree, "subprojects");
  const wraps = (await readdir(subprojects)).filter((name) => name.endsWith(".wrap"));
  const texts = await Promise.all(wraps.map((name) => readFile(join(subprojects, name), "utf8")));
  const wanted = new Set(texts.flatMap((text) => /^directory = (.+)$/m.exec(text)?.[1]?.trim() ?? []));
  for (const name of await readdir(overlay)) {
    if (!wanted.has(name)) {
      throw outdated(version, `it replaces ${name}, and mediasoup wants ${[...wanted].join(", ")}.`);
    }
    await cp(join(overlay, name), join(subprojects, name), { recursive: true });
  }
}

async function applyPatches(tree: string, version: string): Promise<void> {
  for (const { file, find, put } of patches) {
    const text = await readFile(join(tree, file), "utf8");
    if (!text.includes(find)) throw outdated(version, `${file} no longer contains "${find}".`);
    await writeFile(join(tree, file), text.replace(find, put));
  }
}

async function compile(tree: string, log: Log): Promise<string> {
  const build = join(tree, "build");
  const binary = join(build, "mediasoup-worker");
  let newest = "";
  const step = async (command: string, ...args: string[]) => {
    const gentle = which("nice"); // the machine stays usable meanwhile
    const [program, rest] = gentle ? [gentle, ["-n", "10", command, ...args]] : [command, args];
    const result = await run(program, rest, {
      onLine: (line) => {
        newest = /^\[\d+\/\d+\]/.exec(line)?.[0] ?? newest;
      },
    });
    if (result.code !== 0) {
      throw new Instruction(`${PURPOSE} failed in ${command}:\n\n${lastLines(result.output)}`);
    }
  };
  log("Building the media worker from mediasoup's source (about four minutes on two cores, once)");
  await withProgress(
    log,
    "compiling",
    async () => {
      await step(
        "meson",
        "setup",
        build,
        tree,
        "--buildtype=release",
        "-Db_ndebug=true",
        "--wrap-mode=nodownload",
      );
      await step("ninja", "-C", build, "mediasoup-worker");
    },
    () => newest,
  );
  if (!existsSync(binary) || !(await isWorker(binary))) {
    throw new Instruction(
      `${PURPOSE} ended without an error, but what it made does not run on this machine.`,
    );
  }
  return binary;
}
