import { refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { CommandHandlers } from "../edge/command.ts";
import { type ClosePollDeps, closePoll } from "./close-poll.ts";
import { type OpenPollDeps, openPoll } from "./open-poll.ts";
import { type VoteInPollDeps, voteInPoll } from "./vote-in-poll.ts";

export const pollsEdge = (deps: OpenPollDeps & ClosePollDeps): Pick<Handlers, "openPoll" | "closePoll"> => ({
  openPoll: ({ viewer, params, body, idempotencyKey }) =>
    openPoll(deps, viewer, { showId: params.showId, key: idempotencyKey, form: body }),
  closePoll: ({ viewer, params }) => closePoll(deps, viewer, params.pollId),
});

export const pollCommands = (deps: VoteInPollDeps): Pick<CommandHandlers, "poll:vote"> => ({
  "poll:vote": async ({ viewer, input }) =>
    viewer ? voteInPoll(deps, viewer, input) : refuse("SIGN_IN_REQUIRED"),
});
