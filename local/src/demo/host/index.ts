import { setTimeout as delay } from "node:timers/promises";
import { RefusalBody, routes } from "@showdrop/shared";
import { RefusedError } from "../../api-client.ts";
import { broadcastOnce } from "./broadcast.ts";
import { openStage, type Stage } from "./stage.ts";

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 5_000;

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
 * when the media node or the server restarts, and ends when the show does.
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
      const admission = await askAdmission(options, signal);
      const end = await broadcastOnce(admission, stage, signal, () => {
        failures = 0;
        log("The demo host is on air.");
        arrived();
      });
      if (signal.aborted) return;
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

const askAdmission = async ({ serverUrl, showId, fetch }: DemoHostOptions, signal: AbortSignal) => {
  const { method, path, answer } = routes.admitToShow;
  const response = await fetch(new URL(path.replace(":showId", showId), serverUrl).href, {
    method,
    headers: { "content-type": "application/json", origin: new URL(serverUrl).origin },
    body: JSON.stringify({ as: "host" }),
    signal,
  });
  const body: unknown = await response.json();
  if (response.ok) return answer.parse(body);
  const refusal = RefusalBody.safeParse(body);
  if (refusal.success) throw new RefusedError("The demo host was not admitted", refusal.data.error);
  throw new Error(`the server answered ${response.status}`);
};
