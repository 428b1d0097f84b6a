import { ok, type Result, refuse } from "@showdrop/shared";
import type { Limits } from "../edge/limits.ts";
import { verifyPassword } from "../users/passwords.ts";
import type { UserStore } from "../users/users.store.ts";

export interface ConfirmPasswordDeps {
  users: UserStore;
  limits: Limits;
}

/** Whoever is asked for their password once more: who they are, and from where they call. */
export interface Asked {
  viewer: { id: string };
  network: string;
}

/** Asks for the password of somebody who is signed in: an open page alone must not give their account away. */
export const confirmPassword = async (
  { users, limits }: ConfirmPasswordDeps,
  { viewer, network }: Asked,
  password: string,
): Promise<Result<null>> => {
  const tooMany = await limits.take("password", network, viewer.id);
  if (tooMany) return { ok: false, error: tooMany };
  const hash = await users.passwordHash(viewer.id);
  return hash !== null && (await verifyPassword(hash, password))
    ? ok(null)
    : refuse("WRONG_PASSWORD", { path: "password" });
};
