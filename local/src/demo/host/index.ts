import { setTimeout as delay } from "node:timers/promises";
import { type AnswerOf, type AnyRoute, RefusalBody, routes } from "@showdrop/shared";
import { parse } from "zod";
import { RefusedError } from "../../api-client.ts";
import { broadcastOnce } from "./broadcast.ts";
import { openStage, type Stage } from "./stage.ts";

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 5_000;
/** How often it looks whether the host who took its place is still there. */
const LOOK_EVERY_MS = 2_000;

export interface DemoHostOptions {
  /** Where the server's API is, such as `http://localhost:8080`. */
  serverUrl: string;
  showId: string;
  /** Written on the studio's wall, in Latin letters. */
  shopName: string;
  /** `fetch` with the session of somebody who may host the show. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Told in a sentence what changes: on air, lost, over. */
  log: (line: string) => void;
}

export interface DemoHost {
  /** Settles when it is on air for the first time. */
  onAir: Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Hosts a show as a person's browser would: asks for a pass, and sends picture and sound over WebRTC. It comes back
 * when the media node or the server restarts, and ends when the show does. When its own account hosts from
 * another device, a person's browser, it leaves the air to that until nobody sends any more.
 */
export const startDemoHost = async (options: DemoHostOptions): Promise<DemoHost> => {
  const stage = await openStage(options.shopName);
  const life = new AbortController();
  const { promise: onAir, resolve: arrived } = Promise.withResolvers<void>();
  const running = host(options, stage, life.signal, arrived).finally(stage.stop);
  return {
    onAir,
    stop: async () => {
      life.abort();
      await running;
    },
  };
};

const host = async (
  options: DemoHostOptions,
  stage: Stage,
  signal: AbortSignal,
  arrived: () => void,
): Promise<void> => {
  const { log } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const admission = await ask(options, routes.admitToShow, { as: "host" }, signal);
      const end = await broadcastOnce(admission, stage, signal, () => {
        failures = 0;
        log("The demo host is on air.");
        arrived();
      });
      if (signal.aborted) return;
      if (end === "replaced") {
        log("The demo host makes room: its account is on air from elsewhere.");
        await untilNobodySends(options, signal);
        continue;
      }
      if (end !== "lost" && end !== "rejoin") {
        log(`The demo host leaves: ${end}.`);
        return;
      }
      log("The demo host lost the media node and tries again.");
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof RefusedError && error.refusal.code === "SHOW_ENDED") {
        log("The demo host leaves: the show has ended.");
        return;
      }
      log(`The demo host cannot broadcast yet: ${error instanceof Error ? error.message : String(error)}`);
    }
    const wait = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures++);
    await delay(wait, undefined, { signal }).catch(() => {});
  }
};

/** Settles when the show is not live any more: paused, as nobody sends, or over, which the next pass will say. */
const untilNobodySends = async (options: DemoHostOptions, signal: AbortSignal): Promise<void> => {
  for (;;) {
    await delay(LOOK_EVERY_MS, undefined, { signal });
    // Whoever cannot look does not know, and so does not take over.
    const show = await ask(options, routes.readShow, undefined, signal).catch(() => null);
    if (show && show.status !== "live") return;
  }
};

/** Asks the server one thing about the show. @throws RefusedError with its refusal */
const ask = async <R extends AnyRoute>(
  { serverUrl, showId, fetch }: DemoHostOptions,
  { method, path, answer }: R,
  sent: object | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<R>> => {
  const response = await fetch(new URL(path.replace(":showId", showId), serverUrl).href, {
    method,
    headers: { "content-type": "application/json", origin: new URL(serverUrl).origin },
    ...(sent ? { body: JSON.stringify(sent) } : {}),
    signal,
  });
  const body: unknown = await response.json();
  if (response.ok) return parse<R["answer"]>(answer, body);
  const refusal = RefusalBody.safeParse(body);
  if (refusal.success) throw new RefusedError("The demo host was refused", refusal.data.error);
  throw new Error(`the server answered ${response.status}`);
};
