import type { types } from "mediasoup";
import * as mediasoup from "mediasoup";
import type { Config } from "./config.ts";
import type { Logger } from "./logger.ts";

/** Before a dead worker is replaced for the second time and after; a worker that dies at once must not spin. */
const RESTART_DELAYS_MS = [0, 1_000, 5_000];
/** A worker that lived this long was healthy: the next death starts with the first delay again. */
const HEALTHY_AFTER_MS = 60_000;

/** One worker and the server that all its transports listen through. */
export interface Seat {
  worker: types.Worker;
  webRtcServer: types.WebRtcServer;
  /** Peers that receive from it: they are what it spends its time on. */
  receiving: number;
  /** Halls that live here now. */
  halls: number;
}

export interface WorkerPool {
  /** The living seat with the fewest receiving peers, of those that fit; null when there is none. */
  leastBusy: (fits?: (seat: Seat) => boolean) => Seat | null;
  seats: () => readonly Seat[];
  allAlive: () => boolean;
  close: () => void;
}

type WorkerConfig = Pick<Config, "workers" | "rtcPort" | "announcedAddress" | "workerBin">;

/**
 * One mediasoup worker for each core, each with its own port (UDP and TCP). A worker that dies is replaced on the
 * same port; its halls notice by themselves, because their routers close with it.
 */
export const startWorkers = async (config: WorkerConfig, log: Logger): Promise<WorkerPool> => {
  const seats: (Seat | null)[] = new Array(config.workers).fill(null);
  const restarts = new Set<NodeJS.Timeout>();
  let closing = false;

  const start = async (index: number, deaths: number): Promise<void> => {
    const worker = await mediasoup.createWorker({
      logLevel: "warn",
      ...(config.workerBin === undefined ? {} : { workerBin: config.workerBin }),
    });
    const startedAt = Date.now();
    const webRtcServer = await worker
      .createWebRtcServer({ listenInfos: listenInfos(config, index) })
      .catch((error: unknown) => {
        // A worker whose port is taken is of no use, and the next attempt brings its own.
        worker.close();
        throw error;
      });
    if (closing) return worker.close();
    worker.on("died", (error) => {
      seats[index] = null;
      log.error({ err: error, worker: index, pid: worker.pid }, "a media worker died");
      restart(index, Date.now() - startedAt > HEALTHY_AFTER_MS ? 0 : deaths + 1);
    });
    seats[index] = { worker, webRtcServer, receiving: 0, halls: 0 };
    log.info({ worker: index, pid: worker.pid }, "a media worker runs");
  };

  const restart = (index: number, deaths: number): void => {
    if (closing) return;
    const delay = RESTART_DELAYS_MS[Math.min(deaths, RESTART_DELAYS_MS.length) - 1] ?? 0;
    const timer = setTimeout(() => {
      restarts.delete(timer);
      start(index, deaths).catch((error: unknown) => {
        log.error({ err: error, worker: index }, "a media worker could not be replaced");
        restart(index, deaths + 1);
      });
    }, delay);
    restarts.add(timer);
  };

  const alive = () => seats.filter((seat) => seat !== null);
  const close = () => {
    closing = true;
    for (const timer of restarts) clearTimeout(timer);
    for (const seat of alive()) seat.worker.close();
    seats.fill(null);
  };

  try {
    await Promise.all(seats.map((_, index) => start(index, 0)));
  } catch (error) {
    close();
    throw new Error("the media workers could not be started", { cause: error });
  }

  return {
    leastBusy: (fits = () => true) => alive().filter(fits).sort(byLoad)[0] ?? null,
    seats: alive,
    allAlive: () => alive().length === config.workers,
    close,
  };
};

/** By halls where nobody receives yet: shows that are about to begin do not all wait on one worker. */
export const byLoad = (a: Seat, b: Seat): number => a.receiving - b.receiving || a.halls - b.halls;

const listenInfos = (config: WorkerConfig, index: number): types.TransportListenInfo[] =>
  (["udp", "tcp"] as const).map((protocol) => ({
    protocol,
    ip: "0.0.0.0",
    announcedAddress: config.announcedAddress,
    // Without a port mediasoup takes any free one.
    ...(config.rtcPort === 0 ? {} : { port: config.rtcPort + index }),
  }));
