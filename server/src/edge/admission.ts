import type { IncomingMessage } from "node:http";
import { type Refusal, refuse } from "@showdrop/shared";
import { addressOf, networkOf } from "./network.ts";
import { isOwnOrigin } from "./origin.ts";

/** Sockets of one address on one server: a school or a mobile carrier's gateway full of viewers, not a botnet. */
const PER_ADDRESS = 500;
/** The longest that somebody is asked to wait for their turn, in seconds: beyond, waiting is no better than trying. */
const LONGEST_WAIT_SECONDS = 15;

/** Whether a request may become a socket: from our own pages, and not one of too many of its address. */
export const createSocketAdmission = ({
  origins,
  trustedProxies,
  scale,
}: {
  origins: ReadonlySet<string>;
  trustedProxies: number;
  /** Multiplies the limit. */
  scale: number;
}): ((req: IncomingMessage, done: (error: string | null, allowed: boolean) => void) => void) => {
  const open = new Map<string, number>();
  return (req, done) => {
    if (!isOwnOrigin(req.headers, origins)) return done("foreign origin", false);
    const network = networkOf(addressOf(req, trustedProxies));
    const before = open.get(network) ?? 0;
    if (before >= PER_ADDRESS * scale) return done("too many connections", false);
    open.set(network, before + 1);
    req.socket.once("close", () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
    done(null, true);
  };
};

/**
 * Lets so many a second in, in all: a crowd that comes back at once is spread over seconds, because each of those who are
 * turned away is told a later second than those before.
 * @returns null for whoever may enter now.
 */
export const createTurnstile = (perSecond: number): (() => Refusal | null) => {
  let free = perSecond;
  let waiting = 0;
  let countedAt = performance.now();
  return () => {
    const now = performance.now();
    const passed = ((now - countedAt) / 1000) * perSecond;
    countedAt = now;
    free = Math.min(perSecond, free + passed);
    waiting = Math.max(0, waiting - passed);
    if (free >= 1) {
      free -= 1;
      return null;
    }
    waiting += 1;
    const retryAfter = Math.min(LONGEST_WAIT_SECONDS, Math.ceil(waiting / perSecond));
    return refuse("TOO_MANY_REQUESTS", { retryAfter }).error;
  };
};
