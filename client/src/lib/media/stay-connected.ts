import { type Admission, type Result, refuse } from "@showdrop/shared";
import { ownCertificate } from "./certificate.ts";
import { type Connection, type ConnectOnce, connectOnce, type End, endOf } from "./connection.ts";
import { backoff, type LinkEvent, patience } from "./link.ts";
import { reached } from "./steps.ts";

export interface StayConnected {
  admit: (signal: AbortSignal) => Promise<Result<Admission>>;
  /**
   * Sets up the media of one connection; rejects when that cannot be done. Of one that takes over it settles when its
   * media arrives.
   */
  opened: (connection: Connection) => Promise<void>;
  tell: (event: LinkEvent) => void;
  signal: AbortSignal;
}

/**
 * Connects, and connects again with a fresh pass whenever the connection is lost, until it is closed for good or
 * aborted. The media node keeps nothing of a lost connection, so that every one starts from its welcome. When a node
 * says that it will stop, the next connection is made before the old one is left.
 */
export const stayConnected = async (parts: StayConnected): Promise<void> => {
  parts.tell({ type: "started" });
  const end = await persist(parts, false);
  if (!parts.signal.aborted) parts.tell(end);
};

/**
 * @param takesOver an earlier connection still plays
 * @returns why nothing more is tried; "lost" when aborted
 */
const persist = async (parts: StayConnected, takesOver: boolean): Promise<End> => {
  const { opened, tell, signal } = parts;
  let playing = takesOver;
  let attempt = 0;
  while (!signal.aborted) {
    const handover = prepareHandover(parts);
    const end = await admitAndConnect(parts, {
      takesOver,
      patienceMs: patience({ phase: playing ? "lost" : "connecting", attempt }),
      opened: async (connection) => {
        await opened(connection);
        playing = true;
        attempt = 0;
        tell({ type: "opened" });
      },
      moving: handover.begin,
    });
    const next = handover.end();
    if (next) return next;
    if (signal.aborted || end.type !== "lost") return end;
    tell(end);
    await pause(backoff(attempt++), signal);
  }
  return { type: "lost" };
};

/** The change to another node while the connection to this one still plays. */
const prepareHandover = (parts: StayConnected) => {
  let left = false;
  let arrived = false;
  let next: Promise<End> | null = null;
  return {
    begin: (leave: () => void) => {
      next ??= persist(
        {
          ...parts,
          opened: async (connection) => {
            await parts.opened(connection);
            arrived = true;
            leave();
          },
          // What fails there is nobody's loss as long as it plays here.
          tell: (event) => {
            if (left || event.type !== "lost") parts.tell(event);
          },
        },
        true,
      );
    },
    /** This connection has ended. @returns how the one that it was handed over to ends; null if there was none */
    end: (): Promise<End> | null => {
      left = true;
      if (next && !arrived) parts.tell({ type: "lost" });
      return next;
    },
  };
};

const admitAndConnect = async (
  { admit, signal }: StayConnected,
  attempt: Pick<ConnectOnce, "takesOver" | "patienceMs" | "opened" | "moving">,
): Promise<End> => {
  const patient = AbortSignal.any([signal, AbortSignal.timeout(attempt.patienceMs)]);
  reached("begun");
  const asked = admit(patient).catch(() => refuse("UNAVAILABLE"));
  // While the question travels.
  void ownCertificate();
  const admission = await asked;
  if (!admission.ok) return endOf(admission.error);
  reached("admitted");
  // What speaks WebRTC is large: it is loaded where something is to be played or sent. A show's page asked for it as soon as
  // the yes arrived (client/ask.js).
  const device = await import("./device.ts").catch(() => null);
  if (!device) return { type: "lost" };
  const ready = await device.readyFor(admission.data);
  reached("ready");
  if (signal.aborted) return { type: "lost" };
  return connectOnce({ ...attempt, ...ready, admission: admission.data, signal });
};

/** Waits; ends early when aborted, and when the device says that it is online again. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    window.addEventListener("online", done);
  });
