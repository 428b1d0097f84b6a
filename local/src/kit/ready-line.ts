import type { z } from "zod";

/** Recognises the one line of JSON by which our own programs say that they are ready. */
export function readyLine<T>(schema: z.ZodType<T>): (line: string) => T | undefined {
  return (line) => {
    if (!line.startsWith("{")) return undefined;
    try {
      return schema.safeParse(JSON.parse(line)).data;
    } catch {
      return undefined; // a line of log that begins with a brace
    }
  };
}
