import {
  type AccountLine,
  type AccountReport,
  type Membership,
  ok,
  type Result,
  refuse,
} from "@showdrop/shared";
import { type EndSessionsDeps, endAllSessions } from "../account/end-sessions.ts";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { SessionStore } from "../users/sessions.store.ts";
import type { User, UserStore } from "../users/users.store.ts";

export interface AccountsDeps extends EndSessionsDeps {
  users: UserStore;
  sessions: SessionStore;
  clock: Clock;
  transact: Transact;
  audit(row: AuditRow, session?: DbSession): Promise<void>;
  membershipsOf(userId: string): Promise<Membership[]>;
  hasSecondFactor(userId: string): Promise<boolean>;
  /** Ends what somebody sends and receives of shows, on every media node. */
  cutFromMedia(userId: string): Promise<void>;
}

export const toLine = ({ id, displayName, email, createdAt, operator, suspended }: User): AccountLine => ({
  ...{ id, displayName, email, operator },
  createdAt: createdAt.toISOString(),
  suspended: suspended !== null,
});

const reportOf = async (deps: AccountsDeps, user: User): Promise<AccountReport> => {
  const [memberships, secondFactor, sessions] = await Promise.all([
    deps.membershipsOf(user.id),
    deps.hasSecondFactor(user.id),
    deps.sessions.ofUser(user.id, deps.clock.now()),
  ]);
  const { suspended } = user;
  return {
    ...{ ...toLine(user), memberships, secondFactor },
    suspension: suspended && { at: suspended.at.toISOString(), reason: suspended.reason },
    sessions: sessions.map(({ id, device, createdAt, seenAt }) => ({
      ...{ id, device, signedInAt: createdAt.toISOString(), seenAt: seenAt.toISOString() },
    })),
  };
};

/** One account, for an operator. */
export const readAccount = async (deps: AccountsDeps, userId: string): Promise<Result<AccountReport>> => {
  const user = await deps.users.find(userId);
  return user ? ok(await reportOf(deps, user)) : refuse("NOT_FOUND");
};

interface Act {
  operatorId: string;
  userId: string;
  reason: string;
}

const row = ({ operatorId, userId, reason }: Act, verb: string): AuditRow => ({
  ...{ actorId: operatorId, action: `account:${verb}`, reason },
  ...{ subject: `person:${userId}`, personId: userId },
});

/** Keeps somebody out, with all that they have open. Operators are not kept out by each other: a command names them. */
export const suspendAccount = async (deps: AccountsDeps, act: Act): Promise<Result<AccountReport>> => {
  const user = await deps.users.find(act.userId);
  if (!user) return refuse("NOT_FOUND");
  if (user.operator) return refuse("NOT_ALLOWED");
  const suspended = await deps.transact(async (session) => {
    const suspension = { at: new Date(deps.clock.now()), reason: act.reason };
    if (!(await deps.users.suspend(act.userId, suspension, session))) return refuse("SUSPENDED_ALREADY");
    await deps.audit(row(act, "suspend"), session);
    return ok(null);
  });
  // Done again too: whoever asks again may do so because the first attempt was cut off here.
  await endAllSessions(deps, act.userId);
  await deps.cutFromMedia(act.userId);
  return suspended.ok ? readAccount(deps, act.userId) : suspended;
};

/** Lets somebody in again. */
export const restoreAccount = async (deps: AccountsDeps, act: Act): Promise<Result<AccountReport>> => {
  if (!(await deps.users.find(act.userId))) return refuse("NOT_FOUND");
  const restored = await deps.transact(async (session) => {
    if (!(await deps.users.restore(act.userId, session))) return refuse("NOT_SUSPENDED");
    await deps.audit(row(act, "restore"), session);
    return ok(null);
  });
  return restored.ok ? readAccount(deps, act.userId) : restored;
};

/** Signs somebody out everywhere, as when a device of theirs was stolen; they may sign in again. */
export const signOutAccount = async (deps: AccountsDeps, act: Act): Promise<Result<AccountReport>> => {
  if (!(await deps.users.find(act.userId))) return refuse("NOT_FOUND");
  await deps.audit(row(act, "sign-out"));
  await endAllSessions(deps, act.userId);
  return readAccount(deps, act.userId);
};
