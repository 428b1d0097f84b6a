import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Counts the changes of what the store keeps that later programs cannot read: before 2, a drop had one variant and an order one line. */
const FORMAT = "2";

/**
 * Puts a data folder aside that an earlier version wrote and this one cannot read. Nothing of it is lost: it stands beside.
 * @param folder nobody else may be using it
 * @returns where it was put; null when it was fine, or new
 */
export async function putOldDataAside(folder: string): Promise<string | null> {
  const file = join(folder, "format");
  const format = await readFile(file, "utf8").catch(() => "1");
  const used = (await readdir(folder).catch((): string[] => [])).includes("mongo");
  const aside =
    used && format.trim() !== FORMAT ? `${folder}-${new Date().toISOString().replaceAll(":", "-")}` : null;
  if (aside) await rename(folder, aside);
  return aside;
}

/** Says in a data folder which version writes in it. */
export const noteDataFormat = (folder: string): Promise<void> =>
  writeFile(join(folder, "format"), `${FORMAT}\n`);
