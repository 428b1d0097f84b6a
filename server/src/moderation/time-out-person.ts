import {
  ok,
  type Person,
  type Result,
  refuse,
  type ShopRole,
  type TimeOutPerson,
  type Timeout,
  type TimeoutMade,
} from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { Act } from "./act.ts";
import { personOf } from "./list-bans.ts";
import type { TimeoutRecord, TimeoutStore } from "./timeouts.store.ts";

export interface TimeOutPersonDeps {
  timeouts: TimeoutStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  roleOf(shopId: string, userId: string, session?: DbSession): Promise<ShopRole | null>;
  people(ids: readonly string[]): Promise<Map<string, Person>>;
  act: Act;
}

export const toTimeout = (timeout: TimeoutRecord, people: ReadonlyMap<string, Person>): Timeout => ({
  id: timeout.id,
  person: personOf(people, timeout.userId),
  reason: timeout.reason,
  by: personOf(people, timeout.by),
  at: timeout.at.toISOString(),
  until: timeout.until.toISOString(),
});

/**
 * Takes the word from somebody for a while: every server asks the record before it lets them write. A timeout that
 * somebody else gave meanwhile stays as it is, unless it is the one that this takes the place of.
 */
export const timeOutPerson = async (
  deps: TimeOutPersonDeps,
  viewer: { id: string },
  shopId: string,
  { userId, seconds, reason, instead }: TimeOutPerson,
): Promise<Result<TimeoutMade>> => {
  const { timeouts, hub, clock } = deps;
  const role = await deps.requireRole(shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  if ((await deps.people([userId])).size === 0) return refuse("NOT_FOUND");

  const at = new Date(clock.now());
  const wanted = { userId, reason, by: viewer.id, at, until: new Date(at.getTime() + seconds * 1000) };
  const made = await deps.act<TimeoutRecord>(shopId, async (session) => {
    if ((await deps.roleOf(shopId, userId, session)) !== null)
      return refuse("NOT_ALLOWED", { message: "Somebody on the team cannot be timed out." });
    const known = await timeouts.find(shopId, userId, session);
    if (known && known.id !== instead) return ok({ answer: known, row: null });
    const timeout = await timeouts.put(shopId, wanted, session);
    if (!timeout) return refuse("TIMED_OUT");
    return ok({
      answer: timeout,
      row: {
        actorId: viewer.id,
        action: "person:timeout",
        subject: `user:${userId}`,
        reason,
        personId: userId,
        before: known && { until: known.until },
        after: { seconds, until: wanted.until },
      },
    });
  });
  if (!made.ok && made.error.code !== "TIMED_OUT") return made;
  const timeout = made.ok ? made.data : await timeouts.find(shopId, userId);
  if (!timeout) return refuse("NOT_FOUND");
  hub.toPerson(userId, "person:timedout", {
    shopId,
    until: timeout.until.toISOString(),
    reason: timeout.reason,
  });
  const people = await deps.people([timeout.userId, timeout.by]);
  return ok({ ...toTimeout(timeout, people), already: timeout.at !== at });
};
