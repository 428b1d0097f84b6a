import { ok, type Result, refuse, type SignIn } from "@showdrop/shared";
import { decoyHash, verifyPassword } from "./passwords.ts";
import type { User, UserStore } from "./users.store.ts";

/** Finds the account of an email and password. Why it failed is not told, so that accounts cannot be probed. */
export const signIn = async (
  { users }: { users: UserStore },
  { email, password }: SignIn,
): Promise<Result<User>> => {
  const account = await users.findByEmail(email);
  const matches = await verifyPassword(account?.passwordHash ?? (await decoyHash), password);
  return account && matches ? ok(account.user) : refuse("WRONG_CREDENTIALS");
};
