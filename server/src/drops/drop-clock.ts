/** What tells the time in a show. */
export interface ShowClock {
  startedAt: Date | null;
  pausedAt: Date | null;
  /** Milliseconds that the pauses lasted which are over. */
  pausedMs: number;
}

/** What a drop's times follow from; all of it is on its show's clock. */
export interface DropClock {
  opensAt: Date;
  openSeconds: number | null;
  /** Since when it is paused by hand. */
  pausedAt: Date | null;
  /** Milliseconds that its own pauses lasted which are over. */
  pausedMs: number;
}

/** A drop's times, in milliseconds since 1970. While `pausedAt` is set they are seen from there, not from now. */
export interface DropTimes {
  opensAt: number;
  /** Null: not by itself, or not before its show has begun. */
  closesAt: number | null;
  pausedAt: number | null;
}

/**
 * A moment on a show's clock, which stands still while the show is paused: the time without all its pauses.
 * @param now milliseconds since 1970
 */
export const onShowClock = ({ pausedAt, pausedMs }: ShowClock, now: number): number =>
  Math.min(now, pausedAt?.getTime() ?? now) - pausedMs;

/**
 * When a drop opens and closes. The record keeps its opening on the show's clock, the show how long it was paused, and the
 * drop how long it was paused by hand while the show went on: so nothing has to be moved when either goes on, and no
 * server that dies in between can leave half of it done.
 */
export const dropTimes = (drop: DropClock, show: ShowClock): DropTimes => {
  // Due before the show began, it can be bought from the beginning, and is open for no less time.
  const begins = Math.max(drop.opensAt.getTime(), show.startedAt?.getTime() ?? 0);
  const opensAt = begins + show.pausedMs + drop.pausedMs;
  const { openSeconds } = drop;
  // Whichever stood still first: seen from there, neither pause counts twice.
  const pauses = [
    ...(show.pausedAt ? [show.pausedAt.getTime()] : []),
    ...(drop.pausedAt ? [drop.pausedAt.getTime() + show.pausedMs] : []),
  ];
  return {
    opensAt,
    closesAt: openSeconds === null || show.startedAt === null ? null : opensAt + openSeconds * 1000,
    pausedAt: pauses.length === 0 ? null : Math.min(...pauses),
  };
};

/**
 * The times of a drop with early access for those who do not have it.
 * @param seconds how long it is for the others alone
 */
export const afterEarlyAccess = (times: DropTimes, seconds: number): DropTimes => ({
  ...times,
  opensAt: times.opensAt + seconds * 1000,
});

/** The moment that a drop's times are seen from. @param now milliseconds since 1970 */
export const seenFrom = ({ pausedAt }: DropTimes, now: number): number => Math.min(now, pausedAt ?? now);

/** @param now milliseconds since 1970 */
export const hasOpened = (times: DropTimes, now: number): boolean => seenFrom(times, now) >= times.opensAt;

/** @param now milliseconds since 1970 */
export const hasClosed = (times: DropTimes, now: number): boolean =>
  times.closesAt !== null && seenFrom(times, now) >= times.closesAt;
