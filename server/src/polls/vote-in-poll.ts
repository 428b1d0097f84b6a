import { type MyStep, ok, type Result, refuse, type VoteInPoll } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Untold } from "../kit/untold.ts";
import type { PollRecord, PollStore } from "./polls.store.ts";

export interface VoteInPollDeps {
  polls: PollStore;
  untold: Untold;
  hub: Hub;
  clock: Clock;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** Open, and its time is not over: what closes it may be a moment late. @param now milliseconds since 1970 */
export const takesVotes = ({ status, closesAt }: PollRecord, now: number): boolean =>
  status === "open" && (closesAt === null || now < closesAt.getTime());

/**
 * A person's vote; the newest one counts. Those who may not write in chat may vote. Refuses with NOT_FOUND, BANNED,
 * POLL_CLOSED or INVALID_INPUT.
 */
export const voteInPoll = async (
  { polls, untold, hub, clock, isBanned }: VoteInPollDeps,
  viewer: { id: string },
  { showId, pollId, answer }: VoteInPoll,
): Promise<Result<MyStep>> => {
  const poll = await polls.find(pollId);
  if (poll?.showId !== showId) return refuse("NOT_FOUND");
  if (await isBanned(poll.shopId, viewer.id)) return refuse("BANNED");
  if (!takesVotes(poll, clock.now())) return refuse("POLL_CLOSED");
  if (answer >= poll.answers.length) return refuse("INVALID_INPUT", { path: "answer" });
  await polls.vote(pollId, viewer.id, answer);
  // Also when it closed meanwhile: a vote that was taken is counted.
  await untold.mark(showId, "poll", pollId);
  const step = { did: "vote", showId, pollId, answer } as const;
  hub.toPerson(viewer.id, "mine:step", step);
  return ok(step);
};
