import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { Instruction } from "@showdrop/local/kit/instruction.ts";
import { cacheFolder } from "@showdrop/local/kit/paths.ts";
import { lastLines, run } from "@showdrop/local/kit/run.ts";
import { which } from "@showdrop/local/kit/which.ts";

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Compiles a load client, once for each version of its source. @returns the program. @throws Instruction without a compiler */
export const compile = async (source: string): Promise<string> => {
  const digest = createHash("sha256")
    .update(await readFile(source))
    .digest("hex");
  const folder = join(cacheFolder(), "bench");
  const program = join(folder, `load-${digest.slice(0, 16)}`);
  if (await isThere(program)) return program;
  const compiler = which("cc", "gcc", "clang");
  if (!compiler || process.platform !== "linux")
    throw new Instruction(
      "The load client of this bench is a small C program for Linux, and here is no C compiler (cc). Install one: apt-get install gcc libc6-dev",
    );
  await mkdir(folder, { recursive: true });
  const made = `${program}.${process.pid}`;
  const result = await run(compiler, ["-O2", "-o", made, source]);
  if (result.code !== 0)
    throw new Instruction(`The load client does not compile:\n\n${lastLines(result.output, 30)}`);
  await rename(made, program);
  return program;
};
