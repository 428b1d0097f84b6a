import type { CloseReason, Refusal, RefusalCode } from "@showdrop/shared";

/** How the connection to the media node stands. */
export interface Link {
  phase: "idle" | "connecting" | "open" | "lost" | "closed";
  /** Why it will not be tried again; null while it will, and when nothing went wrong. */
  refusal: Refusal | null;
  /** Why the node closed it for good. */
  closedBy: Exclude<CloseReason, "rejoin"> | null;
}

export const idleLink: Link = { phase: "idle", refusal: null, closedBy: null };

export type LinkEvent =
  | { type: "started" }
  /** The node has welcomed us and the media flows. */
  | { type: "opened" }
  /** It will be tried again. */
  | { type: "lost" }
  | { type: "refused"; refusal: Refusal }
  | { type: "closed"; reason: Exclude<CloseReason, "rejoin"> }
  /** We ended it ourselves. */
  | { type: "stopped" };

/** The next state of the connection. What is closed stays closed until it is started anew. */
export const nextLink = (link: Link, event: LinkEvent): Link => {
  if (event.type === "started") return { ...idleLink, phase: "connecting" };
  if (link.phase === "closed" || link.phase === "idle") return link;
  switch (event.type) {
    case "opened":
      return { ...link, phase: "open" };
    case "lost":
      // A first attempt that fails is still the first connecting, as people see it.
      return link.phase === "connecting" ? link : { ...link, phase: "lost" };
    case "refused":
      return { phase: "closed", refusal: event.refusal, closedBy: null };
    case "closed":
      return { phase: "closed", refusal: null, closedBy: event.reason };
    case "stopped":
      return { phase: "closed", refusal: null, closedBy: null };
  }
};

/** Refusals that pass by themselves, so that asking again makes sense. */
const passing: readonly RefusalCode[] = [
  "MEDIA_UNAVAILABLE",
  "UNAVAILABLE",
  "TOO_MANY_REQUESTS",
  "TOKEN_INVALID",
  "TRANSPORT_UNKNOWN",
  "INTERNAL",
];
export const mayPass = (refusal: Refusal): boolean => passing.includes(refusal.code);

/** Tries that come close together: a dead node's shows stand elsewhere within about 3 seconds. */
const QUICK_TRIES = 8;
/** Milliseconds between quick tries; the shortest spares the server, the longest lets everybody be back within 5 s. */
const QUICK_MS = { shortest: 350, longest: 900 } as const;
/** Afterwards something is badly broken, and patience spares what is left. */
const SLOW_FIRST_MS = 2_000;
const SLOW_MAX_MS = 15_000;

/**
 * Milliseconds to wait before try number `attempt` (0 is the first after a loss): a row of quick ones, then doubling.
 * Always spread at random, so that nobody is asked by everybody in the same moment.
 */
export const backoff = (attempt: number, random: number = Math.random()): number => {
  if (attempt < QUICK_TRIES) return QUICK_MS.shortest + (QUICK_MS.longest - QUICK_MS.shortest) * random;
  const full = Math.min(SLOW_MAX_MS, SLOW_FIRST_MS * 2 ** (attempt - QUICK_TRIES));
  return full / 2 + (full / 2) * random;
};

/** Milliseconds for a node to welcome us: a machine that vanished does not even refuse, and may not cost all of 5 s. */
const WELCOME_MS = { quick: 3_000, slow: 10_000 } as const;

/** How long the welcome is waited for: briefly while quick tries may find another node, else as slow lines need. */
export const patience = ({ phase, attempt }: { phase: Link["phase"]; attempt: number }): number =>
  phase === "lost" && attempt < QUICK_TRIES ? WELCOME_MS.quick : WELCOME_MS.slow;
