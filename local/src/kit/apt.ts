import { tmpdir } from "node:os";
import { join } from "node:path";
import { Instruction } from "./instruction.ts";
import { withLock } from "./lock.ts";
import { type Log, withProgress } from "./log.ts";
import { lastLines, run } from "./run.ts";
import { which } from "./which.ts";

const LOCK_SECONDS = 300; // another apt run (unattended upgrades, a second npm start) gets this long to end

/** Which of these Debian packages are not installed. On a system without dpkg: all of them. */
export async function missingPackages(packages: readonly string[]): Promise<string[]> {
  const query = await run("dpkg", ["-s", ...packages]);
  const installed = new Set(
    query.output
      .split("\n\n")
      .filter((entry) => entry.includes("\nStatus: install ok installed"))
      .map((entry) => /^Package: (.+)$/m.exec(entry)?.[1]),
  );
  return packages.filter((name) => !installed.has(name));
}

/**
 * Installs Debian packages where that is allowed without asking: as root, with apt-get.
 * @param purpose what they are for, as the subject of the instruction's sentence: "Building the media worker"
 * @throws Instruction with the exact command, when it may not or does not succeed
 */
export async function installPackages(packages: readonly string[], purpose: string, log: Log): Promise<void> {
  const command = `apt-get install -y ${packages.join(" ")}`;
  if (!which("apt-get")) {
    throw new Instruction(
      `${purpose} needs these packages (Debian's names): ${packages.join(" ")}\n` +
        "Install your system's equivalents, then run the same command again.",
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Instruction(
      `${purpose} needs packages that are missing. Run:\n\n  sudo ${command}\n\nand start again.`,
    );
  }
  log(`Installing ${packages.join(" ")}`);
  const apt = (...args: string[]) =>
    run("apt-get", ["-o", `DPkg::Lock::Timeout=${LOCK_SECONDS}`, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    });
  const install = () => apt("install", "-y", "--no-install-recommends", ...packages);
  const installOrUpdate = async () => {
    const first = await install();
    if (first.code === 0) return first;
    // A new machine has no package lists yet, an old one has stale ones.
    await apt("update");
    return install();
  };
  // One of ours at a time: an update of the lists does not wait for another, it fails.
  const result = await withProgress(log, "apt-get", () =>
    withLock(join(tmpdir(), "showdrop-apt.lock"), installOrUpdate),
  );
  if (result.code !== 0) {
    throw new Instruction(
      `${purpose} needs packages that apt-get could not install:\n\n${lastLines(result.output)}\n\n` +
        `Mend that (network, package sources, disk space), or run "${command}" yourself, and start again.`,
    );
  }
}
