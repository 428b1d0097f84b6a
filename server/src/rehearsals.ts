import type { Customer, Handlers } from "./edge/call.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { rehearsalsFront } from "./rehearsals/front.ts";
import { createRehearsalStore } from "./rehearsals/rehearsals.store.ts";
import { createRehearse, type RehearseDeps } from "./rehearsals/rehearse.ts";
import type { Lent, OpenWorld, World } from "./rehearsals/world.ts";
import { createRunStore } from "./run-of-show/run-of-show.store.ts";
import type { PlayedShow } from "./stream-keys/admit-program.ts";

interface RehearsalParts extends Omit<RehearseDeps, "rehearsals" | "runs" | "world"> {
  jobs: Jobs;
  lent: Lent;
  readSessionToken(cookieHeader: string | undefined): string | null;
  findCustomer(token: string): Promise<Customer | null>;
  /** Null in a rehearsal: there is none within one. */
  openWorld: OpenWorld | null;
}

/** Milliseconds between two looks for rehearsals that nobody ended. */
const SWEEP_MS = 60_000;

type Calls = "readRehearsals" | "startRehearsal" | "finishRehearsal";

/** Wires rehearsals: the server of their own, the door to it, and what begins and ends them. A part of domain.ts. */
export const buildRehearsals = (parts: RehearsalParts) => {
  const { openWorld, lent, jobs } = parts;
  let opened: Promise<World> | undefined;
  const world = (): Promise<World> => {
    if (!openWorld) throw new Error("there is no rehearsal within a rehearsal");
    opened ??= openWorld(lent).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const rehearsals = createRehearsalStore(parts.db);
  const rehearse = createRehearse({ ...parts, rehearsals, runs: createRunStore(parts.db), world });
  const handlers: Pick<Handlers, Calls> = {
    readRehearsals: ({ viewer, params }) => rehearse.read(viewer, params.showId),
    startRehearsal: ({ viewer, params, body }) => rehearse.start(viewer, params.showId, body),
    finishRehearsal: ({ viewer, params, body }) => rehearse.finish(viewer, params.showId, body),
  };
  let stopJobs = async (): Promise<void> => undefined;
  return {
    handlers,
    front: rehearsalsFront({
      ...parts,
      world,
      isOpen: async () => (await rehearsals.running()).length > 0,
    }),
    /** What a program that sends to a show sends to instead, as it is, or was, rehearsed. */
    async stageOf(showId: string): Promise<PlayedShow | "over" | null> {
      const record = openWorld && (await rehearsals.find(showId));
      if (!record) return null;
      const { playedId } = record;
      if (playedId === null) return record.byProgram ? "over" : null;
      return {
        showId: playedId,
        async goLive() {
          await rehearsals.noteProgram(playedId);
          return (await world()).goLive(playedId);
        },
      };
    },
    /** What somebody, or a program, sends to what a shop rehearses ends. */
    async stopHosting(shopId: string, userId: string): Promise<void> {
      if (openWorld && (await rehearsals.running(shopId)).length > 0)
        await (await world()).stopHosting(shopId, userId);
    },
    start(): void {
      if (!openWorld) return;
      stopJobs = jobs.start([{ name: "rehearsals", everyMs: SWEEP_MS, run: rehearse.sweep }]);
    },
    async stop(): Promise<void> {
      await Promise.all([stopJobs(), rehearse.stop()]);
      await opened?.then((there) => there.close());
    },
  };
};
