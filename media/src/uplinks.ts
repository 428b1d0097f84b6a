import { type Link, type LinkParts, openLink } from "./link.ts";
import type { Logger } from "./logger.ts";
import type { FindOrigin } from "./origin.ts";
import type { Presence } from "./presence.ts";
import type { Room } from "./room.ts";

/** Before a lost pipe is tried again: the first pause, and the longest. Each is lengthened by up to as much again. */
const RETRY_MS = 100;
const RETRY_MAX_MS = 1_000;
/** A host who moves sends at the new origin within this time; so long the old one's picture is kept. */
const LINGER_MS = 10_000;
/** So long it is kept beside the new one: until viewers were offered that and see its first picture. */
const OVERLAP_MS = 1_000;

export interface Uplinks {
  /** Watches over a room that has just opened, until it closes: what is sent at the show's origin comes in. */
  attach: (room: Room) => void;
  /** The show's origin may be another node now. */
  moved: (showId: string) => void;
}

export interface UplinksParts extends Pick<LinkParts, "signPipe" | "config" | "log"> {
  nodeId: string;
  findOrigin: FindOrigin;
  presence: Presence;
}

export const createUplinks = (parts: UplinksParts): Uplinks => {
  const uplinks = new Map<Room, Uplink>();
  return {
    attach: (room) => {
      const uplink = openUplink(room, parts, parts.log.child({ showId: room.showId }));
      uplinks.set(room, uplink);
      room.router.observer.once("close", () => {
        uplinks.delete(room);
        uplink.close();
      });
    },
    moved: (showId) => {
      for (const [room, uplink] of uplinks) if (room.showId === showId) uplink.turn();
    },
  };
};

interface Uplink {
  turn: () => void;
  close: () => void;
}

/**
 * One room's way to its show's origin, as Redis names it; none where this node is the origin. A lost pipe is tried again,
 * at whatever is the origin by then. When the origin moves, the old pipe stays until the host sends at the new one.
 */
const openUplink = (room: Room, parts: UplinksParts, log: Logger): Uplink => {
  const { nodeId, findOrigin, presence, signPipe, config } = parts;
  const { showId } = room;
  let link: Link | null = null;
  let leaving: { link: Link; timer: NodeJS.Timeout } | null = null;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  /** The latest look at the origin; what an earlier one finds counts no more. */
  let look = 0;
  let closed = false;

  const noteHost = (): void => {
    const before = presence.isPresent(showId);
    presence.setElsewhere(
      showId,
      [link, leaving?.link].some((known) => known?.hostPresent()),
    );
    const now = presence.isPresent(showId);
    if (now !== before) room.tellHost(now);
  };

  const leave = (): void => {
    if (!leaving) return;
    clearTimeout(leaving.timer);
    leaving.link.close();
    leaving = null;
    noteHost();
  };

  /** The link that is set aside has done its service: the host is there without it, and soon seen. */
  const leaveIfReplaced = (): void => {
    if (!leaving) return;
    const { link: old, timer } = leaving;
    const byOthers = room.sendings().filter(({ lineId }) => lineId !== old.id);
    if (!byOthers.some(({ from }) => from.role === "host")) return;
    clearTimeout(timer);
    leaving = { link: old, timer: setTimeout(leave, OVERLAP_MS) };
  };

  /** The link is not of the origin any more: it is kept for a while. */
  const setAside = (): void => {
    if (!link) return;
    leave();
    leaving = { link, timer: setTimeout(leave, LINGER_MS) };
    link = null;
    // The host may have been faster than the word of the move.
    leaveIfReplaced();
  };

  const connect = (origin: { nodeId: string; pipeUrl: string }): void => {
    const opened = openLink({
      ...{ room, origin, signPipe, config, log: log.child({ origin: origin.nodeId }) },
      edgeId: nodeId,
      onWelcome: () => {
        failures = 0;
      },
      onHost: noteHost,
      onLost: () => {
        if (leaving?.link === opened) leave();
        if (link !== opened) return;
        link = null;
        tryAgain();
      },
    });
    link = opened;
  };

  const tryAgain = (): void => {
    if (closed) return;
    const pause = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** failures);
    failures += 1;
    clearTimeout(retry);
    retry = setTimeout(turn, pause * (1 + Math.random()));
  };

  const follow = async (): Promise<void> => {
    look += 1;
    const current = look;
    const origin = await findOrigin(showId);
    if (closed || current !== look) return;
    if (!origin || origin.nodeId === nodeId) {
      setAside();
      return noteHost();
    }
    if (origin.nodeId === link?.originId) return;
    setAside();
    // Not in the registry (yet, or any more): servers are about to choose another.
    if (origin.pipeUrl === null) return tryAgain();
    connect({ nodeId: origin.nodeId, pipeUrl: origin.pipeUrl });
  };

  const turn = (): void => {
    clearTimeout(retry);
    follow().catch((error: unknown) => {
      log.warn({ err: error }, "the origin of a show is not known now");
      tryAgain();
    });
  };

  const unfollow = room.follow({ added: leaveIfReplaced, closed: () => {} });
  turn();

  return {
    turn,
    close: () => {
      closed = true;
      clearTimeout(retry);
      unfollow();
      leave();
      link?.close();
      presence.setElsewhere(showId, false);
    },
  };
};
