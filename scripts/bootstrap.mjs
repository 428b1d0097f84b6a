// From a bare clone to the project's own programs: installs the packages when they are not what the lock file says,
// then goes on under a Node that is new enough. Runs on Node 20 with nothing installed, hence built-ins only.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = join(import.meta.dirname, "..");
const modules = join(root, "node_modules");
const binaries = join(modules, ".bin");

const NEEDED = [22, 22]; // mediasoup and vitest need it, and it runs TypeScript sources as they are
const OLDEST = 20; // below, this file itself would not run

/** Something only the person at the keyboard can mend: printed without a stack. */
class Instruction extends Error {}

/** Installs if needed, then runs one of the project's own programs (a path from the root) with the same arguments. */
export async function bootstrap(program) {
  try {
    await install();
    process.env.PATH = [binaries, process.env.PATH].join(delimiter);
    await runProgram(join(root, program));
  } catch (error) {
    if (!(error instanceof Instruction)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
};

/** Whether node_modules holds what the lock file says. Optional packages may be missing: other platforms' binaries. */
function isInstalled() {
  const hidden = join(modules, ".package-lock.json"); // npm's own record of what it put there
  if (!existsSync(hidden)) return false;
  const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const present = read(hidden);
  return Object.entries(read(join(root, "package-lock.json"))).every(
    ([path, { version, optional }]) =>
      !path.includes("node_modules/") ||
      (present[path] ? present[path].version === version : optional === true),
  );
}

async function install() {
  if (isInstalled()) return;
  try {
    accessSync(existsSync(modules) ? modules : root, constants.W_OK);
  } catch {
    throw new Instruction(
      `This user may not write to ${root}. Change its owner, or clone into a folder of yours.`,
    );
  }
  console.log("Installing packages (about half a minute)");
  const began = Date.now();
  const timer = setInterval(
    () => console.log(`  npm ci: ${Math.round((Date.now() - began) / 1000)} s`),
    15_000,
  );
  const { code, errors } = await run("npm", [
    "ci",
    "--loglevel=error",
    "--include=dev",
    "--include=optional",
  ]);
  clearInterval(timer);
  if (code !== 0) throw new Instruction(explain(errors));
}

/** The commonest reasons, in words. What npm itself said is already on the screen. */
function explain(errors) {
  const why = [
    [/ENOSPC/, "The disk is full: free about 1 GB and start again."],
    [/EACCES|EPERM|EROFS/, `npm may not write. Make ${root} and ~/.npm yours (ls -l shows whose they are).`],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
      "The package registry cannot be reached. Check the network and npm's settings (npm config get registry, proxy).",
    ],
    [/ENOENT.*npm|spawn npm/, "npm is not on the PATH. It comes with Node: https://nodejs.org"],
  ].find(([pattern]) => pattern.test(errors));
  return `The packages could not be installed. ${why?.[1] ?? "npm's message above says why."}`;
}

/** Runs a command, shows its output as it comes and answers its exit code and what it wrote to stderr. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "pipe"] });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      errors += chunk;
      process.stderr.write(chunk);
    });
    child.on("error", (error) => resolve({ code: null, errors: errors + error.message }));
    child.on("close", (code) => resolve({ code, errors }));
  });
}

async function runProgram(file) {
  if (isNewEnough(process.versions.node)) {
    await import(pathToFileURL(file).href);
    return;
  }
  const own = join(binaries, "node"); // comes with the packages on Linux
  if (Number(process.versions.node.split(".")[0]) < OLDEST || !existsSync(own)) {
    throw new Instruction(
      `Showdrop needs Node ${NEEDED.join(".")} or newer; this is ${process.versions.node}. See https://nodejs.org`,
    );
  }
  const child = spawn(own, [file, ...process.argv.slice(2)], { stdio: "inherit" });
  process.on("SIGINT", () => {}); // Ctrl-C reaches the child by itself; it says when it has stopped
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}
