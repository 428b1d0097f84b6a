import { ok, type Result, refuse, type SignIn } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { decoyHash, verifyPassword } from "./passwords.ts";
import type { User, UserStore } from "./users.store.ts";

export interface SignInDeps {
  users: UserStore;
  clock: Clock;
  /** Whether signing in asks this person for a code too. */
  hasSecondFactor(userId: string): Promise<boolean>;
  takeCode(userId: string, code: string, network: string): Promise<Result<unknown>>;
}

/**
 * Finds the account of an email and password and, where it has a second factor, takes its code. Why email and password
 * failed is not told, so that accounts cannot be probed; whoever has both is told the rest.
 */
export const signIn = async (
  { users, clock, hasSecondFactor, takeCode }: SignInDeps,
  { email, password, code }: SignIn,
  network: string,
): Promise<Result<User>> => {
  const account = await users.findByEmail(email);
  const matches = await verifyPassword(account?.passwordHash ?? (await decoyHash), password);
  if (!account || !matches) return refuse("WRONG_CREDENTIALS");
  const { user } = account;
  if (await hasSecondFactor(user.id)) {
    if (code === undefined) return refuse("SECOND_FACTOR_REQUIRED");
    const taken = await takeCode(user.id, code, network);
    if (!taken.ok) return taken;
  }
  if (user.suspended) return refuse("SUSPENDED");
  // Its grace is over, and it is erased within seconds: nobody is there any more.
  if (user.leavesAt && user.leavesAt.getTime() <= clock.now()) return refuse("WRONG_CREDENTIALS");
  return ok(user);
};
