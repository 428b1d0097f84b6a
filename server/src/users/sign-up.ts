import { DisplayName, ok, type Result, refuse, refuseInput, type SignUp } from "@showdrop/shared";
import { cleanText } from "../kit/clean-text.ts";
import type { Clock } from "../kit/clock.ts";
import { hashPassword, isCommonPassword } from "./passwords.ts";
import type { User, UserStore } from "./users.store.ts";

/** Creates an account. */
export const signUp = async (
  { users, clock }: { users: UserStore; clock: Clock },
  { email, password, displayName: entered }: SignUp,
): Promise<Result<User>> => {
  // It stands beside every chat line: a name without a shape, or one that turns the line round, would be a mask.
  const displayName = DisplayName.safeParse(cleanText(entered));
  if (!displayName.success) return refuseInput(displayName.error, "displayName");
  if (isCommonPassword(password)) return refuse("PASSWORD_TOO_COMMON", { path: "password" });
  const passwordHash = await hashPassword(password);
  const user = await users.create({
    email,
    displayName: displayName.data,
    passwordHash,
    createdAt: new Date(clock.now()),
  });
  return user ? ok(user) : refuse("EMAIL_TAKEN", { path: "email" });
};
