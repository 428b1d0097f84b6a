import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { minify, type Plugin, type Rollup } from "vite";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Bytes below which packing saves nothing worth another file: it all fits into one packet. */
const SMALL_BYTES = 1_000;

const contentOf = (file: Rollup.OutputAsset | Rollup.OutputChunk): Buffer =>
  Buffer.from(file.type === "chunk" ? file.code : file.source);

/** A script without its comments. @param path from this folder @throws when it cannot be read as JavaScript */
export const smallScript = async (path: string): Promise<string> => {
  const text = await readFile(new URL(path, import.meta.url), "utf8");
  const { code, errors } = await minify(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join(", ")}`);
  return code.trim();
};

/** Leaves beside every script and stylesheet what it is packed, as hard as it goes: the server sends that (edge/packed.ts). */
export const pack = (): Plugin => ({
  name: "showdrop:pack",
  apply: "build",
  async writeBundle({ dir = "dist" }, bundle) {
    const files = Object.values(bundle).filter(({ fileName }) => /\.(js|css|svg)$/.test(fileName));
    await Promise.all(
      files.map(async (file) => {
        const content = contentOf(file);
        if (content.length < SMALL_BYTES) return;
        await writeFile(join(dir, `${file.fileName}.br`), await brotli(content));
        await writeFile(join(dir, `${file.fileName}.gz`), await zip(content, { level: 9 }));
      }),
    );
  },
});
