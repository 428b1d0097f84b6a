import { constants, existsSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { bad, type Check, type Finding, good, note, skipped } from "../check.ts";

const GIGABYTE = 1024 ** 3;
/** Pictures are a few hundred kilobytes each. */
const UPLOADS = { least: 0.2, enough: 1 };
/** An hour of 720p at 2.5 Mbit/s is about 1.1 GB. */
const RECORDINGS = { least: 1.5, enough: 10 };

/** The folder, or the nearest above it that is there already: where it will be made. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

const lookAt = async (
  folder: string | undefined,
  variable: string,
  gigabytes: { least: number; enough: number },
): Promise<Finding[]> => {
  if (folder === undefined) return [];
  let disk: Awaited<ReturnType<typeof statfs>>;
  try {
    disk = await statfs(folder);
  } catch {
    return [skipped(`${variable} (${folder}) is not on this machine`)];
  }
  try {
    await access(folder, constants.W_OK);
  } catch {
    return [
      bad(`${variable} (${folder}) cannot be written to by this user`, `chown it to who runs Showdrop.`),
    ];
  }
  const free = (disk.bavail * disk.bsize) / GIGABYTE;
  const says = `${free.toFixed(1)} GB are free for ${variable} (${folder})`;
  const advice = "Free some space, or set it to a folder on a larger disk.";
  if (free < gigabytes.least) return [bad(says, advice)];
  return [free < gigabytes.enough ? note(says, advice) : good(says)];
};

export const disk: Check = {
  name: "Disk",
  after: [],
  look: async ({ UPLOAD_DIR, RECORDINGS_DIR, local }) => {
    // Settings of containers name folders of theirs: only what npm start runs is surely on this machine.
    const here = (folder: string | undefined) => (folder && local ? existing(folder) : folder);
    const findings = [
      ...(await lookAt(here(UPLOAD_DIR), "UPLOAD_DIR", UPLOADS)),
      ...(await lookAt(here(RECORDINGS_DIR), "RECORDINGS_DIR", RECORDINGS)),
    ];
    return findings.length > 0 ? findings : [skipped("neither UPLOAD_DIR nor RECORDINGS_DIR is set here")];
  },
};
