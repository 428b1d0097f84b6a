import { z } from "zod";
import { Email, EnteredCode, EnteredPassword, Password } from "./credentials.ts";
import { Id, Moment } from "./ids.ts";
import { Locale, TimeZone } from "./locale.ts";

export const DisplayName = z
  .string()
  .trim()
  .min(1, "Please enter a name.")
  .max(40, "A name has at most 40 characters.");

export const shopRoles = ["owner", "manager", "moderator"] as const;
export const ShopRole = z.enum(shopRoles);
export type ShopRole = z.infer<typeof ShopRole>;

/** A person as everybody may see them. */
export const Person = z.object({ id: Id, displayName: DisplayName });
export type Person = z.infer<typeof Person>;

export const Membership = z.object({ shopId: Id, handle: z.string(), name: z.string(), role: ShopRole });
export type Membership = z.infer<typeof Membership>;

/** The signed-in person, as only they see themselves. */
export const Me = Person.extend({
  email: z.string(),
  memberships: z.array(Membership),
  createdAt: Moment,
  /** Whether the chat names them when they buy; otherwise it says "someone". */
  namedWhenBuying: z.boolean(),
  /** Left out while none was chosen: the browser's own is as good. */
  locale: Locale.optional(),
  /** Left out of those who have no picture. */
  avatarUrl: z.string().optional(),
  /** Said only of those who run this platform. */
  operator: z.literal(true).optional(),
  /** Said once, right after a sign-in that called off the deletion of the account. */
  keptAccount: z.literal(true).optional(),
});
export type Me = z.infer<typeof Me>;

/** What a person decides about themselves. */
export const EditMe = z.strictObject({
  namedWhenBuying: z.boolean().optional(),
  displayName: DisplayName.optional(),
  /** The language of pages and mails. */
  locale: Locale.optional(),
});
export type EditMe = z.infer<typeof EditMe>;

export const SignUp = z.strictObject({
  email: Email,
  password: Password,
  displayName: DisplayName,
  /** The browser's, so that mails speak that language and quiet hours are those of that place. */
  locale: Locale.optional(),
  timeZone: TimeZone.optional(),
});
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z.strictObject({
  email: Email,
  password: EnteredPassword,
  /** Of those whose account has a second factor, once SECOND_FACTOR_REQUIRED was answered. */
  code: EnteredCode.optional(),
});
export type SignIn = z.infer<typeof SignIn>;
