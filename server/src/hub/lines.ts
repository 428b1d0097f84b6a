import type { Socket as Wire } from "node:net";
import type { HubServer, HubSocket } from "./hub.ts";

/** Frames that may be left out for somebody who reads slowly, from first to last. */
export type Weight = "volatile" | "calm" | "urgent";

/** The share of the cap beyond which a frame of this weight is left out. A volatile one goes to those alone who keep up. */
const FULL: Record<Weight, number> = { volatile: 0, calm: 0.25, urgent: 1 };

/** Milliseconds between two looks at whether pages read, and looks without a byte read until a page is given up. */
const LOOK_EVERY_MS = 5_000;
const LOOKS = 3;

/** What became of frames, since the start of the process. */
export interface LineCounts {
  frames: number;
  /** Left out for pages that read slowly. */
  droppedVolatile: number;
  droppedCalm: number;
  /** Pages that were cut off because they did not read. */
  cut: number;
}

/** The way to one page: frames that are the same for many go straight onto its wire. */
export interface Line {
  /** Sends a frame, or leaves it out, or cuts the page off, by how much waits for it already (invariant 15). */
  give(frame: Buffer, weight: Weight): void;
  /** Whether so much waits for it that it is spared all that can be made up for. */
  isBehind(): boolean;
  /** Cuts it off when it has not read anything for a while. */
  look(): void;
}

/**
 * Socket.IO and ws cost as much again as the system's write of a frame that is the same for all, so it is written to the
 * TCP connection itself. That is sound because ws writes whole messages at once (nothing is compressed), and because what
 * Socket.IO may still hold back for a page is never newer news of a show than the frame: entries carry numbers.
 */
const createLine = (socket: HubSocket, capBytes: number, counts: LineCounts): Line => {
  const { conn } = socket;
  const wire: Wire = conn.request.socket;
  let read = 0;
  let idleLooks = 0;
  const cut = (): void => {
    counts.cut += 1;
    // No farewell: it would wait behind what is not read. The page comes back, and a snapshot brings it up to date.
    wire.destroy();
  };
  return {
    give(frame, weight) {
      if (conn.readyState !== "open" || wire.destroyed) return;
      const waiting = wire.writableLength;
      if (weight === "urgent" || waiting <= capBytes * FULL[weight]) {
        if (waiting + frame.length > capBytes) return cut();
        counts.frames += 1;
        wire.write(frame);
      } else if (weight === "calm") counts.droppedCalm += 1;
      else counts.droppedVolatile += 1;
    },
    isBehind: () => wire.writableLength > capBytes * FULL.calm,
    look() {
      const before = read;
      read = wire.bytesWritten - wire.writableLength;
      idleLooks = wire.writableLength > 0 && read === before ? idleLooks + 1 : 0;
      if (idleLooks >= LOOKS) cut();
    },
  };
};

export interface Lines {
  of(socketId: string): Line | undefined;
  counts: LineCounts;
  stop(): void;
}

/**
 * The lines of all sockets of this server.
 * @param capBytes what may wait in this process for one page.
 */
export const createLines = (io: HubServer, capBytes: number): Lines => {
  const lines = new Map<string, Line>();
  const counts: LineCounts = { frames: 0, droppedVolatile: 0, droppedCalm: 0, cut: 0 };
  io.on("connection", (socket) => {
    lines.set(socket.id, createLine(socket, capBytes, counts));
    socket.once("disconnect", () => lines.delete(socket.id));
  });
  const looks = setInterval(() => {
    for (const line of lines.values()) line.look();
  }, LOOK_EVERY_MS);
  return {
    of: (socketId) => lines.get(socketId),
    counts,
    stop: () => clearInterval(looks),
  };
};
