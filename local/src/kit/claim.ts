import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Instruction } from "./instruction.ts";
import { hasCode } from "./lock.ts";

/**
 * Claims a data folder for this process, because two platforms writing the same data would ruin it.
 * @returns gives the folder back
 * @throws Instruction naming the process that has it
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "running");
  await mkdir(folder, { recursive: true });
  for (;;) {
    try {
      await writeFile(file, `${process.pid}\n`, { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
    const holder = Number(await readFile(file, "utf8").catch(() => ""));
    if (isAlive(holder)) {
      throw new Instruction(
        `Showdrop already runs on the data in ${folder} (process ${holder}). Use that one or stop it; ` +
          `if that process is something else, delete ${file} and start again.`,
      );
    }
    await rm(file, { force: true }); // its holder was killed
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM"); // somebody else's process, and alive
  }
}
