import { join } from "node:path";
import { z } from "zod";
import { compile } from "../native.ts";
import { startProgram } from "./program.ts";

const source = join(import.meta.dirname, "load.c");

/** Milliseconds, of each delivery. */
const Ages = z.object({ count: z.number(), p50: z.number(), p99: z.number(), max: z.number() });
export type Ages = z.infer<typeof Ages>;

const Opened = z.object({
  opened: z.number(),
  failed: z.number(),
  /** Why the last that failed did. */
  why: z.string(),
  watching: z.number(),
  seconds: z.number(),
});

const Counted = z.object({
  watching: z.number(),
  closed: z.number(),
  /** Messages of the run, each counted for every viewer who got it. */
  delivered: z.number(),
  frames: z.number(),
  bytes: z.number(),
  /** Over all viewers: numbers left out of the show's sequence, entries after later ones, entries a second time. */
  gaps: z.number(),
  late: z.number(),
  repeated: z.number(),
  /** From being posted, and from being published, to a viewer's socket. */
  posted: Ages,
  published: Ages,
  /** From being published; of entries that are no chat. */
  urgent: Ages,
});
export type Counted = z.infer<typeof Counted>;

/** Where viewers connect to: plain WebSockets, or Socket.IO's with a show to join. */
export type Door = { port: number } & ({ kind: "ws" } | { kind: "io"; showId?: string });

export type LoadClient = {
  readonly pid: number;
  /** Opens more viewers. @throws when one was not let in */
  open(door: Door, viewers: number): Promise<{ seconds: number; watching: number }>;
  /** Counts the messages of this run from now on. */
  count(run: number): Promise<void>;
  report(): Promise<Counted>;
  stop(): Promise<void>;
};

/** Handshakes under way at any time: our server reads a show five times a second for all who come in between. */
const IN_FLIGHT = 500;

export const startLoadClient = async (): Promise<LoadClient> => {
  const program = startProgram(await compile(source), []);
  const ask = async <T>(line: string, answer: z.ZodType<T>): Promise<T> => {
    program.tell(line);
    return answer.parse(JSON.parse(await program.answer()));
  };
  return {
    pid: program.pid,
    async open(door, viewers) {
      const path = door.kind === "ws" ? "/" : "/socket.io/?EIO=4&transport=websocket";
      const show = door.kind === "io" ? (door.showId ?? "") : "";
      const { failed, why, ...opened } = await ask(
        `open ${door.port} ${path} ${door.kind} ${viewers} ${IN_FLIGHT} ${show}`,
        Opened,
      );
      if (failed > 0) throw new Error(`${failed} of ${viewers} viewers were not let in: ${why}`);
      return opened;
    },
    async count(runNumber) {
      await ask(`count ${runNumber}`, z.object({ counting: z.number() }));
    },
    report: () => ask("report", Counted),
    stop: program.stop,
  };
};
