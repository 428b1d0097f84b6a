import { mkdir, statfs } from "node:fs/promises";
import { Instruction } from "./instruction.ts";

const MEGABYTE = 1024 * 1024;

/**
 * Makes sure that a folder's disk has room, before a long step fails half way.
 * @param purpose the subject of the instruction's sentence: "Building the media worker"
 * @throws Instruction naming the folder, what is free and what is needed
 */
export async function requireDiskSpace(folder: string, megabytes: number, purpose: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const disk = await statfs(folder);
  const free = Math.floor((disk.bavail * disk.bsize) / MEGABYTE);
  if (free < megabytes) {
    throw new Instruction(
      `${purpose} needs about ${megabytes} MB on the disk of ${folder}, and ${free} MB are free. ` +
        "Free some space and start again.",
    );
  }
}
