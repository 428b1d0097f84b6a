import { ok, type Result, refuse, type SignUp } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { cleanName } from "./edit-me.ts";
import { hashPassword, isCommonPassword } from "./passwords.ts";
import type { User, UserStore } from "./users.store.ts";

/** Creates an account; a guest's row becomes theirs, with the cart and the orders that belong to it. */
export const signUp = async (
  { users, clock }: { users: UserStore; clock: Clock },
  { email, password, displayName: entered }: SignUp,
  guestId: string | null,
): Promise<Result<User>> => {
  const displayName = cleanName(entered);
  if (!displayName.ok) return displayName;
  if (isCommonPassword(password)) return refuse("PASSWORD_TOO_COMMON", { path: "password" });
  const passwordHash = await hashPassword(password);
  const account = { email, displayName: displayName.data, passwordHash };
  const user =
    guestId === null
      ? await users.create({ ...account, createdAt: new Date(clock.now()) })
      : await users.becomeAccount(guestId, account);
  return user ? ok(user) : refuse("EMAIL_TAKEN", { path: "email" });
};
