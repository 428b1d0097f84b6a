import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ErrorReply } from "redis";
import type { Redis } from "./redis.ts";

/** A Lua script: Redis runs it in one step, between all other commands. */
export interface Script {
  run(redis: Redis, keys: string[], args: (string | number)[]): Promise<unknown>;
}

/** Joins files into one script, called by its hash and sent whole only when Redis does not know it (yet, or any more). */
export const loadScript = (...files: URL[]): Script => {
  const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const sha = createHash("sha1").update(source).digest("hex");
  return {
    async run(redis, keys, args) {
      const options = { keys, arguments: args.map(String) };
      try {
        return await redis.evalSha(sha, options);
      } catch (error) {
        if (!(error instanceof ErrorReply) || !error.message.startsWith("NOSCRIPT")) throw error;
        return await redis.eval(source, options);
      }
    },
  };
};
