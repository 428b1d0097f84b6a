import { type AvatarDeps, removeAvatar } from "../account/set-avatar.ts";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Job } from "../jobs/jobs.ts";
import type { LeaseStore } from "../jobs/lease.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import type { User } from "../users/users.store.ts";
import { findObstacles, type ObstacleDeps } from "./ask-erasure.ts";
import type { EraseRecord } from "./erase-record.store.ts";
import { DELETED_NAME } from "./scrub.ts";

export interface EraseAccountsDeps extends ObstacleDeps, AvatarDeps {
  leases: LeaseStore;
  clock: Clock;
  log: Logger;
  eraseRecord: EraseRecord;
  /** Lets the payment provider forget somebody and their cards. */
  forgetCustomer(userId: string): Promise<void>;
  eraseReviewsOf(userId: string): Promise<void>;
  /** Takes them out of what reports count by; the figures stay. */
  forgetWatched(userId: string): Promise<void>;
  audit(row: AuditRow): Promise<void>;
}

/** Milliseconds between looks. A grace lasts days; looking costs one read of an index of very few. */
const LOOK_EVERY_MS = 5_000;
/** Milliseconds for which one server erases by itself; it takes the lease anew for each account. */
const LEASE_MS = 10 * 60_000;
/** Accounts erased in one go. */
const AT_ONCE = 20;

/** Erases one account. Its id stays, without anything that it led to: where it stands, somebody did something. */
const eraseAccount = async (deps: EraseAccountsDeps, user: User): Promise<void> => {
  const { users, log } = deps;
  const obstacles = await findObstacles(deps, user.id);
  if (obstacles.length > 0) {
    log.warn({ userId: user.id, obstacles }, "account: cannot be erased yet");
    return;
  }
  // What is outside goes first: as long as the account stands, all of it is found and tried again.
  await deps.forgetCustomer(user.id);
  await deps.eraseReviewsOf(user.id);
  await deps.forgetWatched(user.id);
  await removeAvatar(deps, user.id);
  await deps.eraseRecord(user);
  await deps.audit({
    ...{ actorId: null, action: "account:erase", subject: `person:${user.id}`, personId: user.id },
    reason: "Asked for by its owner.",
  });
  await users.bury(user.id, DELETED_NAME);
  log.info({ userId: user.id }, "account: erased");
};

/** The job that erases accounts whose grace is over. */
export const eraseAccountsJob = (deps: EraseAccountsDeps): Job => ({
  name: "erasure",
  everyMs: LOOK_EVERY_MS,
  async run(stopped) {
    const due = await deps.users.leavingBy(new Date(deps.clock.now()), AT_ONCE);
    for (const user of due) {
      const now = deps.clock.now();
      if (
        stopped.aborted ||
        !(await deps.leases.take("erase-accounts", new Date(now), new Date(now + LEASE_MS)))
      )
        return;
      await eraseAccount(deps, user);
    }
    if (due.length > 0) await deps.leases.release("erase-accounts");
  },
});
