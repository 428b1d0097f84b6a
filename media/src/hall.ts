import type { types } from "mediasoup";
import { type Dialect, OURS } from "./dialect.ts";
import type { Logger } from "./logger.ts";
import type { Seat } from "./workers.ts";

/** A part of a room on one worker: a router, and the transports of the peers who were placed here. */
export interface Hall {
  seat: Seat;
  router: types.Router;
  /**
   * Makes a producer of the room's main hall one of this hall too, for as long as it lives.
   * @returns its id here; null when it closed meanwhile, or this hall did
   */
  carry: (producer: types.Producer) => Promise<string | null>;
  createTransport: (initialAvailableOutgoingBitrate?: number) => Promise<types.WebRtcTransport>;
  close: () => void;
}

export interface HallParts {
  seat: Seat;
  dialect: Dialect;
  /** The room's main hall, where everything is sent; null for the main hall itself. */
  main: Hall | null;
  /** Its worker died. */
  onLost: () => void;
  log: Logger;
}

export const openHall = async ({ seat, dialect, main, onLost, log }: HallParts): Promise<Hall> => {
  const router = await seat.worker.createRouter({ mediaCodecs: dialect.codecs });
  router.on("workerclose", onLost);

  // A hall of another dialect may stand on the main hall's own worker, where an id is there but once.
  const keepId = dialect === OURS;
  /** By producer: mediasoup guards a pair of pipe transports, but not a producer, against being asked for twice. */
  const carried = new Map<string, Promise<string | null>>();

  const pipe = async (producer: types.Producer, from: types.Router): Promise<string | null> => {
    try {
      // The workers share a host, and its kernel still drops packets when a burst finds one of them busy.
      const piped = await from.pipeToRouter({
        ...{ producerId: producer.id, router, keepId, enableRtx: true, enableSctp: false },
      });
      return piped.pipeProducer?.id ?? null;
    } catch (error) {
      carried.delete(producer.id);
      if (!producer.closed && !router.closed) log.error({ err: error }, "a stream did not reach a hall");
      return null;
    }
  };

  const carry = (producer: types.Producer): Promise<string | null> => {
    if (!main) return Promise.resolve(producer.closed ? null : producer.id);
    const known = carried.get(producer.id);
    if (known !== undefined) return known;
    const piping = pipe(producer, main.router);
    carried.set(producer.id, piping);
    producer.observer.once("close", () => carried.delete(producer.id));
    return piping;
  };

  return {
    seat,
    router,
    carry,
    createTransport: (initialAvailableOutgoingBitrate) =>
      router.createWebRtcTransport({
        webRtcServer: seat.webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        ...(initialAvailableOutgoingBitrate === undefined ? {} : { initialAvailableOutgoingBitrate }),
      }),
    close: () => router.close(),
  };
};
