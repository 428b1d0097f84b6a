import { type ChangePassword, ok, type Result, refuse } from "@showdrop/shared";
import { hashPassword, isCommonPassword } from "../users/passwords.ts";
import { type Asked, type ConfirmPasswordDeps, confirmPassword } from "./confirm-password.ts";
import { type EndSessionsDeps, endAllSessions } from "./end-sessions.ts";
import type { TellOwner } from "./tell-owner.ts";

export interface ChangePasswordDeps extends ConfirmPasswordDeps, EndSessionsDeps {
  tellOwner: TellOwner;
}

/** Changes a password. Whoever knew the old one is signed out by it: every session but the one that asks ends. */
export const changePassword = async (
  deps: ChangePasswordDeps,
  asked: Asked & { viewer: { sessionId: string } },
  { password, newPassword }: ChangePassword,
): Promise<Result<{ done: true }>> => {
  const { viewer } = asked;
  const confirmed = await confirmPassword(deps, asked, password);
  if (!confirmed.ok) return confirmed;
  if (isCommonPassword(newPassword)) return refuse("PASSWORD_TOO_COMMON", { path: "newPassword" });
  await deps.users.setPasswordHash(viewer.id, await hashPassword(newPassword));
  await endAllSessions(deps, viewer.id, viewer.sessionId);
  await deps.tellOwner(viewer.id, "passwordChanged");
  return ok({ done: true });
};
