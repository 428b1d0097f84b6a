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

/** Minifies scripts that go into the build as they stand: a page waits for them, and need not wait for their comments. */
export const minifyPublic = (names: readonly string[]): Plugin => ({
  name: "showdrop:minify-public",
  apply: "build",
  async writeBundle({ dir = "dist" }) {
    await Promise.all(
      names.map(async (name) => {
        const file = join(dir, name);
        const { code, errors } = await minify(name, await readFile(file, "utf8"));
        if (errors.length > 0) this.error(`${name}: ${errors.map(({ message }) => message).join(", ")}`);
        await writeFile(file, code);
      }),
    );
  },
});

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
