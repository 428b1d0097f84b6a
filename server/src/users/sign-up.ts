import { ok, type Result, refuse, type SignUp } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { hashPassword, isCommonPassword } from "./passwords.ts";
import type { User, UserStore } from "./users.store.ts";

/** Creates an account. */
export const signUp = async (
  { users, clock }: { users: UserStore; clock: Clock },
  { email, password, displayName }: SignUp,
): Promise<Result<User>> => {
  if (isCommonPassword(password)) return refuse("PASSWORD_TOO_COMMON", { path: "password" });
  const passwordHash = await hashPassword(password);
  const user = await users.create({ email, displayName, passwordHash, createdAt: new Date(clock.now()) });
  return user ? ok(user) : refuse("EMAIL_TAKEN", { path: "email" });
};
