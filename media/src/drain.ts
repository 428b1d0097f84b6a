import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "./logger.ts";
import type { Peer } from "./peer.ts";
import type { Rooms } from "./rooms.ts";

/** Servers read the registry at most once a second: until then they may still send peers here. */
const HEEDED_AFTER_MS = 1_500;
/** Hosts and guests go first; so long the viewers wait for them, that they find the picture where they come to. */
const SENDERS_FIRST_MS = 3_000;
/** Peers a second that are asked to move: each is an admission by a server and a join at another node. */
const MOVES_PER_SECOND = 50;
const STEP_MS = 250;

export interface Drain {
  draining: () => boolean;
  /** Sends everybody elsewhere; resolves when the last has left, or after `withinMs`, or when it was called off. */
  begin: (withinMs: number) => Promise<void>;
  /** Takes peers in again; those who were asked to move still do. */
  callOff: () => void;
}

export interface DrainParts {
  rooms: Rooms;
  /** Tells the servers now whether this node is draining. */
  announce: () => Promise<void>;
  log: Logger;
}

/** Empties this node gently: senders first, then viewers in random order, never more at once than others take in well. */
export const createDrain = ({ rooms, announce, log }: DrainParts): Drain => {
  let under: AbortController | null = null;

  /** Asks the next ones to move. Who came in meanwhile with an older pass is asked, too. */
  const step = (asked: WeakSet<Peer>, deadline: number, sendersUntil: number): void => {
    const now = performance.now();
    const withinMs = Math.max(1, Math.round(deadline - now));
    const ask = (peer: Peer): void => {
      asked.add(peer);
      peer.tellMoving(withinMs);
    };
    const waiting = rooms.everyone().filter((peer) => !asked.has(peer));
    for (const peer of waiting.filter(({ sendOffer }) => sendOffer)) ask(peer);
    const sendersLeft = rooms.everyone().some(({ sendOffer }) => sendOffer);
    if (sendersLeft && now < sendersUntil) return;
    const viewers = waiting.filter(({ sendOffer }) => !sendOffer);
    const stepsLeft = Math.max(1, (deadline - now) / 2 / STEP_MS);
    const count = Math.max(
      Math.ceil((MOVES_PER_SECOND * STEP_MS) / 1_000),
      Math.ceil(viewers.length / stepsLeft),
    );
    for (const peer of shuffled(viewers).slice(0, count)) ask(peer);
  };

  const run = async (withinMs: number, signal: AbortSignal): Promise<void> => {
    const deadline = performance.now() + withinMs;
    const asked = new WeakSet<Peer>();
    await announce();
    log.info({ peers: rooms.peers(), withinMs }, "draining: peers are asked to move");
    await sleep(Math.min(HEEDED_AFTER_MS, withinMs / 2), undefined, { signal });
    const sendersUntil = performance.now() + SENDERS_FIRST_MS;
    while (rooms.peers() > 0 && performance.now() < deadline) {
      step(asked, deadline, sendersUntil);
      await sleep(STEP_MS, undefined, { signal });
    }
    log.info({ left: rooms.peers() }, "drained");
  };

  return {
    draining: () => under !== null,
    begin: async (withinMs) => {
      under?.abort();
      const own = new AbortController();
      under = own;
      await run(withinMs, own.signal).catch((error: unknown) => {
        if (!own.signal.aborted) throw error;
      });
    },
    callOff: () => {
      under?.abort();
      under = null;
      void announce();
    },
  };
};

const shuffled = <T>(all: readonly T[]): T[] =>
  all
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
