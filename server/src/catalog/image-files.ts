import { access, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { sizedName, sizedWidths } from "@showdrop/shared";

export interface ImageFiles {
  /** Keeps a file under `name`: whoever sees it sees all of it, after a power cut too. */
  write(name: string, bytes: Buffer): Promise<void>;
  /** Its bytes; null when there is no such file. */
  read(name: string): Promise<Buffer | null>;
  has(name: string): Promise<boolean>;
  /** Removes a picture, in every size. */
  remove(name: string): Promise<void>;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** The folder of uploaded pictures, served under `/uploads`. */
export const createImageFiles = (folder: string): ImageFiles => ({
  async write(name, bytes) {
    await mkdir(folder, { recursive: true });
    // A leading dot: the web server does not serve such files, should the process die before the rename.
    const partial = join(folder, `.${name}.partial`);
    try {
      const file = await open(partial, "wx");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, join(folder, name));
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  },

  async read(name) {
    try {
      return await readFile(join(folder, name));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },

  has: (name) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    ),

  async remove(name) {
    for (const each of [name, ...sizedWidths.map((width) => sizedName(name, width))])
      await rm(join(folder, each), { force: true });
  },
});
