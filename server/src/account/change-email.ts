import { type ChangeEmail, ok, type Result, refuse } from "@showdrop/shared";
import { type Asked, type ConfirmPasswordDeps, confirmPassword } from "./confirm-password.ts";
import type { TellOwner } from "./tell-owner.ts";

export interface ChangeEmailDeps extends ConfirmPasswordDeps {
  tellOwner: TellOwner;
}

/** Changes the address that somebody signs in with. The old one is told, in case it was somebody else. */
export const changeEmail = async (
  deps: ChangeEmailDeps,
  asked: Asked & { viewer: { email: string } },
  { password, email }: ChangeEmail,
): Promise<Result<null>> => {
  const { viewer } = asked;
  const confirmed = await confirmPassword(deps, asked, password);
  if (!confirmed.ok) return confirmed;
  if (!(await deps.users.setEmail(viewer.id, email))) return refuse("EMAIL_TAKEN", { path: "email" });
  if (email !== viewer.email) await deps.tellOwner(viewer.id, "emailChanged", viewer.email);
  return ok(null);
};
