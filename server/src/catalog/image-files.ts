import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export interface ImageFiles {
  /** Keeps a file under `name`: whoever sees it sees all of it, after a power cut too. */
  write(name: string, bytes: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
}

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
  remove: (name) => rm(join(folder, name), { force: true }),
});
