import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../kit/paths.ts";

export type Copy = {
  /** The stage it copies from; undefined: from the checkout. */
  from: string | undefined;
  sources: string[];
};

export type Dockerfile = {
  stages: string[];
  copies: Copy[];
  /** Who the finished image runs as. */
  user: string | undefined;
};

/** Reads the few instructions of a Dockerfile that can be checked without an engine. */
export function readDockerfile(path: string): Dockerfile {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  const words = lines.filter((line) => /^[A-Z]+ /.test(line)).map((line) => line.trim().split(/\s+/));
  const stages: string[] = [];
  const copies: Copy[] = [];
  let user: string | undefined;
  for (const [instruction, ...rest] of words) {
    if (instruction === "FROM") {
      if (rest[1] === "AS" && rest[2] !== undefined) stages.push(rest[2]);
      user = undefined; // each stage begins as root
    }
    if (instruction === "USER") user = rest[0];
    if (instruction === "COPY") {
      const from = rest.find((word) => word.startsWith("--from="))?.slice("--from=".length);
      copies.push({ from, sources: rest.filter((word) => !word.startsWith("--")).slice(0, -1) });
    }
  }
  return { stages, copies, user };
}
