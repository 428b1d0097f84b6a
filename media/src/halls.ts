import { type Dialect, OURS } from "./dialect.ts";
import { type Hall, openHall } from "./hall.ts";
import type { Logger } from "./logger.ts";
import { byLoad, type Seat, type WorkerPool } from "./workers.ts";

/** A peer's place in a hall, from the first moment of joining: before the hall is open. */
export interface Place {
  /** Rejects when the worker died while the hall opened. */
  hall: Promise<Hall>;
  /** Gives the place back. A further hall closes with its last. */
  leave: () => void;
}

export interface Halls {
  main: Hall;
  /** Senders stand in the main hall; others where there is room for who receives. */
  place: (peer: { sends: boolean; receives: boolean; dialect: Dialect }) => Place;
  /** How many are open now. */
  count: () => number;
  close: () => void;
}

export interface HallsParts {
  workers: WorkerPool;
  /** Where the main hall stands. */
  seat: Seat;
  peersPerWorker: number;
  /** A hall's worker died: everybody there has to come back. */
  onLost: (hall: Hall) => void;
  log: Logger;
}

/** A hall that is open or opens, and how many have a place there. */
interface Opened {
  seat: Seat;
  dialect: Dialect;
  hall: Promise<Hall>;
  places: number;
}

/**
 * The halls of one room. All is sent in the main one; as receiving peers grow past what a worker carries, further halls
 * open on other workers, and each stream is piped there once however many watch it there. So they do for those who insist
 * on payload types of their own.
 */
export const openHalls = async (parts: HallsParts): Promise<Halls> => {
  const { workers, peersPerWorker, log } = parts;
  const halls = new Set<Opened>();

  const shut = (opened: Opened): void => {
    if (!halls.delete(opened)) return;
    opened.seat.halls -= 1;
    opened.hall.then(
      (hall) => hall.close(),
      () => undefined,
    );
  };

  const open = (seat: Seat, dialect: Dialect, from: Hall | null): Opened => {
    const lost = async () => {
      shut(opened);
      parts.onLost(await opened.hall);
    };
    const opened: Opened = {
      seat,
      dialect,
      hall: openHall({ seat, dialect, main: from, onLost: () => void lost(), log }),
      places: 0,
    };
    seat.halls += 1;
    halls.add(opened);
    opened.hall.then(
      () => log.info({ pid: seat.worker.pid, halls: halls.size }, "a hall opened"),
      () => shut(opened),
    );
    return opened;
  };

  const first = open(parts.seat, OURS, null);
  const main = await first.hall;

  const hasRoom = (seat: Seat): boolean => seat.receiving < peersPerWorker;
  const spoken = (dialect: Dialect): Opened[] =>
    [...halls].filter((opened) => opened.dialect.id === dialect.id);

  /** An open hall with room, before a further one, whose pipe costs; when every worker is full, where least are. */
  const forReceiver = (dialect: Dialect): Opened => {
    const standing = spoken(dialect);
    const roomy = standing.filter(({ seat }) => hasRoom(seat)).sort((a, b) => byLoad(a.seat, b.seat))[0];
    if (roomy) return roomy;
    const seat = workers.leastBusy(hasRoom) ?? workers.leastBusy() ?? parts.seat;
    return standing.find((opened) => opened.seat === seat) ?? open(seat, dialect, main);
  };

  return {
    main,
    place: ({ sends, receives, dialect }) => {
      const opened = sends ? first : forReceiver(dialect);
      const load = receives ? 1 : 0;
      let left = false;
      opened.places += 1;
      opened.seat.receiving += load;
      return {
        hall: opened.hall,
        leave: () => {
          if (left) return;
          left = true;
          opened.places -= 1;
          opened.seat.receiving -= load;
          if (opened !== first && opened.places === 0) shut(opened);
        },
      };
    },
    count: () => halls.size,
    close: () => {
      for (const opened of [...halls]) shut(opened);
    },
  };
};
