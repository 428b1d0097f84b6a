import { OpenPoll, Poll } from "../polls.ts";
import { ids, route } from "./parts.ts";

/** What a show's team does with polls. Voting is the command `poll:vote`. */
export const pollRoutes = {
  openPoll: route({
    method: "POST",
    path: "/api/shows/:showId/polls",
    summary: "Ask everybody in the show; one poll is open at a time",
    access: "signed-in",
    params: ids("showId"),
    body: OpenPoll,
    answer: Poll,
    idempotent: true,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED", "POLL_ALREADY_OPEN"],
  }),
  closePoll: route({
    method: "POST",
    path: "/api/polls/:pollId/close",
    summary: "Close a poll; one that is closed already is answered as it is",
    access: "signed-in",
    params: ids("pollId"),
    answer: Poll,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
