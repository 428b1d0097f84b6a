import { type ErasureObstacle, type ErasureOutlook, ok, type Result, refuse } from "@showdrop/shared";
import { type Asked, type ConfirmPasswordDeps, confirmPassword } from "../account/confirm-password.ts";
import { type EndSessionsDeps, endAllSessions } from "../account/end-sessions.ts";
import type { TellOwner } from "../account/tell-owner.ts";
import type { AuditRow } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { PersonalDataStore } from "./personal-data.store.ts";

export interface ObstacleDeps {
  personalData: PersonalDataStore;
  membershipsOf(userId: string): Promise<{ role: string }[]>;
  /** Whether units are held for somebody right now. */
  hasHolds(userId: string): Promise<boolean>;
}

export interface AskErasureDeps extends ObstacleDeps, ConfirmPasswordDeps, EndSessionsDeps {
  clock: Clock;
  erasureGraceMs: number;
  tellOwner: TellOwner;
  audit(row: AuditRow): Promise<void>;
}

/** What keeps an account from being erased: what others still wait for, or would be lost with it. */
export const findObstacles = async (deps: ObstacleDeps, userId: string): Promise<ErasureObstacle[]> => {
  const [memberships, { open }, holds] = await Promise.all([
    deps.membershipsOf(userId),
    deps.personalData.countOrders(userId),
    deps.hasHolds(userId),
  ]);
  return [
    ...(memberships.some(({ role }) => role === "owner") ? (["ACCOUNT_OWNS_SHOP"] as const) : []),
    ...(open > 0 ? (["ACCOUNT_HAS_ORDERS"] as const) : []),
    ...(holds ? (["ACCOUNT_HAS_HOLDS"] as const) : []),
  ];
};

/** What deleting an account would mean. */
export const readErasure = async (
  deps: ObstacleDeps & Pick<AskErasureDeps, "erasureGraceMs">,
  userId: string,
): Promise<ErasureOutlook> => {
  const [obstacles, { all }] = await Promise.all([
    findObstacles(deps, userId),
    deps.personalData.countOrders(userId),
  ]);
  return { graceSeconds: Math.ceil(deps.erasureGraceMs / 1000), obstacles, orders: all };
};

/** Has an account erased after the grace; until then signing in keeps it. */
export const askErasure = async (
  deps: AskErasureDeps,
  asked: Asked,
  password: string,
): Promise<Result<{ leavesAt: string }>> => {
  const { id } = asked.viewer;
  const confirmed = await confirmPassword(deps, asked, password);
  if (!confirmed.ok) return confirmed;
  const [obstacle] = await findObstacles(deps, id);
  if (obstacle) return refuse(obstacle);
  const leavesAt = new Date(deps.clock.now() + deps.erasureGraceMs);
  await deps.users.leaveAt(id, leavesAt);
  await deps.audit({ actorId: id, action: "account:leave", subject: `person:${id}`, personId: id });
  await deps.tellOwner(id, "erasureAsked");
  await endAllSessions(deps, id);
  return ok({ leavesAt: leavesAt.toISOString() });
};
