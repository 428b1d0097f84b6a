/** Milliseconds between two frames to a room: nobody sees a line come sooner, and five lines cost what one did. */
export const FRAME_MS = 50;
/** Milliseconds that a missing entry is waited for: between being numbered and told it is written to MongoDB. */
export const HOLE_MS = 100;

/** An entry of a show's log on its way: written once, by the server that appended it. */
export interface ToldEntry {
  seq: number;
  urgent: boolean;
  /** The whole entry, as it goes to the pages. */
  json: string;
}

interface Feed {
  /** The number that follows the last entry that is ready or sent. */
  next: number;
  /** Entries after a hole. */
  early: Map<number, ToldEntry>;
  ready: ToldEntry[];
  sentAt: number;
  frameTimer: NodeJS.Timeout | undefined;
  /** The missing entry that is waited for. */
  hole: { seq: number; timer: NodeJS.Timeout } | undefined;
}

/** What one server has heard of the shows that people on it watch, put in order and sent in frames. */
export interface ShowFeeds {
  /** Takes in entries as they come, from this server or another. */
  take(showId: string, entries: readonly ToldEntry[]): void;
  /** The newest number that was heard in order, or 0 when nothing of the show was heard here yet. */
  heard(showId: string): number;
  /** Nobody on this server watches the show any more. */
  forget(showId: string): void;
}

/**
 * Puts the entries of a show in order and sends them on: the first at once, those that follow within 50 ms together, an
 * urgent one at once with all that was before it. A missing entry is waited for briefly; without it the pages see the hole
 * and catch up by snapshot. One that comes later still, or again, is sent as it comes: pages know what to do with it.
 * @param isWatched whether anybody on this server is in the show's room.
 * @param send sends one frame.
 */
export const createShowFeeds = ({
  isWatched,
  send,
}: {
  isWatched(showId: string): boolean;
  send(showId: string, entries: readonly ToldEntry[]): void;
}): ShowFeeds => {
  const feeds = new Map<string, Feed>();

  const flush = (showId: string, feed: Feed): void => {
    clearTimeout(feed.frameTimer);
    feed.frameTimer = undefined;
    const frame = feed.ready;
    feed.ready = [];
    feed.sentAt = performance.now();
    send(showId, frame);
  };

  const pace = (showId: string, feed: Feed): void => {
    if (feed.ready.length === 0) return;
    const wait = feed.sentAt + FRAME_MS - performance.now();
    if (wait <= 0 || feed.ready.some(({ urgent }) => urgent)) flush(showId, feed);
    else feed.frameTimer ??= setTimeout(() => flush(showId, feed), wait);
  };

  const release = (showId: string, feed: Feed): void => {
    for (let entry = feed.early.get(feed.next); entry; entry = feed.early.get(feed.next)) {
      feed.early.delete(entry.seq);
      feed.ready.push(entry);
      feed.next += 1;
    }
    // The clock of one hole runs on, however much comes after it.
    if (feed.hole?.seq !== feed.next || feed.early.size === 0) {
      clearTimeout(feed.hole?.timer);
      const skip = (): void => {
        feed.next = Math.min(...feed.early.keys());
        release(showId, feed);
      };
      feed.hole = feed.early.size === 0 ? undefined : { seq: feed.next, timer: setTimeout(skip, HOLE_MS) };
    }
    pace(showId, feed);
  };

  const forget = (showId: string): void => {
    const feed = feeds.get(showId);
    clearTimeout(feed?.frameTimer);
    clearTimeout(feed?.hole?.timer);
    feeds.delete(showId);
  };

  return {
    take(showId, entries) {
      const first = entries[0];
      if (!first) return;
      if (!isWatched(showId)) return forget(showId);
      const feed: Feed = feeds.get(showId) ?? {
        next: first.seq,
        early: new Map(),
        ready: [],
        sentAt: Number.NEGATIVE_INFINITY,
        frameTimer: undefined,
        hole: undefined,
      };
      feeds.set(showId, feed);
      for (const entry of entries) {
        if (entry.seq < feed.next) feed.ready.push(entry);
        else feed.early.set(entry.seq, entry);
      }
      release(showId, feed);
    },
    heard: (showId) => (feeds.get(showId)?.next ?? 1) - 1,
    forget,
  };
};
