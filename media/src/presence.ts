/** How long a host may be away before the show is said to have lost its host: a page reload takes 1 to 2 s. */
export const HOST_GRACE_MS = 3_000;

export interface Presence {
  /** The host of this show sends, or does not, from this moment. */
  set: (showId: string, sending: boolean) => void;
  /** The origin of this show, another node, says that the host sends there, or does not. */
  setElsewhere: (showId: string, present: boolean) => void;
  /** Here or elsewhere. */
  isPresent: (showId: string) => boolean;
  /** The shows whose host is present here. */
  hosting: () => string[];
  /** The show is over: nobody needs to know whether its host is here. */
  forget: (showId: string) => void;
  /** The node stops: every host leaves now, without grace. */
  leaveAll: () => void;
}

/**
 * Knows which shows have their host here. It belongs to the node and not to a room: a host who is alone and reloads
 * closes the room for a moment, and must still not be said to have left.
 */
export const hostPresence = (
  graceMs: number,
  onChange: (showId: string, present: boolean) => void,
): Presence => {
  /** For each present host, the timer that runs while they are away. */
  const hosts = new Map<string, NodeJS.Timeout | null>();
  const elsewhere = new Set<string>();

  const leave = (showId: string) => {
    hosts.delete(showId);
    onChange(showId, false);
  };
  const stopTimer = (showId: string) => {
    const timer = hosts.get(showId);
    if (timer) clearTimeout(timer);
  };

  return {
    set: (showId, sending) => {
      const known = hosts.has(showId);
      if (sending) {
        stopTimer(showId);
        hosts.set(showId, null);
        if (!known) onChange(showId, true);
      } else if (known && hosts.get(showId) === null) {
        hosts.set(
          showId,
          setTimeout(() => leave(showId), graceMs),
        );
      }
    },
    setElsewhere: (showId, present) => {
      if (present) elsewhere.add(showId);
      else elsewhere.delete(showId);
    },
    isPresent: (showId) => hosts.has(showId) || elsewhere.has(showId),
    hosting: () => [...hosts.keys()],
    forget: (showId) => {
      stopTimer(showId);
      hosts.delete(showId);
    },
    leaveAll: () => {
      for (const showId of [...hosts.keys()]) {
        stopTimer(showId);
        leave(showId);
      }
    },
  };
};
