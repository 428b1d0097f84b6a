import { z } from "zod";

const ANSWER_MILLIS = 5_000; // through a proxy on the other side of the world

/** Readiness as servers (`parts`) and media nodes (names at the top) tell it. */
const health = z.looseObject({
  parts: z.record(z.string(), z.boolean()).optional(),
  closing: z.boolean().optional(),
});

export type Health = {
  ready: boolean;
  /** What it needs and does not have. */
  missing: string[];
  /** Epoch milliseconds of its clock, to the second; undefined when it does not tell. */
  date: number | undefined;
};

/** Fetches with a limit on time. @throws when nothing answers */
export const ask = (url: string | URL, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: "manual", ...init, signal: AbortSignal.timeout(ANSWER_MILLIS) });

/** Asks a server or a media node how it is; undefined when what answers is neither, or nothing does. */
export async function askHealth(base: string | URL): Promise<Health | undefined> {
  try {
    const answer = await ask(new URL("/health/ready", base));
    const said = health.safeParse(await answer.json());
    if (!said.success || ![200, 503].includes(answer.status)) return undefined;
    const parts = said.data.parts ?? said.data;
    const date = Date.parse(answer.headers.get("date") ?? "");
    return {
      ready: answer.ok,
      missing: Object.keys(parts).filter((name) => parts[name] === false && name !== "closing"),
      date: Number.isNaN(date) ? undefined : date,
    };
  } catch {
    return undefined;
  }
}
