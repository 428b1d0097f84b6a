/** What tells the time in a show. */
export interface ShowClock {
  startedAt: Date | null;
  pausedAt: Date | null;
  /** Milliseconds that the pauses lasted which are over. */
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
 * When a drop opens and closes. The record keeps its opening on the show's clock, and the show how long it was paused:
 * so nothing has to be moved when a show goes on, and no server that dies in between can leave half of it done.
 */
export const dropTimes = (
  drop: { opensAt: Date; openSeconds: number | null },
  show: ShowClock,
): DropTimes => {
  // Due before the show began, it can be bought from the beginning, and is open for no less time.
  const opensAt = Math.max(drop.opensAt.getTime(), show.startedAt?.getTime() ?? 0) + show.pausedMs;
  const { openSeconds } = drop;
  return {
    opensAt,
    closesAt: openSeconds === null || show.startedAt === null ? null : opensAt + openSeconds * 1000,
    pausedAt: show.pausedAt?.getTime() ?? null,
  };
};

/** The moment that a drop's times are seen from. @param now milliseconds since 1970 */
export const seenFrom = ({ pausedAt }: DropTimes, now: number): number => Math.min(now, pausedAt ?? now);

/** @param now milliseconds since 1970 */
export const hasOpened = (times: DropTimes, now: number): boolean => seenFrom(times, now) >= times.opensAt;

/** @param now milliseconds since 1970 */
export const hasClosed = (times: DropTimes, now: number): boolean =>
  times.closesAt !== null && seenFrom(times, now) >= times.closesAt;
