import type { ShowStatus } from "@showdrop/shared";
import { beginDraw, type DrawGiveawayDeps, finishDraw } from "../giveaways/draw-giveaway.ts";
import { takesEntries } from "../giveaways/enter-giveaway.ts";
import { tellGiveaway } from "../giveaways/tell-giveaway.ts";
import type { Logger } from "../kit/logger.ts";
import { type EndPollDeps, endPoll } from "../polls/close-poll.ts";
import { tellPoll } from "../polls/open-poll.ts";
import { takesVotes } from "../polls/vote-in-poll.ts";
import type { Job } from "./jobs.ts";

export interface AskingJobsDeps extends EndPollDeps, Omit<DrawGiveawayDeps, "requireRole"> {
  findShow(id: string): Promise<{ status: ShowStatus } | null>;
  log: Logger;
}

/** Milliseconds between two looks: what closes by itself does so within about one. */
const EVERY_MS = 500;

/** What ends by itself, and what a server left half done. */
export const askingJobs = (deps: AskingJobsDeps): Job[] => {
  const { polls, giveaways, clock, log } = deps;
  /** Told by nobody at the last look: whoever began to tell is not still at it. */
  let stalled = new Set<string>();

  const isOver = async (showId: string): Promise<boolean> => {
    const show = await deps.findShow(showId);
    return show?.status === "ended" || show?.status === "cancelled";
  };
  /** Each thing on its own: one that fails must not keep the others waiting. */
  const each = async <T extends { id: string }>(
    things: readonly T[],
    work: (thing: T) => Promise<unknown>,
  ): Promise<void> => {
    for (const thing of things)
      await work(thing).catch((error: unknown) => log.warn({ err: error, id: thing.id }, "left for later"));
  };

  return [
    {
      name: "pollsAndGiveaways",
      everyMs: EVERY_MS,
      run: async () => {
        const asked = await polls.unsettled();
        const given = await giveaways.unsettled();
        await each(asked.open, async (poll) => {
          if (!takesVotes(poll, clock.now()) || (await isOver(poll.showId))) await endPoll(deps, poll.id);
        });
        await each(given.open, async (giveaway) => {
          if (!takesEntries(giveaway, clock.now()) || (await isOver(giveaway.showId)))
            await beginDraw(deps, giveaway, null);
        });
        const untold = new Set([...asked.untold, ...given.untold].map(({ id }) => id));
        await each(
          asked.untold.filter(({ id }) => stalled.has(id)),
          ({ id }) => tellPoll(deps, id),
        );
        await each(
          given.untold.filter(({ id }) => stalled.has(id)),
          (giveaway) =>
            giveaway.status === "drawing" ? finishDraw(deps, giveaway) : tellGiveaway(deps, giveaway.id),
        );
        stalled = untold;
      },
    },
  ];
};
