import { setTimeout as sleep } from "node:timers/promises";
import type { types } from "mediasoup";

/** How often a session without a socket is looked at, in milliseconds. */
const LOOK_EVERY_MS = 2_000;
/**
 * A client from which nothing came for so long is gone, in milliseconds: those who send send all the time, those who play
 * report at least every five seconds (RFC 3550), and both answer for their ICE consent (RFC 7675).
 */
const SILENT_AFTER_MS = 10_000;
/** Within this time something comes from every client that lives, in milliseconds; an OBS that crashed needs longer to start. */
const SIGN_OF_LIFE_MS = 3_000;
const SIGN_EVERY_MS = 200;

type Transport = Pick<types.WebRtcTransport, "getStats" | "on" | "observer" | "closed">;

/** Bytes of any kind that came so far; null when the transport is closed. */
const received = async (transport: Transport): Promise<number | null> => {
  if (transport.closed) return null;
  const [stats] = await transport.getStats().catch(() => []);
  return stats?.bytesReceived ?? null;
};

/** Ends a session when its client says goodbye (a DTLS alert), or is silent for too long. */
export const endWhenSilent = (transport: Transport, end: () => void): void => {
  let before = 0;
  let heardAt = performance.now();
  const look = async (): Promise<void> => {
    const now = await received(transport);
    if (now === null) return;
    if (now > before) heardAt = performance.now();
    before = now;
    if (performance.now() - heardAt >= SILENT_AFTER_MS) end();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  transport.on("dtlsstatechange", (state) => {
    if (state === "closed" || state === "failed") end();
  });
  transport.observer.once("close", () => clearInterval(timer));
};

/** Whether nothing comes from a client any more: it crashed, or lost its network. Answers at once for one that sends. */
export const isSilent = async (transport: Transport): Promise<boolean> => {
  const before = await received(transport);
  const deadline = performance.now() + SIGN_OF_LIFE_MS;
  while (performance.now() < deadline) {
    await sleep(SIGN_EVERY_MS);
    const now = await received(transport);
    if (now === null || before === null) return true;
    if (now > before) return false;
  }
  return true;
};
