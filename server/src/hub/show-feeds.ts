/** Milliseconds that a missing entry is waited for: between being numbered and told it is written to MongoDB. */
export const HOLE_MS = 100;

/** An entry of a show's log on its way: written once, by the server that appended it. */
export interface ToldEntry {
  seq: number;
  urgent: boolean;
  /** Set when what the record says of the show, or of one of its drops, may be another now. */
  changes?: true;
  /** The whole entry, as it goes to the pages. */
  json: string;
}

interface Feed {
  /** The number that follows the last entry that was passed on. */
  next: number;
  /** Entries after a hole. */
  early: Map<number, ToldEntry>;
  /** The missing entry that is waited for. */
  hole: { seq: number; timer: NodeJS.Timeout } | undefined;
}

/** What one server has heard of the shows that people on it watch, put in order. */
export interface ShowFeeds {
  /** Takes in entries as they come, from this server or another. */
  take(showId: string, entries: readonly ToldEntry[]): void;
  /** The newest number that was heard in order, or 0 when nothing of the show was heard here yet. */
  heard(showId: string): number;
  /** Nobody on this server watches the show any more. */
  forget(showId: string): void;
}

/**
 * Puts the entries of a show in order and passes them on. A missing entry is waited for briefly; without it the pages see the
 * hole and catch up by snapshot. One that comes later still, or again, is passed on as it comes: pages know what to do with it.
 * @param isWatched whether anybody on this server is in the show's room.
 */
export const createShowFeeds = ({
  isWatched,
  passOn,
}: {
  isWatched(showId: string): boolean;
  passOn(showId: string, entries: readonly ToldEntry[]): void;
}): ShowFeeds => {
  const feeds = new Map<string, Feed>();

  const release = (showId: string, feed: Feed, late: readonly ToldEntry[] = []): void => {
    const ready = [...late];
    for (let entry = feed.early.get(feed.next); entry; entry = feed.early.get(feed.next)) {
      feed.early.delete(entry.seq);
      ready.push(entry);
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
    if (ready.length > 0) passOn(showId, ready);
  };

  const forget = (showId: string): void => {
    const feed = feeds.get(showId);
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
        hole: undefined,
      };
      feeds.set(showId, feed);
      const late = entries.filter(({ seq }) => seq < feed.next);
      for (const entry of entries) if (entry.seq >= feed.next) feed.early.set(entry.seq, entry);
      release(showId, feed, late);
    },
    heard: (showId) => (feeds.get(showId)?.next ?? 1) - 1,
    forget,
  };
};
