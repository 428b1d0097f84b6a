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

const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 8_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0 is the first retry): doubling, and spread over its upper
 * half at random, so that a node that restarts is not asked by everybody in the same moment.
 */
export const backoff = (attempt: number, random: number = Math.random()): number => {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt);
  return full / 2 + (full / 2) * random;
};
