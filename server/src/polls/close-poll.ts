import { ok, type Poll, type Result, refuse } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { type TellPollDeps, tellPoll, toPoll } from "./open-poll.ts";

export interface EndPollDeps extends TellPollDeps {
  clock: Clock;
}

export interface ClosePollDeps extends EndPollDeps {
  requireRole: RequireRole;
}

/** Closes a poll, whoever is first, and tells everybody the result. */
export const endPoll = async (deps: EndPollDeps, pollId: string): Promise<void> => {
  if (await deps.polls.close(pollId, new Date(deps.clock.now()))) await tellPoll(deps, pollId);
};

/** Closes a poll by hand; one that is closed is answered as it is. Refuses with NOT_FOUND or NOT_ALLOWED. */
export const closePoll = async (
  deps: ClosePollDeps,
  viewer: { id: string },
  pollId: string,
): Promise<Result<Poll>> => {
  const poll = await deps.polls.find(pollId);
  if (!poll) return refuse("NOT_FOUND");
  const role = await deps.requireRole(poll.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  await endPoll(deps, pollId);
  return ok(toPoll((await deps.polls.find(pollId)) ?? poll));
};
