import { type OpenPoll, ok, type Poll, type Result, refuse } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import { sha256 } from "../kit/random.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { PollRecord, PollStore } from "./polls.store.ts";

export interface TellPollDeps {
  polls: PollStore;
  hub: Hub;
}

export interface OpenPollDeps extends TellPollDeps {
  shows: Pick<ShowStore, "find">;
  clock: Clock;
  requireRole: RequireRole;
}

export const toPoll = (poll: PollRecord): Poll => ({
  id: poll.id,
  showId: poll.showId,
  question: poll.question,
  answers: poll.answers,
  counts: poll.counts,
  status: poll.status,
  openedAt: poll.openedAt.toISOString(),
  closesAt: poll.closesAt?.toISOString() ?? null,
  closedAt: poll.closedAt?.toISOString() ?? null,
});

/** Tells everybody of a poll as it is now. Cut off before its end, a job does it again. */
export const tellPoll = async ({ polls, hub }: TellPollDeps, pollId: string): Promise<PollRecord | null> => {
  const poll = await polls.count(pollId);
  if (!poll) return null;
  await hub.publish(poll.showId, "poll:changed", toPoll(poll));
  await polls.markTold(poll);
  return poll;
};

/**
 * Asks everybody in a show, in its waiting room too. The same key gives the same poll.
 * Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED, POLL_ALREADY_OPEN or IDEMPOTENCY_KEY_REUSED.
 */
export const openPoll = async (
  deps: OpenPollDeps,
  viewer: { id: string },
  { showId, key, form }: { showId: string; key: string; form: OpenPoll },
): Promise<Result<Poll>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const { seconds, ...asked } = form;
  const now = deps.clock.now();
  const opened = await deps.polls.open({
    ...asked,
    showId,
    shopId: show.shopId,
    openedBy: viewer.id,
    openedAt: new Date(now),
    closesAt: seconds === null ? null : new Date(now + seconds * 1000),
    attempt: `${viewer.id}:${key}`,
    fingerprint: sha256(JSON.stringify([showId, form])),
  });
  if (!opened.ok) return opened;
  // A retry tells again: the first attempt may have been cut off here.
  return ok(toPoll((await tellPoll(deps, opened.data.id)) ?? opened.data));
};
