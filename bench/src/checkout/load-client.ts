import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Instruction } from "@showdrop/local/kit/instruction.ts";
import { run } from "@showdrop/local/kit/run.ts";
import { z } from "zod";
import { compile } from "../native.ts";

const source = join(import.meta.dirname, "load.c");

/** Answers of one kind: how many, how long they took in milliseconds, and the seconds until the last of them. */
const Ages = z.object({
  count: z.number(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
});

const Loaded = z.object({
  seconds: z.number(),
  /** Answers of 200. */
  fine: Ages,
  other: Ages,
  statuses: z.record(z.string(), z.number()),
});
export type Loaded = z.infer<typeof Loaded>;

export type Attempt = { dropId: string; variantId: string; cookie: string; user: string; key: string };

/** As a browser sends it, as far as the server looks at it. */
const requestOf = ({ dropId, variantId, cookie, user, key }: Attempt): string => {
  const body = JSON.stringify({ variantId, quantity: 1 });
  const text = [
    `POST /api/drops/${dropId}/holds HTTP/1.1`,
    "Host: localhost",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    `Cookie: ${cookie}`,
    `Idempotency-Key: ${key}`,
    `X-User: ${user}`,
    "",
    body,
  ].join("\r\n");
  return `${text.length}\n${text}`;
};

/** Makes attempts to hold a unit each, over so many connections. @param perSecond 0 for as fast as answers come */
export const reach = async (
  dir: string,
  port: number,
  attempts: readonly Attempt[],
  { connections, perSecond = 0 }: { connections: number; perSecond?: number },
): Promise<Loaded> => {
  const file = join(dir, "requests");
  await writeFile(file, attempts.map(requestOf).join(""));
  const program = await compile(source);
  const { code, output } = await run(program, [`${port}`, `${connections}`, `${perSecond}`, file]);
  if (code !== 0) throw new Instruction(`The load client stopped:\n\n${output}`);
  return Loaded.parse(JSON.parse(output));
};
