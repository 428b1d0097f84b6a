import type { types } from "mediasoup";
import { MEDIA_CODECS } from "./codecs.ts";
import type { Logger } from "./logger.ts";
import type { Seat } from "./workers.ts";

/** A part of a room on one worker: a router, and the transports of the peers who were placed here. */
export interface Hall {
  seat: Seat;
  router: types.Router;
  /**
   * Makes a producer of the room's main hall one of this hall too, under the same id, for as long as it lives.
   * @returns false when it closed meanwhile, or this hall did
   */
  carry: (producer: types.Producer) => Promise<boolean>;
  createTransport: (initialAvailableOutgoingBitrate?: number) => Promise<types.WebRtcTransport>;
  close: () => void;
}

export interface HallParts {
  seat: Seat;
  /** The room's main hall, where everything is sent; null for the main hall itself. */
  main: Hall | null;
  /** Its worker died. */
  onLost: () => void;
  log: Logger;
}

export const openHall = async ({ seat, main, onLost, log }: HallParts): Promise<Hall> => {
  const router = await seat.worker.createRouter({ mediaCodecs: MEDIA_CODECS });
  router.on("workerclose", onLost);

  /** By producer: mediasoup guards a pair of pipe transports, but not a producer, against being asked for twice. */
  const carried = new Map<string, Promise<boolean>>();

  const pipe = async (producer: types.Producer, from: types.Router): Promise<boolean> => {
    try {
      // The workers share a host, and its kernel still drops packets when a burst finds one of them busy.
      await from.pipeToRouter({ producerId: producer.id, router, enableRtx: true, enableSctp: false });
      return true;
    } catch (error) {
      carried.delete(producer.id);
      if (!producer.closed && !router.closed) log.error({ err: error }, "a stream did not reach a hall");
      return false;
    }
  };

  const carry = (producer: types.Producer): Promise<boolean> => {
    if (!main) return Promise.resolve(!producer.closed);
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
