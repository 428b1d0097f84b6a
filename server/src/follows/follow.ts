import { assertNever, MAX_FOLLOWS, ok, type Result, refuse, type ShowStatus } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { FollowStore, Subject } from "./follows.store.ts";

export interface FollowDeps {
  follows: FollowStore;
  hub: Hub;
  clock: Clock;
  hasShop(shopId: string): Promise<boolean>;
  findShow(showId: string): Promise<{ status: ShowStatus } | null>;
  /** Whether a drop has yet to open; null where there is none. */
  isDropToCome(dropId: string): Promise<boolean | null>;
}

const done = { done: true } as const;

/** Whether there is such a thing, and it is still to come. A shop always has something to come. */
const requireToCome = async (
  { hasShop, findShow, isDropToCome }: FollowDeps,
  { kind, id }: Subject,
): Promise<Result<typeof done>> => {
  switch (kind) {
    case "shop":
      return (await hasShop(id)) ? ok(done) : refuse("NOT_FOUND");
    case "show": {
      const show = await findShow(id);
      if (!show) return refuse("NOT_FOUND");
      return show.status === "scheduled" ? ok(done) : refuse("NOTHING_TO_COME");
    }
    case "drop": {
      const toCome = await isDropToCome(id);
      if (toCome === null) return refuse("NOT_FOUND");
      return toCome ? ok(done) : refuse("NOTHING_TO_COME");
    }
    default:
      return assertNever(kind);
  }
};

/** Follows a shop, saves a show, wishes for a drop. Their other pages hear of it. */
export const follow = async (
  deps: FollowDeps,
  userId: string,
  subject: Subject,
): Promise<Result<typeof done>> => {
  const { follows, hub, clock } = deps;
  // A second tap, or a second tab, gets the answer of the first, even when what was followed has begun meanwhile.
  if (await follows.follows(userId, subject)) return ok(done);
  const coming = await requireToCome(deps, subject);
  if (!coming.ok) return coming;
  if ((await follows.countOf(userId)) >= MAX_FOLLOWS) return refuse("FOLLOWS_FULL");
  if (await follows.add(userId, subject, new Date(clock.now())))
    hub.toPerson(userId, "follow:changed", { ...subject, following: true });
  return ok(done);
};

/** Follows it no longer. What nobody follows any more, or what never was, answers the same. */
export const unfollow = async (
  { follows, hub }: Pick<FollowDeps, "follows" | "hub">,
  userId: string,
  subject: Subject,
): Promise<Result<typeof done>> => {
  if (await follows.remove(userId, subject))
    hub.toPerson(userId, "follow:changed", { ...subject, following: false });
  return ok(done);
};
