import {
  DisplayName,
  type EditMe,
  type Locale,
  ok,
  type Result,
  refuse,
  refuseInput,
} from "@showdrop/shared";
import { cleanText } from "../kit/clean-text.ts";
import type { User, UserStore } from "./users.store.ts";

export interface EditMeDeps {
  users: UserStore;
  setLocale(userId: string, locale: Locale): Promise<void>;
}

/** A name as it may stand beside a chat line: one without a shape, or that turns the line round, would be a mask. */
export const cleanName = (entered: string): Result<string> => {
  const name = DisplayName.safeParse(cleanText(entered));
  return name.success ? ok(name.data) : refuseInput(name.error, "displayName");
};

/** Changes what somebody decided about themselves; what is left out stays. */
export const editMe = async (
  { users, setLocale }: EditMeDeps,
  userId: string,
  { namedWhenBuying, displayName, locale }: EditMe,
): Promise<Result<User>> => {
  const name = displayName === undefined ? null : cleanName(displayName);
  if (name && !name.ok) return name;
  const user = await users.edit(userId, {
    ...(namedWhenBuying === undefined ? {} : { namedWhenBuying }),
    ...(name ? { displayName: name.data } : {}),
  });
  if (!user) return refuse("SIGN_IN_REQUIRED");
  if (locale !== undefined) await setLocale(userId, locale);
  return ok(user);
};
